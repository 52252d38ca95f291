// SPDX-License-Identifier: MIT
#include "cli/deletecommand.h"

#include "cli/options.h"
#include "cli/output.h"
#include "session/session.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace {

const QString optionOwn = QStringLiteral("own-credential");

} // namespace

DeleteCommand::DeleteCommand() = default;

CommandSpec DeleteCommand::spec()
{
    return {QStringLiteral("delete"),
        tr("Deletes a token. An organization's token in the list of a workspace only leaves that workspace."),
        tr("TOKEN"), true,
        QList<OptionSpec>{{Options::workspace, tr("id"), tr("Only the list of this workspace."), {}},
            {optionOwn, {}, tr("Even when the account signs in with this very token: it loses its access."),
                {}}}
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
    const OwnToken own = session().ownToken();
    const bool isGivenUp = line().isSet(optionOwn);
    const QString account = Output::harmless(session().account().name);
    if (own.is(token->id) && !isGivenUp) {
        fail(ExitUsage,
            tr("“%1” signs in with this token and would lose its access. Sign in with another token first, "
               "or "
               "say --own-credential.")
                .arg(account));
        return;
    }
    if (own.is(token->id))
        console().note(tr("“%1” signs in with this token and loses its access.").arg(account));
    else if (session().mayBeOwnToken(token->id) && !isGivenUp)
        console().note(tr("Which token “%1” signs in with is not known. If it is this one, the account loses "
                          "its access.")
                           .arg(account));
    const QString act =
        isDetach ? tr("Remove the token “%1” (%2) from the workspace") : tr("Delete the token “%1” (%2)");
    if (!confirms(act.arg(token->name, token->id)))
        return;
    const auto rule = isGivenUp ? Session::OwnTokenRule::GiveUp : Session::OwnTokenRule::Spare;
    follow<Nothing>(session().removeToken(this, token->key(), rule), isDetach ? Verb::Detach : Verb::Delete,
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
