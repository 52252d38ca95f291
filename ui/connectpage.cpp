// SPDX-License-Identifier: MIT
#include "ui/connectpage.h"

#include "session/connecttext.h"
#include "session/generationprobe.h"
#include "session/sessions.h"
#include "ui/dialogframe.h"
#include "ui/fieldform.h"
#include "ui/messagebar.h"
#include "ui/placetree.h"
#include "ui/prompts.h"
#include "ui/wizardstate.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace {

const QString typedOrganizationRow = QStringLiteral("typedOrganization");
const QString typedWorkspacesRow = QStringLiteral("typedWorkspaces");

AuthScheme otherScheme(const AccountProbe &probe)
{
    if (probe.facts().scheme != AuthScheme::Automatic)
        return probe.facts().scheme;
    return probe.account().scheme == AuthScheme::Bearer ? AuthScheme::Token : AuthScheme::Bearer;
}

bool isSameId(const WizardTarget &one, const WizardTarget &other)
{
    return one.organization.id.compare(other.organization.id, Qt::CaseInsensitive) == 0;
}

} // namespace

ConnectPage::ConnectPage(WizardState &state, DialogFrame &frame)
    : WizardPage(state, frame)
    , m_tree(new PlaceTree(this))
    , m_typeIds(new QPushButton(tr("&Type an id instead"), this))
    , m_typed(new FieldForm(this))
    , m_organization(new QLineEdit)
    , m_workspaces(new QLineEdit)
    , m_remedy(new QAction(this))
{
    m_typeIds->setObjectName(QStringLiteral("typeIdsButton"));
    m_typeIds->setAutoDefault(false);
    m_organization->setObjectName(QStringLiteral("typedOrganizationField"));
    m_workspaces->setObjectName(QStringLiteral("typedWorkspacesField"));
    m_remedy->setObjectName(QStringLiteral("remedyAction"));
    m_typed->addField(typedOrganizationRow, tr("&Organization id"), m_organization);
    m_typed->addField(typedWorkspacesRow, tr("&Workspace ids"), m_workspaces);
    m_typed->setHint(typedWorkspacesRow,
        tr("With commas between them. Left empty, the organization's own list is shown."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_typeIds, 0, Qt::AlignLeft);
    layout->addWidget(m_typed);
    connect(m_typeIds, &QPushButton::clicked, this, &ConnectPage::typeIds);
    connect(m_remedy, &QAction::triggered, this, &ConnectPage::remedy);
    connect(m_tree, &PlaceTree::workspacesWanted, this, &ConnectPage::loadWorkspaces);
    for (QLineEdit *field : {m_organization, m_workspaces})
        connect(field, &QLineEdit::textEdited, this, [this] { m_typed->clearErrors(); });
}

QString ConnectPage::headline() const
{
    return tr("Which organizations do you want to see?");
}

void ConnectPage::enter(bool isForward)
{
    if (!isForward)
        return;
    m_organization->clear();
    m_workspaces->clear();
    connectNow();
}

void ConnectPage::connectNow()
{
    leave();
    frame().messageBar().clear();
    m_tree->setOrganizations({}, false);
    m_tree->setVisible(true);
    m_typed->hide();
    m_typeIds->show();
    frame().setBusy(true);
    JobOf<QList<Organization>> *job = state().probe.listOrganizations(this);
    m_running = job;
    connect(job, &Job::retryScheduled, this, [this] {
        frame().messageBar().showText(MessageBar::Tone::Info,
            tr("%1 did not answer well; trying again.").arg(state().account.baseUrl.host()));
    });
    job->onFinished(this, [this, job](Result<QList<Organization>> &&organizations) {
        if (m_running != job)
            return; // given up for another one
        m_running.clear();
        frame().setBusy(false);
        if (!organizations)
            showTrouble(troubleOf(organizations.error(), {}));
        else
            showOrganizations(organizations.value());
    });
}

void ConnectPage::leave()
{
    (void)stop();
    m_running.clear();
    m_loading.clear();
    frame().setBusy(false);
}

bool ConnectPage::stop()
{
    const bool isRunning = m_running || !m_loading.isEmpty();
    for (const QPointer<Job> &job : std::as_const(m_loading)) {
        if (job)
            job->abort();
    }
    if (m_running)
        m_running->abort();
    return isRunning;
}

ConnectTrouble ConnectPage::troubleOf(const Error &error, const QString &organizationId) const
{
    Account account = state().probe.account();
    account.organizationId = organizationId;
    return ConnectText::trouble(error, {account, state().probe.facts(), state().sessions.clock().nowUtc()});
}

void ConnectPage::showOrganizations(const QList<Organization> &organizations)
{
    frame().messageBar().clear();
    if (organizations.isEmpty()) {
        showTrouble(ConnectText::noOrganization(
            {state().probe.account(), state().probe.facts(), state().sessions.clock().nowUtc()}));
        return;
    }
    const auto info = state().sessions.provider(state().account.providerKey);
    m_tree->setOrganizations(organizations, info && info->hasWorkspaces);
    const CredentialFacts &facts = state().probe.facts();
    m_tree->tickWorkspaces(facts.workspaceIds);
    if (organizations.size() == 1)
        m_tree->tick(organizations.constFirst().id);
    else
        m_tree->tick(facts.organizationId.isEmpty() ? state().hintedOrganization : facts.organizationId);
    m_tree->focusTree();
}

void ConnectPage::loadWorkspaces(const QString &organizationId)
{
    m_tree->setWorkspaceNote(organizationId, tr("Loading its workspaces…"));
    JobOf<QList<Workspace>> *job = state().probe.listWorkspaces(this, organizationId);
    m_loading.append(job);
    // What the credential names is ticked when it is there, and must not be missed by haste.
    frame().setBusy(true);
    job->onFinished(this, [this, job, organizationId](Result<QList<Workspace>> &&workspaces) {
        if (m_loading.removeAll(QPointer<Job>(job)) == 0)
            return;
        if (m_loading.isEmpty() && !m_running) {
            frame().setBusy(false);
            m_tree->focusTree();
        }
        if (!workspaces)
            m_tree->setWorkspaceNote(organizationId, troubleOf(workspaces.error(), organizationId).what);
        else if (workspaces.value().isEmpty())
            m_tree->setWorkspaceNote(
                organizationId, ConnectText::noWorkspaces(m_tree->organizationName(organizationId)));
        else
            m_tree->setWorkspaces(organizationId, workspaces.value());
    });
}

void ConnectPage::showTrouble(const ConnectTrouble &trouble)
{
    m_trouble = trouble;
    m_tree->setVisible(!m_tree->isEmpty());
    MessageBar &bar = frame().messageBar();
    bar.showText(MessageBar::Tone::Error, trouble.what + u' ' + trouble.next, trouble.details);
    switch (trouble.remedy) {
    case ConnectTrouble::Remedy::None:
        bar.setActions({});
        return;
    case ConnectTrouble::Remedy::TypeIds:
        bar.setActions({});
        typeIds();
        return;
    case ConnectTrouble::Remedy::OtherCredential:
        m_remedy->setText(tr("Use another credential"));
        break;
    case ConnectTrouble::Remedy::OtherScheme:
        m_remedy->setText(otherScheme(state().probe) == AuthScheme::Bearer ? tr("Send it with “Bearer”")
                                                                           : tr("Send it with “Token”"));
        break;
    case ConnectTrouble::Remedy::OtherGeneration:
        m_remedy->setText(tr("Use %1").arg(trouble.generation));
        break;
    case ConnectTrouble::Remedy::CaFile:
        m_remedy->setText(tr("Choose a CA file…"));
        break;
    case ConnectTrouble::Remedy::ProxyLogin:
    case ConnectTrouble::Remedy::CheckAddress:
        m_remedy->setText(tr("Change the connection"));
        break;
    case ConnectTrouble::Remedy::TryAgain:
        m_remedy->setText(tr("Try again"));
        break;
    }
    bar.setActions({m_remedy});
}

void ConnectPage::remedy()
{
    Account account = state().probe.account();
    switch (m_trouble.remedy) {
    case ConnectTrouble::Remedy::OtherScheme:
        account.scheme = otherScheme(state().probe);
        break;
    case ConnectTrouble::Remedy::OtherGeneration:
        account = GenerationProbe::speaking(account, m_trouble.generation);
        break;
    case ConnectTrouble::Remedy::TryAgain:
        break;
    case ConnectTrouble::Remedy::CaFile:
        chooseCaFile();
        return;
    case ConnectTrouble::Remedy::OtherCredential:
        Q_EMIT credentialRequested(false);
        return;
    case ConnectTrouble::Remedy::ProxyLogin:
    case ConnectTrouble::Remedy::CheckAddress:
        Q_EMIT credentialRequested(true);
        return;
    case ConnectTrouble::Remedy::None:
    case ConnectTrouble::Remedy::TypeIds:
        return;
    }
    useWay(account);
}

void ConnectPage::useWay(const Account &account)
{
    state().account = account;
    state().probe.use(account, state().probe.credential(), state().probe.proxyPassword());
    connectNow();
}

void ConnectPage::chooseCaFile()
{
    FileQuestion question;
    question.objectName = QStringLiteral("caFileDialog");
    question.title = tr("Choose a CA file");
    question.path = QDir::homePath();
    question.nameFilters = {tr("Certificates (*.pem *.crt *.cer *.ca-bundle)"), tr("All files (*)")};
    state().prompts.chooseFile(this, question, [self = QPointer(this)](const QString &path) {
        if (!self || path.isEmpty())
            return;
        Account account = self->state().probe.account();
        account.caFile = path;
        self->useWay(account);
    });
}

void ConnectPage::typeIds()
{
    m_typeIds->hide();
    m_tree->setVisible(!m_tree->isEmpty());
    const auto info = state().sessions.provider(state().account.providerKey);
    m_typed->setFieldVisible(typedWorkspacesRow, info && info->hasWorkspaces);
    m_typed->show();
    const QString known = state().probe.facts().organizationId;
    if (m_organization->text().isEmpty() && m_tree->isEmpty())
        m_organization->setText(known.isEmpty() ? state().hintedOrganization : known);
    m_organization->setFocus();
}

QList<WizardTarget> ConnectPage::typedTargets() const
{
    const QString id = m_organization->text().trimmed();
    if (m_typed->isHidden() || id.isEmpty())
        return {};
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    QStringList workspaces = m_workspaces->text().split(separators, Qt::SkipEmptyParts);
    workspaces.removeDuplicates();
    return {{{id, {}}, m_typed->isFieldVisible(typedWorkspacesRow) ? workspaces : QStringList()}};
}

bool ConnectPage::finish()
{
    m_typed->clearErrors();
    const QList<WizardTarget> typed = typedTargets();
    QList<WizardTarget> targets = m_tree->targets();
    targets.removeIf([&typed](const WizardTarget &ticked) {
        // Who types it as well means what is typed.
        return !typed.isEmpty() && isSameId(ticked, typed.constFirst());
    });
    targets += typed;
    if (targets.isEmpty()) {
        if (m_typed->isHidden() && !m_tree->isEmpty())
            frame().messageBar().showText(MessageBar::Tone::Warning, tr("Tick at least one organization."));
        else {
            typeIds();
            m_typed->setError(typedOrganizationRow, tr("Enter the organization's id."));
        }
        return false;
    }
    for (const WizardTarget &target : targets) {
        Account account = state().account;
        account.organizationId = target.organization.id;
        account.workspaceIds = target.workspaceIds;
        QList<FieldError> wrong;
        const QList<FieldError> all = state().sessions.validate(account);
        for (FieldError error : all) {
            // What else is wrong is asked for on other pages.
            if (error.field == QLatin1String("organizationId"))
                error.field = typedOrganizationRow;
            else if (error.field == QLatin1String("workspaceIds"))
                error.field = typedWorkspacesRow;
            else
                continue;
            wrong.append(error);
        }
        if (wrong.isEmpty())
            continue;
        if (!m_typed->isHidden() && target == targets.constLast())
            m_typed->showErrors(wrong);
        else
            frame().messageBar().showText(MessageBar::Tone::Warning, wrong.constFirst().message);
        return false;
    }
    state().targets = targets;
    return true;
}

void ConnectPage::focusFirst()
{
    if (m_tree->isEmpty())
        m_organization->setFocus();
    else
        m_tree->focusTree();
}
