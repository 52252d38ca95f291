// SPDX-License-Identifier: MIT
#include "cli/tokenlisttext.h"

#include "cli/tabletext.h"
#include "cli/tokenjson.h"
#include "session/session.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace {

QString dateWord(const Moment &moment, const QString &absent)
{
    switch (moment.state()) {
    case Moment::State::Known:
        return moment.utc().date().toString(Qt::ISODate);
    case Moment::State::Absent:
        return absent;
    case Moment::State::Unparsable:
        return moment.raw();
    case Moment::State::NotProvided:
        break;
    }
    return QStringLiteral("–");
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool isComplete(const Session *session)
{
    return session->state() == Session::State::Ready;
}

} // namespace

TokenListText::TokenListText(QList<TokenRow> rows, const QList<Session *> &sessions, const QDateTime &nowUtc)
    : m_rows(std::move(rows))
    , m_sessions(sessions)
    , m_nowUtc(nowUtc)
{ }

QStringList TokenListText::cells(const TokenRow &row) const
{
    const Token &token = row.token;
    QStringList cells{token.name, token.id, row.session->placeName(token.place()),
        TokenJson::roleNames(token), TokenJson::expiryWord(expiryState(token, m_nowUtc)),
        dateWord(token.createdAt, QStringLiteral("–")), dateWord(token.lastUsedAt, tr("never")),
        dateWord(token.expiresAt, tr("never"))};
    if (m_sessions.size() > 1)
        cells.insert(2, row.session->account().name);
    return cells;
}

QByteArray TokenListText::table() const
{
    QStringList heading{tr("NAME"), tr("ID"), tr("SCOPE"), tr("ROLE"), tr("STATUS"), tr("CREATED"),
        tr("LAST USED"), tr("EXPIRES")};
    if (m_sessions.size() > 1)
        heading.insert(2, tr("ACCOUNT"));
    QList<QStringList> rows{heading};
    for (const TokenRow &row : m_rows)
        rows.append(cells(row));
    return tableText(rows);
}

QByteArray TokenListText::json() const
{
    const bool isWhole = std::all_of(m_sessions.cbegin(), m_sessions.cend(), isComplete);
    QJsonArray accounts;
    for (const Session *session : m_sessions) {
        accounts.append(QJsonObject{{QStringLiteral("name"), session->account().name},
            {QStringLiteral("provider"), session->account().providerKey},
            {QStringLiteral("complete"), isComplete(session)}});
    }
    QByteArray text = QByteArrayLiteral("{\"complete\": ") + (isWhole ? "true" : "false")
        + ",\n\"accounts\": " + QJsonDocument(accounts).toJson(QJsonDocument::Compact) + ",\n\"tokens\": [";
    bool isFirst = true;
    for (const TokenRow &row : m_rows) {
        text += isFirst ? "\n" : ",\n";
        text += compact(TokenJson::object(*row.session, row.token, m_nowUtc));
        isFirst = false;
    }
    return text + "\n]}\n";
}
