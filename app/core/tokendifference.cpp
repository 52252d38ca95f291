// SPDX-License-Identifier: MIT
#include "core/tokendifference.h"

#include <algorithm>

namespace {

bool isSameRole(const TokenRole &one, const TokenRole &other)
{
    // Ids come back in another case now and then.
    return one.entityType == other.entityType
        && one.entityId.compare(other.entityId, Qt::CaseInsensitive) == 0 && one.role == other.role;
}

bool areSameRoles(const QList<TokenRole> &one, const QList<TokenRole> &other)
{
    return one.size() == other.size()
        && std::is_permutation(one.cbegin(), one.cend(), other.cbegin(), isSameRole);
}

bool isMeant(const TokenRole &role, const RoleEdit &edit)
{
    return role.entityType == edit.entityType
        && (edit.entityType == EntityType::Organization
            || role.entityId.compare(edit.entityId, Qt::CaseInsensitive) == 0);
}

} // namespace

TokenDifference TokenDifference::between(const Token &one, const Token &other)
{
    TokenDifference difference;
    difference.name = one.name != other.name;
    difference.description = one.description != other.description;
    difference.roles = one.areRolesTold && other.areRolesTold && !areSameRoles(one.roles, other.roles);
    return difference;
}

bool TokenDifference::hasMoved(const Token &shown, const Token &now)
{
    if (shown.updatedAt.isKnown() && now.updatedAt.isKnown())
        return !(shown.updatedAt == now.updatedAt);
    return between(shown, now).isAny();
}

Token TokenDifference::applied(const Token &token, const TokenChange &change)
{
    Token changed = token;
    changed.name = change.name.value_or(token.name);
    changed.description = change.description.value_or(token.description);
    for (const RoleEdit &edit : change.roles) {
        const auto role = std::find_if(changed.roles.begin(), changed.roles.end(),
            [&edit](const TokenRole &known) { return isMeant(known, edit); });
        const bool isThere = role != changed.roles.end();
        if (edit.role.isEmpty()) {
            if (isThere)
                changed.roles.erase(role);
        } else if (isThere) {
            role->role = edit.role;
        } else {
            changed.roles.append({edit.entityType, edit.entityId, {}, {}, edit.role});
        }
    }
    return changed;
}
