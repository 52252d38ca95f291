// SPDX-License-Identifier: MIT
#include "cli/tokenjson.h"

#include "core/jsontext.h"
#include "session/session.h"

#include <QJsonDocument>

namespace {

void appendMoment(QByteArray &json, const char *key, const Moment &moment)
{
    switch (moment.state()) {
    case Moment::State::NotProvided:
        return;
    case Moment::State::Absent:
        appendJsonRawMember(json, key, "null");
        return;
    case Moment::State::Known:
        appendJsonDateMember(json, key, moment.msecs());
        return;
    case Moment::State::Unparsable:
        appendJsonMember(json, key, moment.raw());
        return;
    }
}

void appendRoles(QByteArray &json, const Session &session, const Token &token)
{
    if (!token.areRolesTold) {
        appendJsonRawMember(json, "roles", "null");
        return;
    }
    appendJsonRawMember(json, "roles", "[");
    bool isFirst = true;
    for (const TokenRole &role : token.roles) {
        json += isFirst ? "{" : ",{";
        isFirst = false;
        appendJsonMember(json, "entityId", role.entityId);
        if (role.entityType == EntityType::Workspace || role.entityType == EntityType::Deployment)
            appendJsonMember(json, "entityName", session.entityName(role.entityType, role.entityId));
        appendJsonMember(json, "role", role.role);
        if (!role.roleId.isEmpty())
            appendJsonMember(json, "roleId", role.roleId);
        json += '}';
    }
    json += ']';
}

} // namespace

QString TokenJson::roleNames(const Token &token)
{
    QStringList names;
    for (const TokenRole &role : token.roles)
        names.append(role.role.isEmpty() ? role.roleId : role.role);
    return names.join(QStringLiteral(", "));
}

QString TokenJson::scopeWord(const Token &token)
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

QString TokenJson::expiryWord(ExpiryState state)
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

void TokenJson::append(QByteArray &json, const Session &session, const Token &token, const QDateTime &nowUtc)
{
    Writer(session, nowUtc).append(json, token);
}

TokenJson::Writer::Writer(const Session &session, const QDateTime &nowUtc)
    : m_session(session)
    , m_nowUtc(nowUtc)
    , m_own(session.ownToken())
    , m_beginning("{")
{
    appendJsonMember(m_beginning, "account", session.account().name);
}

void TokenJson::Writer::append(QByteArray &json, const Token &token) const
{
    json += m_beginning;
    appendMoment(json, "createdAt", token.createdAt);
    if (!token.createdBy.isEmpty())
        appendJsonMember(json, "createdBy", token.createdBy);
    appendJsonMember(json, "description", token.description);
    appendMoment(json, "expiresAt", token.expiresAt);
    appendJsonMember(json, "id", token.id);
    if (m_own.source == OwnToken::Source::NotKnown)
        appendJsonRawMember(json, "isOwnCredential", "null");
    else
        appendJsonRawMember(json, "isOwnCredential", m_own.is(token.id) ? "true" : "false");
    if (!token.kind.isEmpty())
        appendJsonMember(json, "kind", token.kind);
    appendMoment(json, "lastUsedAt", token.lastUsedAt);
    appendJsonMember(json, "name", token.name);
    appendRoles(json, m_session, token);
    appendJsonMember(json, "scope", scopeWord(token));
    appendMoment(json, "startsAt", token.startsAt);
    appendJsonMember(json, "status", expiryWord(expiryState(token, m_nowUtc)));
    appendMoment(json, "updatedAt", token.updatedAt);
    appendJsonMember(json, "workspaceId", token.workspaceId);
    json += '}';
}

QByteArray TokenJson::indented(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).toJson(QJsonDocument::Indented);
}
