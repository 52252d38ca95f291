// SPDX-License-Identifier: MIT
#include "session/tokenlikeness.h"

#include <algorithm>

namespace TokenLikeness {

namespace {

bool isSameText(const QString &a, const QString &b)
{
    return QStringView(a).trimmed() == QStringView(b).trimmed();
}

/// There is one organization, so its id need not agree: some services know it by a short name.
bool isOn(const TokenRole &role, const RoleEdit &edit)
{
    return role.entityType == edit.entityType
        && (edit.entityType == EntityType::Organization
            || role.entityId.compare(edit.entityId, Qt::CaseInsensitive) == 0);
}

bool isRole(const TokenRole &role, const QString &wanted)
{
    return role.role.compare(wanted, Qt::CaseInsensitive) == 0 || role.roleId == wanted;
}

QList<TokenRole> rolesOn(const Token &token, const RoleEdit &edit)
{
    QList<TokenRole> found;
    std::copy_if(token.roles.cbegin(), token.roles.cend(), std::back_inserter(found),
        [&edit](const TokenRole &role) { return isOn(role, edit); });
    return found;
}

bool contradicts(const Token &token, const RoleEdit &wanted)
{
    const QList<TokenRole> roles = rolesOn(token, wanted);
    const bool isTold =
        std::all_of(roles.cbegin(), roles.cend(), [](const TokenRole &role) { return !role.role.isEmpty(); });
    return isTold && !roles.isEmpty()
        && std::none_of(roles.cbegin(), roles.cend(),
            [&wanted](const TokenRole &role) { return isRole(role, wanted.role); });
}

/// Services may round a lifetime to whole days in their own time zone.
bool isAboutDays(const Token &token, int days)
{
    const Moment &start = token.startsAt.isKnown() ? token.startsAt : token.createdAt;
    if (!start.isKnown())
        return true;
    const qint64 expected = start.utc().addDays(days).toMSecsSinceEpoch();
    constexpr qint64 tolerance = 2LL * 24 * 60 * 60 * 1000;
    return std::abs(token.expiresAt.msecs() - expected) <= tolerance;
}

bool fitsLifetime(const Token &token, std::optional<int> days)
{
    const bool hasEnd = token.expiresAt.isKnown() || token.expiryPeriodDays > 0;
    if (!days)
        return !hasEnd;
    if (token.expiryPeriodDays > 0)
        return token.expiryPeriodDays == *days;
    if (token.expiresAt.isKnown())
        return isAboutDays(token, *days);
    return token.expiresAt.state() != Moment::State::Absent;
}

Answer compareRole(const Token &token, const RoleEdit &wanted)
{
    // Some lists leave the roles out; a token without any role does not exist.
    if (token.roles.isEmpty())
        return Answer::NotTold;
    const QList<TokenRole> roles = rolesOn(token, wanted);
    if (wanted.role.isEmpty())
        return roles.isEmpty() ? Answer::Yes : Answer::No;
    const bool isThere = std::any_of(
        roles.cbegin(), roles.cend(), [&wanted](const TokenRole &role) { return isRole(role, wanted.role); });
    return isThere ? Answer::Yes : Answer::No;
}

} // namespace

bool fitsDraft(const Token &token, const OperationFacts &facts)
{
    const bool hasWrongRole = std::any_of(facts.wanted.roles.cbegin(), facts.wanted.roles.cend(),
        [&token](const RoleEdit &role) { return contradicts(token, role); });
    return !hasWrongRole && fitsLifetime(token, facts.expiryDays);
}

Answer compare(const Token &token, const TokenChange &wanted)
{
    if (wanted.name && !isSameText(*wanted.name, token.name))
        return Answer::No;
    if (wanted.description && !isSameText(*wanted.description, token.description))
        return Answer::No;
    Answer answer = Answer::Yes;
    for (const RoleEdit &edit : wanted.roles) {
        const Answer role = compareRole(token, edit);
        if (role == Answer::No)
            return Answer::No;
        if (role == Answer::NotTold)
            answer = Answer::NotTold;
    }
    return answer;
}

} // namespace TokenLikeness
