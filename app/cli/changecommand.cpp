// SPDX-License-Identifier: MIT
#include "cli/changecommand.h"

#include "cli/credentialsource.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "session/session.h"

namespace {

bool isNamed(const RoleChoice &role, const QString &word)
{
    return role.id == word || role.name.compare(word, Qt::CaseInsensitive) == 0
        || role.label.compare(word, Qt::CaseInsensitive) == 0;
}

} // namespace

ChangeCommand::ChangeCommand()
    : SessionCommand(VaultUse::Keeps)
{ }

QString ChangeCommand::complaint() const
{
    if (!line().isSet(Options::yes) && !Terminal::isInput())
        return tr("There is no terminal to ask at: say --yes.");
    if (CredentialSource::isNamed(line()) && !line().isSet(Options::memoryVault))
        return tr("A credential for one command goes with --memory-vault; else remember it: accounts add.");
    return SessionCommand::complaint();
}

Session &ChangeCommand::session()
{
    return *sessions().first();
}

void ChangeCommand::listed()
{
    const ExitCode trouble = tellListingTrouble();
    const Session::State state = session().state();
    if (state == Session::State::Ready || state == Session::State::Incomplete)
        prepare();
    else
        finish(trouble);
}

void ChangeCommand::interrupted()
{
    if (!m_job) {
        SessionCommand::interrupted();
        return;
    }
    console().note(tr("Stopping…"));
    m_job->abort();
}

std::optional<Token> ChangeCommand::findToken(bool isPlaceTold)
{
    const QString wanted = line().operand();
    QList<Token> found;
    for (const bool isById : {true, false}) {
        const QList<Token> tokens = session().tokens();
        for (const Token &token : tokens) {
            const bool isWanted = (isById ? token.id : token.name) == wanted;
            const bool isThere =
                !line().isSet(Options::workspace) || token.workspaceId == line().value(Options::workspace);
            if (isWanted && isThere)
                found.append(token);
        }
        if (!found.isEmpty())
            break;
    }
    if (found.isEmpty()) {
        fail(ExitFailed,
            tr("“%1” has no token “%2”.").arg(session().account().name, Output::harmless(wanted)));
        return {};
    }
    QStringList ids;
    QStringList places;
    for (const Token &token : std::as_const(found)) {
        if (!ids.contains(token.id))
            ids.append(token.id);
        places.append(token.workspaceId);
    }
    if (ids.size() > 1) {
        fail(ExitFailed,
            tr("Several tokens have this name; say which by its id: %1").arg(ids.join(QStringLiteral(", "))));
        return {};
    }
    if (isPlaceTold && found.size() > 1) {
        fail(ExitFailed,
            tr("It stands in several lists; say which by --workspace: %1")
                .arg(places.join(QStringLiteral(", "))));
        return {};
    }
    return found.first();
}

std::optional<TokenPlace> ChangeCommand::findPlace()
{
    const QList<TokenPlace> places = session().places();
    const TokenPlace wanted{line().value(Options::workspace)};
    if (line().isSet(Options::workspace) && places.contains(wanted))
        return wanted;
    if (!line().isSet(Options::workspace) && places.size() == 1)
        return places.first();
    QStringList ids;
    for (const TokenPlace &place : places)
        ids.append(place.isOrganization() ? tr("(organization)") : place.workspaceId);
    fail(ExitFailed, tr("Say where by --workspace: %1").arg(ids.join(QStringLiteral(", "))));
    return {};
}

bool ChangeCommand::confirms(const QString &act)
{
    if (line().isSet(Options::yes))
        return true;
    const Account &account = session().account();
    const QString where =
        account.isProduction ? tr("%1 in the PRODUCTION account “%2”?") : tr("%1 in the account “%2”?");
    if (Terminal::confirms(Output::harmless(where.arg(act, account.name))))
        return true;
    fail(ExitInterrupted, tr("Nothing was done."));
    return false;
}

void ChangeCommand::failJob(const Error &error, Verb verb, const QString &tokenName)
{
    if (isFinished())
        return;
    const ExitCode code = exitCodeOf(error);
    console().error(code, error, describeError(error, verb, tokenName, session().account()));
    if (code == ExitUnknown)
        console().note(tr("It is written down as unknown: tokenry-cli resolve looks what became of it."));
    finish(code);
}

void ChangeCommand::withRole(const TokenTarget &target, std::optional<EntityType> entity,
    const std::function<void(const RoleChoice &)> &next)
{
    follow<QList<RoleChoice>>(session().listRoles(this, target), Verb::ListRoles, {},
        [this, entity, next](QList<RoleChoice> &&roles) {
            QStringList names;
            for (const RoleChoice &role : std::as_const(roles)) {
                if (entity && role.entityType != *entity)
                    continue;
                names.append(role.name);
                if (isNamed(role, line().value(Options::role))) {
                    next(role);
                    return;
                }
            }
            fail(ExitFailed,
                tr("There is no role “%1” here. There are: %2")
                    .arg(Output::harmless(line().value(Options::role)),
                        Output::harmless(names.join(QStringLiteral(", ")))));
        });
}
