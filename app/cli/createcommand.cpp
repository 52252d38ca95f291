// SPDX-License-Identifier: MIT
#include "cli/createcommand.h"

#include "cli/options.h"
#include "cli/output.h"
#include "session/policytext.h"
#include "session/session.h"

#include <QFile>

#include <algorithm>

namespace {

const QString optionDays = QStringLiteral("expiry-days");
const QString optionPolicy = QStringLiteral("policy-file");
const QString optionNever = QStringLiteral("never-expires");

} // namespace

CreateCommand::CreateCommand() = default;

CommandSpec CreateCommand::spec()
{
    return {QStringLiteral("create"),
        tr("Creates a token. Its value waits in the vault until it is shown and confirmed, unless it is "
           "wanted "
           "in a file or on standard output."),
        {}, false,
        QList<OptionSpec>{
            {Options::name, tr("name"), tr("Its name."), {}},
            {Options::description, tr("text"), tr("Its description."), {}},
            {Options::role, tr("role"), tr("Its role; see tokenry-cli roles."), {}},
            {Options::workspace, tr("id"),
                tr("The workspace, where the account shows several or its list takes tokens for one."), {}},
            {Options::deployment, tr("id"), tr("The deployment it is for, where the provider has some."), {}},
            {Options::kind, tr("kind"), tr("Its kind, where the provider has several."), {}},
            {optionDays, tr("days"), tr("It expires after so many days."), {}},
            {optionNever, {}, tr("It never expires."), {}},
            {optionPolicy, tr("file"),
                tr("A policy token, with the rules (Rego) in this file, where the provider has such."), {}},
        } + Options::secretTarget()
            + Options::changing(),
        {QStringLiteral(
            "tokenry-cli create --account acme --name ci --role WORKSPACE_OPERATOR --expiry-days 90 "
            "--secret-file ci.token")},
        &CommandSpec::maker<CreateCommand>};
}

QString CreateCommand::complaint() const
{
    if (line().value(Options::name).trimmed().isEmpty())
        return tr("Give it a name: --name NAME.");
    if (!line().isSet(Options::role))
        return tr("Say which role it has: --role ROLE.");
    if (line().isSet(optionDays) && line().isSet(optionNever))
        return tr("Choose: --expiry-days or --never-expires.");
    bool isNumber = true;
    if (line().isSet(optionDays) && (line().value(optionDays).toInt(&isNumber) < 1 || !isNumber))
        return tr("--expiry-days takes a whole number from 1.");
    return IssueCommand::complaint();
}

void CreateCommand::prepare()
{
    const Capabilities &can = session().capabilities();
    if (!can.create.possible) {
        fail(ExitFailed, can.create.reason);
        return;
    }
    if (line().isSet(optionPolicy)) {
        preparePolicy();
        return;
    }
    const bool isLifetimeTold = line().isSet(optionDays) || line().isSet(optionNever);
    if (can.hasExpiry && !isLifetimeTold) {
        fail(ExitUsage, tr("Say how long it lives: --expiry-days DAYS or --never-expires."));
        return;
    }
    if (line().isSet(optionDays) && !can.hasExpiry) {
        fail(ExitUsage, tr("The tokens of this provider have no expiry."));
        return;
    }
    if (line().value(optionDays).toInt() > can.maxExpiryDays) {
        fail(ExitUsage, tr("--expiry-days takes at most %1.").arg(can.maxExpiryDays));
        return;
    }
    if (!hasKind(can))
        return;
    if (line().isSet(Options::deployment)) {
        findDeployment(can);
        return;
    }
    if (const auto target = findTarget(can))
        goOn(*target);
}

void CreateCommand::preparePolicy()
{
    const QList<TokenKindChoice> &kinds = session().capabilities().kinds;
    const auto kind =
        std::find_if(kinds.cbegin(), kinds.cend(), [](const TokenKindChoice &one) { return one.hasPolicy; });
    if (kind == kinds.cend()) {
        fail(ExitUsage, tr("This provider has no policy tokens."));
        return;
    }
    QFile file(line().value(optionPolicy));
    const int limit = session().capabilities().maxPolicyLength;
    // A character takes at most four bytes.
    if (!file.open(QIODevice::ReadOnly) || (limit > 0 && file.size() > qint64(limit) * 4)) {
        fail(ExitUsage,
            tr("The policy cannot be read from %1: %2")
                .arg(Output::harmless(file.fileName()),
                    file.isOpen() ? tr("it is too long") : file.errorString()));
        return;
    }
    m_policy = QString::fromUtf8(file.readAll());
    m_policyKind = kind->key;
    for (const QString &warning : PolicyText::warnings(m_policy))
        console().note(warning);
    const auto place = findPlace();
    if (place)
        goOn(TokenTarget(*place));
}

bool CreateCommand::hasKind(const Capabilities &can)
{
    const QString wanted = line().value(Options::kind);
    QStringList keys;
    for (const TokenKindChoice &kind : can.kinds)
        keys.append(kind.key);
    if (!line().isSet(Options::kind) || keys.contains(wanted))
        return true;
    fail(ExitUsage,
        keys.isEmpty() ? tr("The tokens of this account have no kinds.")
                       : tr("There is no kind “%1”. There are: %2")
                             .arg(Output::harmless(wanted), keys.join(QStringLiteral(", "))));
    return false;
}

std::optional<TokenTarget> CreateCommand::findTarget(const Capabilities &can)
{
    const QList<TokenPlace> places = session().places();
    const QString workspace = line().value(Options::workspace);
    const bool isWithin = can.hasWorkspaceTargets && places.size() == 1 && places.first().isOrganization();
    if (isWithin && !workspace.isEmpty())
        return TokenTarget(places.first(), workspace);
    const auto place = findPlace();
    return place ? std::optional(TokenTarget(*place)) : std::nullopt;
}

void CreateCommand::findDeployment(const Capabilities &can)
{
    if (!can.hasDeploymentTargets) {
        fail(ExitFailed, tr("This account cannot create tokens for a deployment."));
        return;
    }
    const QString wanted = line().value(Options::deployment);
    follow<QList<Deployment>>(
        session().listDeployments(this), Verb::List, {}, [this, wanted](QList<Deployment> &&deployments) {
            QStringList known;
            for (const Deployment &deployment : std::as_const(deployments)) {
                const bool isThere = !line().isSet(Options::workspace)
                    || deployment.workspaceId == line().value(Options::workspace);
                if (isThere && deployment.id.compare(wanted, Qt::CaseInsensitive) == 0) {
                    goOn(TokenTarget(session().places().first(), deployment.workspaceId, deployment.id));
                    return;
                }
                known.append(QStringLiteral("%1 (%2)").arg(deployment.id, deployment.name));
            }
            fail(ExitFailed,
                tr("There is no deployment “%1” here. There are: %2")
                    .arg(Output::harmless(wanted), Output::harmless(known.join(QStringLiteral(", ")))));
        });
}

void CreateCommand::goOn(const TokenTarget &target)
{
    withRole(target, {}, [this, target](const RoleChoice &role) { create(target, role); });
}

void CreateCommand::create(const TokenTarget &target, const RoleChoice &role)
{
    TokenDraft draft;
    draft.place = target.place;
    if (target.workspaceId != target.place.workspaceId)
        draft.workspaceId = target.workspaceId;
    draft.deploymentId = target.deploymentId;
    draft.kind = m_policyKind.isEmpty() ? line().value(Options::kind) : m_policyKind;
    draft.policyText = m_policy;
    draft.name = line().value(Options::name).trimmed();
    draft.description = line().value(Options::description);
    draft.role = role;
    if (line().isSet(optionDays))
        draft.expiryDays = line().value(optionDays).toInt();
    if (confirms(tr("Create the token “%1” with the role %2").arg(draft.name, role.name)))
        followIssue(session().createToken(this, draft), Verb::Create, draft.name);
}
