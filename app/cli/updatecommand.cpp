// SPDX-License-Identifier: MIT
#include "cli/updatecommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokenjson.h"
#include "core/tokendifference.h"
#include "session/session.h"

UpdateCommand::UpdateCommand() = default;

CommandSpec UpdateCommand::spec()
{
    return {QStringLiteral("update"), tr("Changes a token's name, description or role; its value stays."),
        tr("TOKEN"), true,
        QList<OptionSpec>{
            {Options::name, tr("name"), tr("Its new name."), {}},
            {Options::description, tr("text"), tr("Its new description."), {}},
            {Options::role, tr("role"), tr("Another role instead of its only one."), {}},
            {Options::workspace, tr("id"), tr("Only the list of this workspace."), {}},
            {Options::force, {}, tr("Also when somebody changed the token meanwhile."), {}},
        } + Options::changing(),
        {QStringLiteral("tokenry-cli update nightly --account acme --name nightly-2 --yes")},
        &CommandSpec::maker<UpdateCommand>};
}

QString UpdateCommand::complaint() const
{
    if (!line().isSet(Options::name) && !line().isSet(Options::description) && !line().isSet(Options::role))
        return tr("Say what changes: --name, --description or --role.");
    if (line().isSet(Options::name) && line().value(Options::name).trimmed().isEmpty())
        return tr("A name is not empty.");
    return ChangeCommand::complaint();
}

void UpdateCommand::prepare()
{
    const auto token = findToken();
    if (!token)
        return;
    const Verdict verdict = session().verbs(*token).update;
    if (!verdict.possible) {
        fail(ExitFailed, verdict.reason);
    } else if (line().isSet(Options::role) && !token->areRolesTold) {
        follow<Token>(session().reloadToken(this, token->key()), Verb::Update, token->name,
            [this](Token &&whole) { change(whole); });
    } else {
        change(*token);
    }
}

void UpdateCommand::change(const Token &token)
{
    TokenChange wanted;
    if (line().isSet(Options::name))
        wanted.name = line().value(Options::name).trimmed();
    if (line().isSet(Options::description))
        wanted.description = line().value(Options::description);
    if (!line().isSet(Options::role)) {
        send(token, wanted);
        return;
    }
    if (!session().capabilities().hasRoleEdits || token.roles.size() != 1) {
        fail(ExitFailed,
            tr("Its role cannot be changed here: it has several, or the provider has no such change."));
        return;
    }
    const TokenRole old = token.roles.first();
    const bool isDeployment = old.entityType == EntityType::Deployment;
    const TokenTarget target(token.place(),
        old.entityType == EntityType::Workspace ? old.entityId : QString(),
        isDeployment ? old.entityId : QString());
    withRole(target, old.entityType, [this, token, wanted, old](const RoleChoice &role) {
        TokenChange whole = wanted;
        whole.roles.append({old.entityType, old.entityId, role.id});
        send(token, whole);
    });
}

void UpdateCommand::send(const Token &token, const TokenChange &change)
{
    if (!confirms(tr("Change the token “%1” (%2)").arg(token.name, token.id)))
        return;
    if (line().isSet(Options::force)) {
        follow<Token>(session().updateToken(this, token.key(), change), Verb::Update, token.name,
            [this](Token &&changed) { tellChanged(changed); });
        return;
    }
    follow<UpdateReceipt>(session().updateToken(this, token.key(), change, token), Verb::Update, token.name,
        [this, token, change](UpdateReceipt &&receipt) {
            if (receipt.isConflict)
                tellConflict(token, receipt.token, change);
            else
                tellChanged(receipt.token);
        });
}

void UpdateCommand::tellChanged(const Token &changed)
{
    if (console().isJson()) {
        Output::data(TokenJson::indented(TokenJson::of(session(), changed, desk().clock().nowUtc())));
    } else {
        console().note(tr("“%1” is changed.").arg(Output::harmless(changed.name)));
    }
    finish(ExitOk);
}

void UpdateCommand::tellConflict(const Token &shown, const Token &now, const TokenChange &change)
{
    const auto roles = [](const Token &token) {
        QStringList words;
        for (const TokenRole &role : token.roles)
            words.append(role.entityId.isEmpty() ? role.role
                                                 : QStringLiteral("%1 (%2)").arg(role.role, role.entityId));
        words.sort();
        return words.join(QStringLiteral(", "));
    };
    const Token mine = TokenDifference::applied(now, change);
    const auto row = [this](const QString &what, const QString &was, const QString &is, const QString &will) {
        console().note(
            Output::harmless(tr("%1: it was “%2”, is now “%3”, and would be “%4”").arg(what, was, is, will)));
    };
    row(tr("name"), shown.name, now.name, mine.name);
    row(tr("description"), shown.description, now.description, mine.description);
    row(tr("roles"), roles(shown), roles(now), roles(mine));
    const QString who = now.updatedBy.isEmpty() ? tr("somebody") : Output::harmless(now.updatedBy);
    const QString when =
        now.updatedAt.isKnown() ? now.updatedAt.utc().toString(Qt::ISODate) : tr("unknown time");
    fail(ExitFailed,
        tr("“%1” was changed meanwhile by %2 at %3. Nothing was sent. Look at it again, or say --force.")
            .arg(Output::harmless(shown.name), who, when));
}
