// SPDX-License-Identifier: MIT
#include "cli/accountstestcommand.h"

#include "cli/options.h"
#include "cli/output.h"
#include "cli/tabletext.h"
#include "session/session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

AccountsTestCommand::AccountsTestCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec AccountsTestCommand::spec()
{
    return {QStringLiteral("accounts test"),
        tr("Tells whether the sign-in of the accounts works, by listing their tokens."), {}, false,
        Options::reading(), {QStringLiteral("tokenry-cli accounts test --account acme")},
        &CommandSpec::maker<AccountsTestCommand>};
}

void AccountsTestCommand::listed()
{
    const ExitCode trouble = tellListingTrouble();
    QJsonArray json;
    QList<QStringList> rows{{tr("NAME"), tr("SIGN-IN"), tr("TOKENS")}};
    const QList<Session *> all = sessions();
    for (const Session *session : all) {
        const bool isGood = session->state() == Session::State::Ready;
        const auto count = session->tokens().size();
        json.append(QJsonObject{{QStringLiteral("name"), session->account().name},
            {QStringLiteral("ok"), isGood}, {QStringLiteral("tokens"), qint64(count)}});
        rows.append({session->account().name, isGood ? tr("works") : tr("failed"), QString::number(count)});
    }
    if (console().isJson())
        Output::data(QJsonDocument(json).toJson(QJsonDocument::Indented));
    else
        Output::data(tableText(rows));
    finish(trouble);
}
