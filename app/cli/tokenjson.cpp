// SPDX-License-Identifier: MIT
#include "cli/tokenjson.h"

#include "core/jsontext.h"
#include "session/session.h"

#include <QJsonDocument>

namespace {

/// `name`: with a comma before it and a colon behind it, as all of these.
void write(JsonText &json, QByteArrayView name, QStringView text)
{
    json.raw(name);
    json.text(text);
}

void write(JsonText &json, QByteArrayView name, const Moment &moment)
{
    switch (moment.state()) {
    case Moment::State::NotProvided:
        return;
    case Moment::State::Absent:
        json.raw(name);
        json.raw("null");
        return;
    case Moment::State::Known:
        json.raw(name);
        json.date(moment.msecs());
        return;
    case Moment::State::Unparsable:
        write(json, name, QStringView(moment.raw()));
        return;
    }
}

void writeRoles(JsonText &json, const Session &session, const Token &token)
{
    if (!token.areRolesTold) {
        json.raw(",\"roles\":null");
        return;
    }
    json.raw(",\"roles\":[");
    bool isFirst = true;
    for (const TokenRole &role : token.roles) {
        write(json, isFirst ? "{\"entityId\":" : ",{\"entityId\":", role.entityId);
        isFirst = false;
        if (role.entityType == EntityType::Workspace || role.entityType == EntityType::Deployment)
            write(json, ",\"entityName\":", session.entityName(role.entityType, role.entityId));
        write(json, ",\"role\":", role.role);
        if (!role.roleId.isEmpty())
            write(json, ",\"roleId\":", role.roleId);
        json.raw("}");
    }
    json.raw("]");
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

QByteArray TokenJson::of(const Session &session, const Token &token, const QDateTime &nowUtc)
{
    JsonText json;
    Writer(session, nowUtc).append(json, token);
    return json.take();
}

TokenJson::Writer::Writer(const Session &session, const QDateTime &nowUtc)
    : m_session(session)
    , m_nowUtc(nowUtc)
    , m_own(session.ownToken())
    , m_beginning("{")
{
    appendJsonMember(m_beginning, "account", session.account().name);
}

void TokenJson::Writer::append(JsonText &json, const Token &token) const
{
    json.raw(m_beginning);
    write(json, ",\"createdAt\":", token.createdAt);
    if (!token.createdBy.isEmpty())
        write(json, ",\"createdBy\":", token.createdBy);
    write(json, ",\"description\":", token.description);
    write(json, ",\"expiresAt\":", token.expiresAt);
    write(json, ",\"id\":", token.id);
    json.raw(",\"isOwnCredential\":");
    if (m_own.source == OwnToken::Source::NotKnown)
        json.raw("null");
    else
        json.raw(m_own.is(token.id) ? "true" : "false");
    if (!token.kind.isEmpty())
        write(json, ",\"kind\":", token.kind);
    write(json, ",\"lastUsedAt\":", token.lastUsedAt);
    write(json, ",\"name\":", token.name);
    writeRoles(json, m_session, token);
    write(json, ",\"scope\":", scopeWord(token));
    write(json, ",\"startsAt\":", token.startsAt);
    write(json, ",\"status\":", expiryWord(expiryState(token, m_nowUtc)));
    write(json, ",\"updatedAt\":", token.updatedAt);
    write(json, ",\"workspaceId\":", token.workspaceId);
    json.raw("}");
}

QByteArray TokenJson::indented(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).toJson(QJsonDocument::Indented);
}
