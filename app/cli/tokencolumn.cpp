// SPDX-License-Identifier: MIT
#include "cli/tokencolumn.h"

#include "cli/tokenjson.h"
#include "session/session.h"
#include "session/tokensearch.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <vector>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TokenListText)
};

QString dateText(const Moment &moment)
{
    switch (moment.state()) {
    case Moment::State::Known:
        return moment.utc().toString(Qt::ISODate);
    case Moment::State::Absent:
        return QStringLiteral("never");
    case Moment::State::Unparsable:
        return moment.raw();
    case Moment::State::NotProvided:
        break;
    }
    return {};
}

template <Moment Token::*field>
QString dateOf(const TokenRow &row, const QDateTime &)
{
    return dateText(row.token.get()->*field);
}

template <QString Token::*field>
QString textOf(const TokenRow &row, const QDateTime &)
{
    return row.token.get()->*field;
}

/// What compares as the text should: "never" is after every date, and nothing after that.
QByteArray sortKey(const TokenColumn &column, const TokenRow &row, const QDateTime &nowUtc)
{
    const QByteArray text = foldedForSearch(column.text(row, nowUtc));
    return text.isEmpty() ? QByteArrayLiteral("\xff") : text;
}

} // namespace

QList<TokenColumn> TokenColumn::all()
{
    return {
        {QStringLiteral("name"), Words::tr("NAME"), false, &textOf<&Token::name>},
        {QStringLiteral("id"), Words::tr("ID"), false, &textOf<&Token::id>},
        {QStringLiteral("account"), Words::tr("ACCOUNT"), false,
            [](const TokenRow &row, const QDateTime &) { return row.session->account().name; }},
        {QStringLiteral("provider"), Words::tr("PROVIDER"), false,
            [](const TokenRow &row, const QDateTime &) { return row.session->account().providerKey; }},
        {QStringLiteral("scope"), Words::tr("SCOPE"), false,
            [](const TokenRow &row, const QDateTime &) {
                const QString home = row.session->homeName(*row.token);
                return home.isEmpty() ? row.session->placeName(row.token->place()) : home;
            }},
        {QStringLiteral("kind"), Words::tr("KIND"), false, &textOf<&Token::kind>},
        {QStringLiteral("role"), Words::tr("ROLE"), false,
            [](const TokenRow &row, const QDateTime &) { return TokenJson::roleNames(*row.token); }},
        {QStringLiteral("status"), Words::tr("STATUS"), false,
            [](const TokenRow &row, const QDateTime &now) {
                return TokenJson::expiryWord(expiryState(*row.token, now));
            }},
        {QStringLiteral("created"), Words::tr("CREATED"), true, &dateOf<&Token::createdAt>},
        {QStringLiteral("updated"), Words::tr("UPDATED"), true, &dateOf<&Token::updatedAt>},
        {QStringLiteral("rotated"), Words::tr("ROTATED"), true, &dateOf<&Token::lastRotatedAt>},
        {QStringLiteral("last-used"), Words::tr("LAST USED"), true, &dateOf<&Token::lastUsedAt>},
        {QStringLiteral("expires"), Words::tr("EXPIRES"), true, &dateOf<&Token::expiresAt>},
        {QStringLiteral("creator"), Words::tr("CREATOR"), false, &textOf<&Token::createdBy>},
        {QStringLiteral("own"), Words::tr("OWN"), false,
            [](const TokenRow &row, const QDateTime &) {
                return row.session->ownToken().is(row.token->id) ? QStringLiteral("signs-in") : QString();
            }},
        {QStringLiteral("description"), Words::tr("DESCRIPTION"), false, &textOf<&Token::description>},
    };
}

QStringList TokenColumn::keys()
{
    QStringList keys;
    const QList<TokenColumn> columns = all();
    for (const TokenColumn &column : columns)
        keys.append(column.key);
    return keys;
}

QStringList TokenColumn::usualKeys(bool hasSeveralAccounts)
{
    QStringList usual{QStringLiteral("name"), QStringLiteral("id"), QStringLiteral("scope"),
        QStringLiteral("role"), QStringLiteral("status"), QStringLiteral("created"),
        QStringLiteral("last-used"), QStringLiteral("expires")};
    if (hasSeveralAccounts)
        usual.insert(2, QStringLiteral("account"));
    return usual;
}

QList<TokenColumn> TokenColumn::of(const QStringList &keys)
{
    const QList<TokenColumn> columns = all();
    QList<TokenColumn> chosen;
    for (const QString &key : keys) {
        for (const TokenColumn &column : columns) {
            if (column.key == key)
                chosen.append(column);
        }
    }
    return chosen;
}

void TokenColumn::sort(QList<TokenRow> &rows, bool isDescending, const QDateTime &nowUtc) const
{
    std::vector<QByteArray> sortKeys;
    sortKeys.reserve(size_t(rows.size()));
    for (const TokenRow &row : std::as_const(rows))
        sortKeys.push_back(sortKey(*this, row, nowUtc));
    std::vector<size_t> order(sortKeys.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&sortKeys, isDescending](size_t a, size_t b) {
        const bool isAEmpty = sortKeys[a].startsWith('\xff');
        const bool isBEmpty = sortKeys[b].startsWith('\xff');
        if (isAEmpty || isBEmpty)
            return isBEmpty && !isAEmpty;
        return isDescending ? sortKeys[b] < sortKeys[a] : sortKeys[a] < sortKeys[b];
    });
    QList<TokenRow> sorted;
    sorted.reserve(rows.size());
    for (const size_t index : order)
        sorted.append(rows.at(qsizetype(index)));
    rows = std::move(sorted);
}
