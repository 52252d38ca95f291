// SPDX-License-Identifier: MIT
#include "ui/accountform.h"

#include "session/session.h"
#include "session/sessions.h"
#include "ui/calmcombobox.h"
#include "ui/credentialfield.h"
#include "ui/fieldform.h"
#include "ui/icons.h"
#include "ui/markfields.h"
#include "ui/networkfields.h"
#include "ui/prompts.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

// The names Sessions::validate() uses.
const QString providerRow = QStringLiteral("provider");
const QString generationRow = QStringLiteral("generation");
const QString nameRow = QStringLiteral("name");
const QString baseUrlRow = QStringLiteral("baseUrl");
const QString organizationRow = QStringLiteral("organizationId");
const QString workspacesRow = QStringLiteral("workspaceIds");
const QString credentialRow = QStringLiteral("credential");
const QString schemeRow = QStringLiteral("scheme");
const QString caFileRow = QStringLiteral("caFile");

constexpr int workspaceLines = 2;

QStringList idsIn(const QString &text)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    QStringList ids = text.split(separators, Qt::SkipEmptyParts);
    ids.removeDuplicates();
    return ids;
}

bool endsWith(const QUrl &address, const QString &part)
{
    return address.adjusted(QUrl::StripTrailingSlash).path().endsWith(u'/' + part);
}

} // namespace

AccountForm::AccountForm(
    Sessions &sessions, Prompts &prompts, Purpose purpose, const Account &account, QWidget *parent)
    : QWidget(parent)
    , m_sessions(sessions)
    , m_prompts(prompts)
    , m_purpose(purpose)
    , m_edited(account)
    , m_form(new FieldForm(this))
    , m_provider(new CalmComboBox)
    , m_generation(new CalmComboBox)
    , m_name(new QLineEdit)
    , m_baseUrl(new QLineEdit)
    , m_reset(new QPushButton(tr("Reset")))
    , m_organization(new QLineEdit)
    , m_workspaces(new QPlainTextEdit)
    , m_credential(new CredentialField)
    , m_advanced(new QToolButton)
    , m_scheme(new CalmComboBox)
    , m_caFile(new QLineEdit)
    , m_browse(new QPushButton(tr("Browse\u2026")))
{
    buildFields();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    fillProviders();
    showAccount();
    followProvider();
    connect(m_provider, &QComboBox::currentIndexChanged, this, &AccountForm::followProvider);
    connect(m_baseUrl, &QLineEdit::textChanged, this, &AccountForm::followAddress);
    connect(m_generation, &QComboBox::currentIndexChanged, this, &AccountForm::followGeneration);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_baseUrl->setText(publicAddress().toString());
        m_baseUrl->setFocus();
    });
    connect(m_browse, &QPushButton::clicked, this, &AccountForm::browseCaFile);
    for (QLineEdit *field :
        {m_name, m_baseUrl, m_organization, m_caFile, static_cast<QLineEdit *>(m_credential)})
        connect(field, &QLineEdit::textChanged, this, [this] { m_form->clearErrors(); });
    connect(m_workspaces, &QPlainTextEdit::textChanged, this, [this] { m_form->clearErrors(); });
}

void AccountForm::buildFields()
{
    m_provider->setObjectName(QStringLiteral("providerField"));
    m_generation->setObjectName(QStringLiteral("generationField"));
    m_name->setObjectName(QStringLiteral("nameField"));
    m_baseUrl->setObjectName(QStringLiteral("baseUrlField"));
    m_reset->setObjectName(QStringLiteral("baseUrlReset"));
    m_organization->setObjectName(QStringLiteral("organizationField"));
    m_workspaces->setObjectName(QStringLiteral("workspacesField"));
    m_credential->setObjectName(QStringLiteral("credentialField"));
    m_reset->setToolTip(tr("Back to the provider's public service"));
    m_reset->setAutoDefault(false);
    m_workspaces->setTabChangesFocus(true);
    m_workspaces->setFixedHeight(m_workspaces->fontMetrics().lineSpacing() * workspaceLines + 14);

    auto *url = new QWidget;
    auto *urlLayout = new QHBoxLayout(url);
    urlLayout->setContentsMargins(0, 0, 0, 0);
    urlLayout->setSpacing(8);
    urlLayout->addWidget(m_baseUrl, 1);
    urlLayout->addWidget(m_reset);

    m_form->addField(providerRow, tr("P&rovider"), m_provider);
    m_form->addField(generationRow, tr("A&PI generation"), m_generation);
    m_form->addField(nameRow, tr("&Name"), m_name);
    m_form->addField(baseUrlRow, tr("&Base URL"), url, m_baseUrl);
    m_form->addField(organizationRow, tr("&Organization id"), m_organization);
    m_form->addField(workspacesRow, tr("&Workspace ids"), m_workspaces);
    m_form->addField(credentialRow, tr("&Credential"), m_credential);
    if (m_purpose != Purpose::Connect)
        m_marks = new MarkFields(*m_form);
    buildAdvanced();
    m_form->setHint(workspacesRow, tr("One a line. Left empty, the organization's own list is shown."));
}

void AccountForm::buildAdvanced()
{
    m_advanced->setObjectName(QStringLiteral("advancedButton"));
    m_advanced->setText(tr("Advanced"));
    m_advanced->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advanced->setAutoRaise(true);
    m_advanced->setCheckable(true);
    m_advanced->setFocusPolicy(Qt::StrongFocus);
    m_form->addUnlabelled(m_advanced);
    m_scheme->setObjectName(QStringLiteral("schemeField"));
    m_scheme->addItem(tr("Automatic, by the credential's form"), static_cast<int>(AuthScheme::Automatic));
    m_scheme->addItem(QStringLiteral("Token"), static_cast<int>(AuthScheme::Token));
    m_scheme->addItem(QStringLiteral("Bearer"), static_cast<int>(AuthScheme::Bearer));
    m_form->addField(schemeRow, tr("&Scheme"), m_scheme);
    m_form->setHint(schemeRow, tr("The word before the credential in the Authorization header."));
    m_caFile->setObjectName(QStringLiteral("caFileField"));
    m_browse->setObjectName(QStringLiteral("caFileBrowse"));
    m_browse->setAccessibleName(tr("Browse for a CA file"));
    m_browse->setAutoDefault(false);
    auto *file = new QWidget;
    auto *fileLayout = new QHBoxLayout(file);
    fileLayout->setContentsMargins(0, 0, 0, 0);
    fileLayout->setSpacing(8);
    fileLayout->addWidget(m_caFile, 1);
    fileLayout->addWidget(m_browse);
    m_form->addField(caFileRow, tr("CA &file"), file, m_caFile);
    m_form->setHint(caFileRow,
        tr("For a service behind a certificate of your own: a PEM file that this account alone trusts, "
           "beside "
           "the system's certificates."));
    m_network = new NetworkFields(m_form);
    connect(m_advanced, &QToolButton::toggled, this, &AccountForm::setAdvanced);
}

void AccountForm::fillProviders()
{
    const QList<ProviderInfo> all = m_sessions.providers();
    for (const ProviderInfo &info : all)
        m_provider->addUntrusted(providerIcon(info.letter), info.name, info.key);
}

void AccountForm::showAccount()
{
    if (m_purpose == Purpose::Connect)
        return;
    m_provider->setCurrentIndex(m_provider->findData(m_edited.providerKey));
    m_provider->setEnabled(false);
    m_name->setText(m_edited.name);
    m_baseUrl->setText(m_edited.baseUrl.toString());
    m_organization->setText(m_edited.organizationId);
    m_workspaces->setPlainText(m_edited.workspaceIds.join(QLatin1Char('\n')));
    m_scheme->setCurrentIndex(m_scheme->findData(static_cast<int>(m_edited.scheme)));
    m_caFile->setText(QDir::toNativeSeparators(m_edited.caFile));
    m_marks->show(m_edited);
    const Session *session = m_sessions.find(m_edited.id);
    m_network->show(m_edited, session && !session->lacksProxyPassword());
}

void AccountForm::followProvider()
{
    const ProviderInfo info = provider().value_or(ProviderInfo{});
    const auto before = m_sessions.provider(m_providerBefore);
    const QUrl address(m_baseUrl->text());
    const auto isAddress = [&address](
                               const ApiGeneration &generation) { return generation.baseUrl == address; };
    const bool isUntouched = address.isEmpty()
        || (before
            && (address == before->baseUrl
                || std::any_of(before->generations.cbegin(), before->generations.cend(), isAddress)));
    if (m_purpose == Purpose::Connect && isUntouched)
        m_baseUrl->setText(info.baseUrl.toString());
    m_providerBefore = info.key;
    fillGenerations();

    const bool hasFields = m_purpose == Purpose::Edit;
    for (const QString &row : {providerRow, nameRow, baseUrlRow, organizationRow})
        m_form->setFieldVisible(row, hasFields);
    m_form->setFieldVisible(generationRow, hasFields && !info.generations.isEmpty());
    m_form->setFieldVisible(workspacesRow, hasFields && info.hasWorkspaces);
    if (m_marks)
        m_marks->setVisible(hasFields);
    m_advanced->setVisible(m_purpose != Purpose::SignIn);
    if (m_edited.scheme != AuthScheme::Automatic || !m_edited.caFile.isEmpty() || m_network->isChanged())
        m_advanced->setChecked(true);
    setAdvanced(m_advanced->isChecked());
    showResetButton();

    const Session *session = m_sessions.find(m_edited.id);
    const bool mayKeep =
        m_purpose == Purpose::Edit && session && session->state() != Session::State::NeedsCredential;
    m_credential->setPlaceholderText(mayKeep ? tr("Left empty, the present one stays") : QString());
    m_form->setHint(credentialRow, info.credentialHint);
}

void AccountForm::fillGenerations()
{
    const ProviderInfo info = provider().value_or(ProviderInfo{});
    const QSignalBlocker quiet(m_generation);
    m_generation->clear();
    for (const ApiGeneration &generation : info.generations)
        m_generation->addItem(generation.label, generation.key);
    const bool isNew = m_purpose == Purpose::Connect;
    const auto spoken = info.generation(m_edited.generation);
    const QString chosen = isNew || !spoken ? info.generationAt(QUrl(m_baseUrl->text())) : spoken->key;
    m_generation->setCurrentIndex(m_generation->findData(chosen));
}

void AccountForm::followAddress()
{
    const ProviderInfo info = provider().value_or(ProviderInfo{});
    const QUrl address(m_baseUrl->text().trimmed());
    for (const ApiGeneration &generation : info.generations) {
        if (endsWith(address, generation.key)) {
            const QSignalBlocker quiet(m_generation);
            m_generation->setCurrentIndex(m_generation->findData(generation.key));
        }
    }
    showResetButton();
}

void AccountForm::followGeneration()
{
    const ProviderInfo info = provider().value_or(ProviderInfo{});
    QUrl address(m_baseUrl->text().trimmed());
    for (const ApiGeneration &generation : info.generations) {
        if (!endsWith(address, generation.key))
            continue;
        QString path = address.adjusted(QUrl::StripTrailingSlash).path();
        path.chop(generation.key.size());
        address.setPath(path + m_generation->currentData().toString());
        const QSignalBlocker quiet(m_baseUrl);
        m_baseUrl->setText(address.toString());
        break;
    }
    m_form->clearErrors();
    showResetButton();
}

QUrl AccountForm::publicAddress() const
{
    const ProviderInfo info = provider().value_or(ProviderInfo{});
    const auto generation = info.generation(m_generation->currentData().toString());
    return generation ? generation->baseUrl : info.baseUrl;
}

void AccountForm::showResetButton()
{
    m_reset->setVisible(m_baseUrl->text() != publicAddress().toString());
}

void AccountForm::setAdvanced(bool shown)
{
    m_advanced->setIcon(glyphIcon(shown ? Glyph::ChevronDown : Glyph::ChevronRight));
    const bool isOpen = shown && !m_advanced->isHidden();
    m_form->setFieldVisible(schemeRow, isOpen && provider().value_or(ProviderInfo{}).hasSchemeChoice);
    m_form->setFieldVisible(caFileRow, isOpen);
    m_network->setShown(isOpen);
    const Session *session = m_sessions.find(m_edited.id);
    if (m_purpose == Purpose::SignIn && session && session->lacksProxyPassword())
        m_network->showPasswordOnly();
    if (m_purpose != Purpose::Connect)
        return;
    m_form->setFieldVisible(baseUrlRow, isOpen);
    m_form->setFieldVisible(
        generationRow, isOpen && !provider().value_or(ProviderInfo{}).generations.isEmpty());
}

void AccountForm::browseCaFile()
{
    FileQuestion question;
    question.objectName = QStringLiteral("caFileDialog");
    question.title = tr("Choose a CA file");
    question.path = m_caFile->text().isEmpty() ? QDir::homePath() : m_caFile->text();
    question.nameFilters = {tr("Certificates (*.pem *.crt *.cer *.ca-bundle)"), tr("All files (*)")};
    m_prompts.chooseFile(this, question, [self = QPointer(this)](const QString &path) {
        if (self && !path.isEmpty())
            self->m_caFile->setText(QDir::toNativeSeparators(path));
    });
}

std::optional<ProviderInfo> AccountForm::provider() const
{
    return m_sessions.provider(m_provider->currentData().toString());
}

Account AccountForm::account() const
{
    if (m_purpose == Purpose::SignIn)
        return m_edited;
    const ProviderInfo info = provider().value_or(ProviderInfo{});
    Account account;
    account.id = m_edited.id;
    account.providerKey = info.key;
    account.name = m_name->text().trimmed();
    account.baseUrl = QUrl(m_baseUrl->text().trimmed(), QUrl::StrictMode);
    account.generation = m_generation->currentData().toString();
    // One that named none goes on naming none.
    if (m_purpose == Purpose::Edit && m_edited.generation.isEmpty() && m_generation->currentIndex() == 0)
        account.generation.clear();
    account.organizationId = m_organization->text().trimmed();
    if (info.hasWorkspaces)
        account.workspaceIds = idsIn(m_workspaces->toPlainText());
    if (info.hasSchemeChoice)
        account.scheme = static_cast<AuthScheme>(m_scheme->currentData().toInt());
    account.caFile = QDir::fromNativeSeparators(m_caFile->text().trimmed());
    m_network->writeTo(account);
    if (m_marks)
        m_marks->apply(account);
    return account;
}

QList<FieldError> AccountForm::problems() const
{
    QList<FieldError> problems;
    if (m_purpose == Purpose::SignIn) {
        if (m_credential->isEmpty())
            problems.append({credentialRow, {}, tr("Enter a credential.")});
        return problems;
    }
    problems = m_sessions.validate(account(), m_edited.id, !m_credential->isEmpty() || m_isCredentialKept);
    if (m_purpose == Purpose::Connect) {
        const QStringList later{nameRow, organizationRow, workspacesRow};
        problems.removeIf([&later](const FieldError &problem) { return later.contains(problem.field); });
        return problems;
    }
    for (FieldError &problem : problems) {
        if (problem.field == caFileRow || NetworkFields::hasField(problem.field))
            continue;
        // What has no field of its own here must not keep the dialog shut without a word.
        if (!m_form->isFieldVisible(problem.field))
            problem.field = nameRow;
    }
    return problems;
}

bool AccountForm::check()
{
    m_form->clearErrors();
    const QList<FieldError> wrong = problems();
    for (const FieldError &problem : wrong) {
        if (problem.field == caFileRow || NetworkFields::hasField(problem.field)
            || (m_purpose == Purpose::Connect && problem.field != credentialRow))
            m_advanced->setChecked(true);
    }
    m_form->showErrors(wrong);
    return !m_form->focusFirstError();
}

void AccountForm::focusFirst()
{
    if (m_purpose != Purpose::Edit)
        m_credential->setFocus();
    else
        m_name->setFocus();
}

void AccountForm::setProvider(const QString &key)
{
    m_provider->setCurrentIndex(m_provider->findData(key));
}

void AccountForm::showWay(const Account &account, bool mayKeepPassword)
{
    m_baseUrl->setText(account.baseUrl.toString());
    m_generation->setCurrentIndex(m_generation->findData(account.generation));
    m_baseUrl->setText(account.baseUrl.toString());
    m_scheme->setCurrentIndex(m_scheme->findData(static_cast<int>(account.scheme)));
    m_caFile->setText(QDir::toNativeSeparators(account.caFile));
    m_network->show(account, mayKeepPassword);
}

void AccountForm::setCredentialKept(bool isKept)
{
    m_isCredentialKept = isKept;
    m_credential->setPlaceholderText(isKept ? tr("Left empty, the one you gave stays") : QString());
}

void AccountForm::openAdvanced()
{
    m_advanced->setChecked(true);
    m_baseUrl->setFocus();
}

void AccountForm::openWay()
{
    m_advanced->setChecked(true);
    m_network->focus();
}
