// SPDX-License-Identifier: MIT
#include "cli/tokenjson.h"

#include "session/session.h"

#include <QJsonArray>

namespace {

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

QJsonArray rolesJson(const Session &session, const Token &token)
{
    QJsonArray roles;
    for (const TokenRole &role : token.roles) {
        QJsonObject object{{QStringLiteral("role"), role.role}, {QStringLiteral("entityId"), role.entityId}};
        if (role.entityType == EntityType::Workspace || role.entityType == EntityType::Deployment)
            object.insert(QStringLiteral("entityName"), session.entityName(role.entityType, role.entityId));
        if (!role.roleId.isEmpty())
            object.insert(QStringLiteral("roleId"), role.roleId);
        roles.append(object);
    }
    return roles;
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

QJsonObject TokenJson::object(const Session &session, const Token &token, const QDateTime &nowUtc)
{
    QJsonObject json{{QStringLiteral("account"), session.account().name}, {QStringLiteral("id"), token.id},
        {QStringLiteral("name"), token.name}, {QStringLiteral("description"), token.description},
        {QStringLiteral("scope"), scopeWord(token)}, {QStringLiteral("workspaceId"), token.workspaceId},
        {QStringLiteral("roles"), token.areRolesTold ? QJsonValue(rolesJson(session, token)) : QJsonValue()},
        {QStringLiteral("status"), expiryWord(expiryState(token, nowUtc))}};
    if (!token.kind.isEmpty())
        json.insert(QStringLiteral("kind"), token.kind);
    if (!token.createdBy.isEmpty())
        json.insert(QStringLiteral("createdBy"), token.createdBy);
    const OwnToken own = session.ownToken();
    json.insert(QStringLiteral("isOwnCredential"),
        own.source == OwnToken::Source::NotKnown ? QJsonValue(QJsonValue::Null)
                                                 : QJsonValue(own.is(token.id)));
    insertMoment(json, "createdAt", token.createdAt);
    insertMoment(json, "updatedAt", token.updatedAt);
    insertMoment(json, "startsAt", token.startsAt);
    insertMoment(json, "expiresAt", token.expiresAt);
    insertMoment(json, "lastUsedAt", token.lastUsedAt);
    return json;
}
