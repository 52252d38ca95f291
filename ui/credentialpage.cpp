// SPDX-License-Identifier: MIT
#include "ui/credentialpage.h"

#include "session/connecttext.h"
#include "session/sessions.h"
#include "ui/accountform.h"
#include "ui/credentialfield.h"
#include "ui/dialogframe.h"
#include "ui/flowlayout.h"
#include "ui/messagebar.h"
#include "ui/networkfields.h"
#include "ui/noteline.h"
#include "ui/prompts.h"
#include "ui/wizardstate.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

CredentialPage::CredentialPage(WizardState &state, DialogFrame &frame)
    : WizardPage(state, frame)
    , m_form(new AccountForm(state.sessions, state.prompts, AccountForm::Purpose::Connect, {}, this))
    , m_noteBox(new QWidget(this))
    , m_otherProvider(new QPushButton(this))
{
    setAcceptDrops(true);
    auto *origins = new QWidget(this);
    m_origins = new FlowLayout(8);
    origins->setLayout(m_origins);
    m_noteBox->setObjectName(QStringLiteral("credentialNotes"));
    m_notes = new QVBoxLayout(m_noteBox);
    m_notes->setContentsMargins(0, 0, 0, 0);
    m_notes->setSpacing(4);
    m_otherProvider->setObjectName(QStringLiteral("useProviderButton"));
    m_otherProvider->setAutoDefault(false);
    m_otherProvider->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(origins);
    layout->addWidget(m_form);
    layout->addWidget(m_noteBox);
    layout->addWidget(m_otherProvider, 0, Qt::AlignLeft);
    layout->addStretch(1);
    connect(m_form->credential(), &QLineEdit::textChanged, this, &CredentialPage::recognize);
    connect(m_otherProvider, &QPushButton::clicked, this, &CredentialPage::useOtherProvider);
}

QString CredentialPage::headline() const
{
    return tr("How do you sign in to %1?")
        .arg(state().sessions.provider(state().account.providerKey).value_or(ProviderInfo{}).name);
}

void CredentialPage::enter(bool)
{
    const Account &account = state().account;
    if (m_shownProvider != account.providerKey) {
        m_shownProvider = account.providerKey;
        m_form->setProvider(account.providerKey);
        m_form->credential()->clear();
        offerOrigins();
    }
    if (!account.baseUrl.isEmpty())
        m_form->showWay(account, !state().probe.proxyPassword().isEmpty());
    const bool hasCredential =
        !state().probe.credential().isEmpty() && state().probe.account().providerKey == account.providerKey;
    m_form->setCredentialKept(hasCredential);
    recognize();
}

void CredentialPage::offerOrigins()
{
    while (QLayoutItem *item = m_origins->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [this](const QString &name, const QString &text) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(name);
        button->setAutoDefault(false);
        m_origins->addWidget(button);
        return button;
    };
    const QList<CredentialOrigin> origins = state().sources.origins(m_shownProvider);
    for (const CredentialOrigin &origin : origins) {
        QPushButton *button = add(
            QStringLiteral("originButton%1").arg(m_origins->count()), tr("Take it from %1").arg(origin.name));
        connect(button, &QPushButton::clicked, this, [this, origin] {
            Result<FoundCredential> found = state().sources.read(origin);
            if (found)
                take(std::move(found).value());
            else
                frame().messageBar().showText(MessageBar::Tone::Error, found.error().technical);
        });
    }
    QPushButton *file = add(QStringLiteral("envFileButton"), tr("Take it from a .en&v file…"));
    file->setToolTip(tr("You can also drop the file here."));
    connect(file, &QPushButton::clicked, this, &CredentialPage::chooseEnvFile);
}

void CredentialPage::chooseEnvFile()
{
    FileQuestion question;
    question.objectName = QStringLiteral("envFileDialog");
    question.title = tr("Choose a .env file");
    question.path = QDir::homePath();
    question.nameFilters = {tr("Environment files (*.env .env*)"), tr("All files (*)")};
    state().prompts.chooseFile(this, question, [self = QPointer(this)](const QString &path) {
        if (self && !path.isEmpty())
            self->readEnvFile(path);
    });
}

void CredentialPage::readEnvFile(const QString &path)
{
    auto found = CredentialSources::readEnvFile(path);
    if (!found) {
        frame().messageBar().showText(MessageBar::Tone::Error, found.error().technical);
        return;
    }
    // Of several the one for the chosen provider; else the file tells which provider is meant.
    for (FoundCredential &one : found.value()) {
        if (one.providerKey == m_shownProvider) {
            take(std::move(one));
            return;
        }
    }
    take(std::move(found.value().front()));
}

void CredentialPage::take(FoundCredential &&found)
{
    frame().messageBar().clear();
    state().hintedOrganization = found.organizationId;
    m_form->credential()->put(found.credential);
    frame().messageBar().showText(
        MessageBar::Tone::Info, tr("Taken from %1; nothing was changed there.").arg(found.origin));
    m_form->credential()->setFocus();
}

CredentialFacts CredentialPage::facts() const
{
    const CredentialField *field = m_form->credential();
    if (field->isEmpty())
        return {};
    CredentialFacts facts = AccountProbe::factsOf(field->copy());
    facts.pastedScheme = field->pastedScheme();
    return facts;
}

void CredentialPage::recognize()
{
    while (QLayoutItem *item = m_notes->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    Account account = state().account;
    account.providerKey = m_shownProvider;
    const CredentialFacts known = facts();
    const auto notes = ConnectText::notes({account, known, state().sessions.clock().nowUtc()});
    for (const ConnectText::Note &note : notes) {
        auto *line = new NoteLine(m_noteBox);
        line->setNote(note.isWarning ? Tone::Warning : Tone::Muted, note.text);
        m_notes->addWidget(line);
    }
    m_noteBox->setVisible(!notes.isEmpty());
    const bool isOthers = !known.providerKey.isEmpty() && known.providerKey != m_shownProvider;
    m_otherProviderKey = isOthers ? known.providerKey : QString();
    m_otherProvider->setVisible(isOthers);
    if (isOthers) {
        const ProviderInfo info = state().sessions.provider(known.providerKey).value_or(ProviderInfo{});
        m_otherProvider->setText(tr("&Use it with %1").arg(info.name));
    }
}

void CredentialPage::useOtherProvider()
{
    // Taking the credential forgets whose it looked like.
    const QString provider = m_otherProviderKey;
    const Secret credential = m_form->credential()->take();
    state().account = Account();
    state().account.providerKey = provider;
    enter(true);
    m_form->credential()->put(credential);
    Q_EMIT headlineChanged();
    m_form->credential()->setFocus();
}

bool CredentialPage::finish()
{
    if (!m_form->check())
        return false;
    Account account = m_form->account();
    account.providerKey = m_shownProvider;
    Secret credential =
        m_form->credential()->isEmpty() ? state().probe.credential() : m_form->credential()->take();
    Secret password = m_form->network()->takePassword();
    if (password.isEmpty() && account.proxy == state().probe.account().proxy)
        password = state().probe.proxyPassword();
    state().account = account;
    state().probe.use(account, std::move(credential), std::move(password));
    return true;
}

void CredentialPage::focusFirst()
{
    m_form->focusFirst();
}

void CredentialPage::showAdvanced()
{
    m_form->openAdvanced();
}

void CredentialPage::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void CredentialPage::dropEvent(QDropEvent *event)
{
    // The file stays where it is, whatever the one who drags it proposes.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    readEnvFile(event->mimeData()->urls().value(0).toLocalFile());
}
