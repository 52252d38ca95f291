// SPDX-License-Identifier: MIT
#include "providers/astronomerv1roles.h"

#include "providers/jsonreader.h"
#include "providers/precheck.h"

#include <QJsonObject>

namespace AstronomerV1Roles {

namespace {

const QLatin1String idKey("entityId");
const QLatin1String typeKey("entityType");
const QLatin1String wordKey("role");

/// Empty for what this version does not know.
QString typeText(EntityType type)
{
    switch (type) {
    case EntityType::Organization:
        return QStringLiteral("ORGANIZATION");
    case EntityType::Workspace:
        return QStringLiteral("WORKSPACE");
    case EntityType::Deployment:
        return QStringLiteral("DEPLOYMENT");
    case EntityType::Other:
        break;
    }
    return {};
}

/// What a token must have a role on; empty for a scope that this version does not know.
QString homeType(TokenScope scope)
{
    switch (scope) {
    case TokenScope::Organization:
        return QStringLiteral("ORGANIZATION");
    case TokenScope::Workspace:
        return QStringLiteral("WORKSPACE");
    case TokenScope::Deployment:
        return QStringLiteral("DEPLOYMENT");
    case TokenScope::Other:
        break;
    }
    return {};
}

/// Ids come back in another case now and then; there is one organization, so its id need not be named.
bool isOn(const QJsonObject &role, const QString &type, const QString &id)
{
    return JsonReader::text(role, typeKey) == type
        && (type == QLatin1String("ORGANIZATION")
            || JsonReader::text(role, idKey).compare(id, Qt::CaseInsensitive) == 0);
}

qsizetype indexOf(const QJsonArray &roles, const QString &type, const QString &id)
{
    for (qsizetype i = 0; i < roles.size(); ++i) {
        if (isOn(roles.at(i).toObject(), type, id))
            return i;
    }
    return -1;
}

/// Whether a role on that kind of entity may be added. A token has one role where it belongs to, so only
/// wider scopes may take more of the narrower ones.
bool mayAdd(TokenScope scope, EntityType type)
{
    switch (scope) {
    case TokenScope::Organization:
        return type != EntityType::Other;
    case TokenScope::Workspace:
        return type == EntityType::Deployment;
    case TokenScope::Deployment:
    case TokenScope::Other:
        break;
    }
    return false;
}

bool hasRoleOn(const QJsonArray &roles, const QString &type)
{
    for (const auto role : roles) {
        if (JsonReader::text(role.toObject(), typeKey) == type)
            return true;
    }
    return false;
}

} // namespace

Result<QJsonArray> edited(
    const Account &account, const Token &token, const QJsonArray &present, const QList<RoleEdit> &edits)
{
    QJsonArray roles = present;
    for (const RoleEdit &edit : edits) {
        const QString type = typeText(edit.entityType);
        const qsizetype index = type.isEmpty() ? -1 : indexOf(roles, type, edit.entityId);
        if (edit.role.isEmpty()) {
            if (index >= 0)
                roles.removeAt(index);
            continue;
        }
        QJsonObject role;
        if (index >= 0) {
            role = roles.at(index).toObject();
        } else {
            const bool isOrganization = edit.entityType == EntityType::Organization;
            const QString id = isOrganization ? account.organizationId : edit.entityId;
            if (id.isEmpty() || !mayAdd(token.scope, edit.entityType))
                return PreCheck::roleNotForPlace();
            role = {{typeKey, type}, {idKey, id}};
        }
        role.insert(wordKey, edit.role);
        if (index >= 0)
            roles.replace(index, role);
        else
            roles.append(role);
    }
    const QString home = homeType(token.scope);
    if (roles.isEmpty() || (!home.isEmpty() && !hasRoleOn(roles, home)))
        return PreCheck::roleMissing();
    return roles;
}

QJsonArray without(const QJsonArray &present, const QString &workspaceId)
{
    QJsonArray rest = present;
    const qsizetype index = indexOf(rest, QStringLiteral("WORKSPACE"), workspaceId);
    if (index >= 0)
        rest.removeAt(index);
    return rest;
}

} // namespace AstronomerV1Roles
