// SPDX-License-Identifier: MIT
#include "cli/deletecommand.h"

#include "cli/options.h"
#include "cli/output.h"
#include "session/session.h"

#include <QJsonDocument>
#include <QJsonObject>

DeleteCommand::DeleteCommand() = default;

CommandSpec DeleteCommand::spec()
{
    return {QStringLiteral("delete"),
        tr("Deletes a token. An organization's token in the list of a workspace only leaves that workspace."),
        tr("TOKEN"), true,
        QList<OptionSpec>{{Options::workspace, tr("id"), tr("Only the list of this workspace."), {}}}
            + Options::changing(),
        {QStringLiteral("tokenry-cli delete nightly --account acme --yes")},
        &CommandSpec::maker<DeleteCommand>};
}

void DeleteCommand::prepare()
{
    const auto token = findToken(true);
    if (!token)
        return;
    const TokenVerbs verbs = session().verbs(*token);
    if (!verbs.remove.possible) {
        fail(ExitFailed, verbs.remove.reason);
        return;
    }
    const bool isDetach = verbs.removalKind == RemovalKind::Detach;
    const QString act =
        isDetach ? tr("Remove the token “%1” (%2) from the workspace") : tr("Delete the token “%1” (%2)");
    if (!confirms(act.arg(token->name, token->id)))
        return;
    follow<Nothing>(session().removeToken(this, token->key()), isDetach ? Verb::Detach : Verb::Delete,
        token->name, [this, isDetach, id = token->id, name = token->name](Nothing &&) {
            if (console().isJson()) {
                const QJsonObject json{
                    {isDetach ? QStringLiteral("detached") : QStringLiteral("deleted"), id}};
                Output::data(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
            } else {
                console().note((isDetach ? tr("“%1” left the workspace.") : tr("“%1” is deleted."))
                                   .arg(Output::harmless(name)));
            }
            finish(ExitOk);
        });
}
