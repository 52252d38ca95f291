// SPDX-License-Identifier: MIT
#include "providers/astronomerupdate.h"

#include "providers/precheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

bool isSameId(const QString &a, const QString &b)
{
    // Ids come back in another case now and then.
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// The role that an edit speaks about; -1 for one the token does not have. There is one organization, so its
/// id need not be named.
qsizetype indexOf(const QList<TokenRole> &roles, const RoleEdit &edit)
{
    for (qsizetype i = 0; i < roles.size(); ++i) {
        if (roles.at(i).entityType == edit.entityType
            && (edit.entityType == EntityType::Organization || isSameId(roles.at(i).entityId, edit.entityId)))
            return i;
    }
    return -1;
}

QList<TokenRole> rolesOn(const QList<TokenRole> &roles, EntityType type)
{
    QList<TokenRole> found;
    std::copy_if(roles.cbegin(), roles.cend(), std::back_inserter(found),
        [type](const TokenRole &role) { return role.entityType == type; });
    return found;
}

QJsonArray entityRoles(const QList<TokenRole> &roles)
{
    QJsonArray array;
    for (const TokenRole &role : roles) {
        array.append(
            QJsonObject{{QLatin1String("entityId"), role.entityId}, {QLatin1String("role"), role.role}});
    }
    return array;
}

/// Can this token hold a role on that kind of entity, and is there a shape to send it in?
bool canHold(const Token &token, const TokenRole &role)
{
    if (role.entityType == EntityType::Other || (role.entityId.isEmpty() && role.role.isEmpty()))
        return false;
    if (token.scope == TokenScope::Organization)
        return true;
    if (role.entityType == EntityType::Workspace)
        return isSameId(role.entityId, token.workspaceId);
    return role.entityType == EntityType::Deployment;
}

} // namespace

Result<QList<TokenRole>> AstronomerUpdate::editedRoles(const Token &current, const QList<RoleEdit> &edits)
{
    for (const TokenRole &role : current.roles) {
        if (!canHold(current, role)) {
            return PreCheck::unsupported(
                tr("This token has a role on something that this version does not know (%1). Changing the "
                   "token here would take that role away. Change it in Astronomer's own pages.")
                    .arg(role.entityTypeText.isEmpty() ? role.entityId : role.entityTypeText));
        }
    }
    QList<TokenRole> roles = current.roles;
    for (const RoleEdit &edit : edits) {
        const qsizetype index = indexOf(roles, edit);
        if (edit.role.isEmpty()) {
            if (index >= 0)
                roles.removeAt(index);
            continue;
        }
        TokenRole role;
        role.entityType = edit.entityType;
        role.entityId = edit.entityId;
        role.role = edit.role;
        if (!canHold(current, role)
            || (edit.entityType != EntityType::Organization && edit.entityId.isEmpty()))
            return PreCheck::roleNotForPlace();
        if (index >= 0)
            roles[index].role = edit.role;
        else
            roles.append(role);
    }
    return roles;
}

Result<QByteArray> AstronomerUpdate::body(const Token &current, const TokenChange &change)
{
    auto edited = editedRoles(current, change.roles);
    if (!edited)
        return std::move(edited).error();
    const bool isOrganizationToken = current.scope == TokenScope::Organization;
    const auto home =
        rolesOn(edited.value(), isOrganizationToken ? EntityType::Organization : EntityType::Workspace);
    if (home.isEmpty())
        return PreCheck::roleMissing();
    const auto deployments = rolesOn(edited.value(), EntityType::Deployment);

    QJsonObject body{{QLatin1String("name"), change.name.value_or(current.name)},
        {QLatin1String("description"), change.description.value_or(current.description)}};
    if (!isOrganizationToken && deployments.isEmpty()) {
        body.insert(QLatin1String("role"), home.first().role);
        return QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    QJsonObject roles;
    if (isOrganizationToken) {
        roles.insert(QLatin1String("organization"), home.first().role);
        roles.insert(QLatin1String("workspace"), entityRoles(rolesOn(edited.value(), EntityType::Workspace)));
    } else {
        roles.insert(QLatin1String("workspace"), home.first().role);
    }
    if (!deployments.isEmpty())
        roles.insert(QLatin1String("deployment"), entityRoles(deployments));
    body.insert(QLatin1String("roles"), roles);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}
