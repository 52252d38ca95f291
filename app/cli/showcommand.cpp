// SPDX-License-Identifier: MIT
#include "cli/showcommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokencolumn.h"
#include "cli/tokenjson.h"
#include "session/session.h"

#include <QJsonArray>
#include <QJsonDocument>

ShowCommand::ShowCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec ShowCommand::spec()
{
    return {QStringLiteral("show"),
        tr("Shows what is known of a token, by its id or its whole name; never its value."), tr("TOKEN"),
        true, Options::reading(), {QStringLiteral("tokenry-cli show nightly --account acme")},
        &CommandSpec::maker<ShowCommand>};
}

void ShowCommand::listed()
{
    const ExitCode trouble = tellListingTrouble();
    const QString wanted = line().operand();
    const QDateTime now = desk().clock().nowUtc();
    QList<TokenRow> rows = TokenRow::allOf(sessions());
    rows.removeIf(
        [&wanted](const TokenRow &row) { return row.token.id != wanted && row.token.name != wanted; });
    if (rows.isEmpty()) {
        fail(trouble == ExitOk ? ExitFailed : trouble,
            tr("There is no token “%1”.").arg(Output::harmless(wanted)));
        return;
    }
    QJsonArray json;
    QString text;
    for (const TokenRow &row : std::as_const(rows)) {
        json.append(TokenJson::object(*row.session, row.token, now));
        if (!text.isEmpty())
            text += u'\n';
        const QList<TokenColumn> columns = TokenColumn::all();
        for (const TokenColumn &column : columns)
            text += column.key.leftJustified(13) + Output::harmless(column.text(row, now)) + u'\n';
        if (row.session->ownToken().is(row.token.id))
            text += tr("The account “%1” signs in with this token.")
                        .arg(Output::harmless(row.session->account().name))
                + u'\n';
    }
    if (console().isJson())
        Output::data(QJsonDocument(json).toJson(QJsonDocument::Indented));
    else
        Output::data(text);
    finish(trouble);
}
