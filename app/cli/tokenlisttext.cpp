// SPDX-License-Identifier: MIT
#include "cli/tokenlisttext.h"

#include "cli/output.h"
#include "core/expiry.h"
#include "session/session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

constexpr qsizetype widestCell = 48; // characters; JSON has the whole text

QString cut(const QString &text)
{
    const QString shown = Output::harmless(text);
    return shown.size() <= widestCell ? shown : shown.left(widestCell - 1) + u'…';
}

QString roleNames(const Token &token)
{
    QStringList names;
    for (const TokenRole &role : token.roles)
        names.append(role.role.isEmpty() ? role.roleId : role.role);
    return names.join(QStringLiteral(", "));
}

QString scopeWord(const Token &token)
{
    switch (token.scope) {
    case TokenScope::Organization:
        return QStringLiteral("organization");
    case TokenScope::Workspace:
        return QStringLiteral("workspace");
    case TokenScope::Deployment:
        return QStringLiteral("deployment");
    case TokenScope::Other:
        break;
    }
    return token.scopeText;
}

QString expiryWord(ExpiryState state)
{
    switch (state) {
    case ExpiryState::Pending:
        return QStringLiteral("pending");
    case ExpiryState::Active:
        return QStringLiteral("active");
    case ExpiryState::ExpiringSoon:
        return QStringLiteral("expiring-soon");
    case ExpiryState::Expired:
        return QStringLiteral("expired");
    case ExpiryState::NeverExpires:
        return QStringLiteral("never-expires");
    case ExpiryState::NotProvided:
        return QStringLiteral("not-provided");
    case ExpiryState::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

void insertMoment(QJsonObject &object, const char *key, const Moment &moment)
{
    switch (moment.state()) {
    case Moment::State::NotProvided:
        return;
    case Moment::State::Absent:
        object.insert(QLatin1String(key), QJsonValue::Null);
        return;
    case Moment::State::Known:
        object.insert(QLatin1String(key), moment.utc().toString(Qt::ISODateWithMs));
        return;
    case Moment::State::Unparsable:
        object.insert(QLatin1String(key), moment.raw());
        return;
    }
}

QJsonArray rolesJson(const Token &token)
{
    QJsonArray roles;
    for (const TokenRole &role : token.roles) {
        QJsonObject object{{QStringLiteral("role"), role.role}, {QStringLiteral("entityId"), role.entityId}};
        if (!role.roleId.isEmpty())
            object.insert(QStringLiteral("roleId"), role.roleId);
        roles.append(object);
    }
    return roles;
}

QJsonObject tokenJson(const Token &token, const QDateTime &nowUtc)
{
    QJsonObject object{{QStringLiteral("id"), token.id}, {QStringLiteral("name"), token.name},
        {QStringLiteral("description"), token.description}, {QStringLiteral("scope"), scopeWord(token)},
        {QStringLiteral("workspaceId"), token.workspaceId}, {QStringLiteral("roles"), rolesJson(token)},
        {QStringLiteral("status"), expiryWord(expiryState(token, nowUtc))}};
    if (!token.createdBy.isEmpty())
        object.insert(QStringLiteral("createdBy"), token.createdBy);
    insertMoment(object, "createdAt", token.createdAt);
    insertMoment(object, "updatedAt", token.updatedAt);
    insertMoment(object, "startsAt", token.startsAt);
    insertMoment(object, "expiresAt", token.expiresAt);
    insertMoment(object, "lastUsedAt", token.lastUsedAt);
    return object;
}

} // namespace

TokenListText::TokenListText(const Session &session, const QDateTime &nowUtc)
    : m_session(session)
    , m_nowUtc(nowUtc)
    , m_tokens(session.tokens())
{
    std::sort(m_tokens.begin(), m_tokens.end(), [](const Token &a, const Token &b) {
        const int byName = a.name.compare(b.name, Qt::CaseInsensitive);
        return byName != 0 ? byName < 0 : std::pair(a.workspaceId, a.id) < std::pair(b.workspaceId, b.id);
    });
}

QStringList TokenListText::cells(const Token &token) const
{
    const auto date = [](const Moment &moment, const QString &none) {
        switch (moment.state()) {
        case Moment::State::Known:
            return moment.utc().date().toString(Qt::ISODate);
        case Moment::State::Absent:
            return none;
        case Moment::State::Unparsable:
            return moment.raw();
        case Moment::State::NotProvided:
            break;
        }
        return QStringLiteral("–");
    };
    return {cut(token.name), cut(token.id), cut(m_session.placeName(token.place())), cut(roleNames(token)),
        expiryWord(expiryState(token, m_nowUtc)), cut(date(token.createdAt, QStringLiteral("–"))),
        cut(date(token.lastUsedAt, tr("never"))), cut(date(token.expiresAt, tr("never")))};
}

QByteArray TokenListText::table() const
{
    QList<QStringList> rows{{tr("NAME"), tr("ID"), tr("SCOPE"), tr("ROLE"), tr("STATUS"), tr("CREATED"),
        tr("LAST USED"), tr("EXPIRES")}};
    for (const Token &token : m_tokens)
        rows.append(cells(token));
    QList<qsizetype> widths(rows.first().size(), 0);
    for (const QStringList &row : std::as_const(rows)) {
        for (qsizetype column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], row.at(column).size());
    }
    QString text;
    for (const QStringList &row : std::as_const(rows)) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column)
            line += row.at(column).leftJustified(widths.at(column) + 2);
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text.toUtf8();
}

QByteArray TokenListText::json() const
{
    QJsonArray tokens;
    for (const Token &token : m_tokens)
        tokens.append(tokenJson(token, m_nowUtc));
    const QJsonObject object{{QStringLiteral("complete"), m_session.state() == Session::State::Ready},
        {QStringLiteral("tokens"), tokens}};
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}
