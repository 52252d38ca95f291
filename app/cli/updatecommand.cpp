// SPDX-License-Identifier: MIT
#include "cli/updatecommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokenjson.h"
#include "session/session.h"

#include <QJsonDocument>

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
    withRole(token.place(), old.entityType, [this, token, wanted, old](const RoleChoice &role) {
        TokenChange whole = wanted;
        whole.roles.append({old.entityType, old.entityId, role.id});
        send(token, whole);
    });
}

void UpdateCommand::send(const Token &token, const TokenChange &change)
{
    if (!confirms(tr("Change the token “%1” (%2)").arg(token.name, token.id)))
        return;
    follow<Token>(
        session().updateToken(this, token.key(), change), Verb::Update, token.name, [this](Token &&changed) {
            if (console().isJson())
                Output::data(
                    QJsonDocument(TokenJson::object(session(), changed, desk().clock().nowUtc())).toJson());
            else
                console().note(tr("“%1” is changed.").arg(Output::harmless(changed.name)));
            finish(ExitOk);
        });
}
