// SPDX-License-Identifier: MIT
#include "cli/showcommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokencolumn.h"
#include "cli/tokenjson.h"
#include "session/session.h"

#include <QSet>

#include <algorithm>

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

QList<TokenRow> ShowCommand::wanted()
{
    const QString name = line().operand();
    QList<TokenRow> rows = TokenRow::allOf(sessions());
    rows.removeIf([&name](const TokenRow &row) { return row.token->id != name && row.token->name != name; });
    return rows;
}

void ShowCommand::listed()
{
    const QList<TokenRow> rows = wanted();
    for (const TokenRow &row : rows) {
        if (row.token->areRolesTold)
            continue;
        ++m_unread;
        row.session->reloadToken(this, row.token->key())->onFinished(this, [this](Result<Token> &&) {
            if (--m_unread == 0)
                nameDeployments();
        });
    }
    if (m_unread == 0)
        nameDeployments();
}

void ShowCommand::nameDeployments()
{
    QSet<Session *> asked;
    const QList<TokenRow> rows = wanted();
    for (const TokenRow &row : rows) {
        const auto isUnnamed = [&row](const TokenRole &role) {
            return role.entityType == EntityType::Deployment
                && row.session->entityName(role.entityType, role.entityId) == role.entityId;
        };
        if (!asked.contains(row.session)
            && std::any_of(row.token->roles.cbegin(), row.token->roles.cend(), isUnnamed))
            asked.insert(row.session);
    }
    m_unread = int(asked.size());
    for (Session *session : std::as_const(asked)) {
        session->listDeployments(this)->onFinished(this, [this](Result<QList<Deployment>> &&) {
            if (--m_unread == 0)
                print();
        });
    }
    if (m_unread == 0)
        print();
}

void ShowCommand::print()
{
    const ExitCode trouble = tellListingTrouble();
    const QDateTime now = desk().clock().nowUtc();
    const QList<TokenRow> rows = wanted();
    if (rows.isEmpty()) {
        fail(trouble == ExitOk ? ExitFailed : trouble,
            tr("There is no token “%1”.").arg(Output::harmless(line().operand())));
        return;
    }
    QByteArray json;
    QString text;
    for (const TokenRow &row : rows) {
        json += json.isEmpty() ? '[' : ',';
        json += TokenJson::of(*row.session, *row.token, now);
        if (!text.isEmpty())
            text += u'\n';
        const QList<TokenColumn> columns = TokenColumn::all();
        for (const TokenColumn &column : columns)
            text += column.key.leftJustified(13) + Output::harmless(column.text(row, now)) + u'\n';
        if (row.session->ownToken().is(row.token->id))
            text += tr("The account “%1” signs in with this token.")
                        .arg(Output::harmless(row.session->account().name))
                + u'\n';
    }
    if (console().isJson())
        Output::data(TokenJson::indented(json + ']'));
    else
        Output::data(text);
    finish(trouble);
}
