// SPDX-License-Identifier: MIT
#include "providers/astronomerrules.h"

#include "providers/precheck.h"

Capabilities AstronomerRules::capabilities()
{
    Capabilities capabilities;
    capabilities.hasExpiry = true;
    capabilities.hasLastUsed = true;
    capabilities.hasCreator = true;
    capabilities.hasRoleEdits = true;
    capabilities.maxExpiryDays = 3650;
    capabilities.maxNameLength = 256;
    capabilities.maxDescriptionLength = 500;
    capabilities.tokenHint =
        tr("The lifetime is fixed when the token is created and cannot be changed later.");
    return capabilities;
}

QList<TokenPlace> AstronomerRules::places(const Account &account)
{
    QList<TokenPlace> places;
    for (const QString &id : account.workspaceIds) {
        const TokenPlace place{id.trimmed()};
        if (!place.isOrganization() && !places.contains(place))
            places.append(place);
    }
    if (places.isEmpty())
        places.append(TokenPlace{});
    return places;
}

TokenVerbs AstronomerRules::attachedVerbs()
{
    TokenVerbs verbs;
    verbs.removalKind = RemovalKind::Detach;
    verbs.update = Verdict::no(tr("This token belongs to the organization and is only used in this "
                                  "workspace. Change it through an account of the organization."));
    verbs.rotate = Verdict::no(tr("This token belongs to the organization and is only used in this "
                                  "workspace. Rotate it through an account of the organization."));
    return verbs;
}

std::optional<Error> AstronomerRules::organizationProblem(const Account &account)
{
    if (!account.organizationId.isEmpty())
        return {};
    return PreCheck::invalid(QStringLiteral("organizationId"), QStringLiteral("required"),
        tr("This account has no organization ID."));
}

std::optional<Error> AstronomerRules::tokenProblem(const Account &account, const TokenKey &key)
{
    if (auto problem = organizationProblem(account))
        return problem;
    // An empty id would turn the path of a token into the path of the list.
    if (!key.tokenId.isEmpty())
        return {};
    return PreCheck::invalid(
        QStringLiteral("tokenId"), QStringLiteral("required"), tr("This token has no ID."));
}

std::optional<Error> AstronomerRules::draftProblem(const Account &account, const TokenDraft &draft)
{
    if (auto problem = organizationProblem(account))
        return problem;
    if (auto problem = PreCheck::draft(draft, capabilities()))
        return problem;
    const auto fitting = draft.place.isOrganization() ? EntityType::Organization : EntityType::Workspace;
    return draft.role.entityType == fitting ? std::nullopt : std::optional(PreCheck::roleNotForPlace());
}

QList<RoleChoice> AstronomerRules::roleChoices(const TokenPlace &place)
{
    const auto choice = [](EntityType type, const QString &name, const QString &label) {
        return RoleChoice{type, name, name, label, name.endsWith(QLatin1String("_OWNER"))};
    };
    if (place.isOrganization()) {
        const EntityType type = EntityType::Organization;
        return {choice(type, QStringLiteral("ORGANIZATION_MEMBER"), tr("Organization member")),
            choice(type, QStringLiteral("ORGANIZATION_BILLING_ADMIN"), tr("Organization billing admin")),
            choice(type, QStringLiteral("ORGANIZATION_OWNER"), tr("Organization owner"))};
    }
    const EntityType type = EntityType::Workspace;
    return {choice(type, QStringLiteral("WORKSPACE_MEMBER"), tr("Workspace member")),
        choice(type, QStringLiteral("WORKSPACE_AUTHOR"), tr("Workspace author")),
        choice(type, QStringLiteral("WORKSPACE_OPERATOR"), tr("Workspace operator")),
        choice(type, QStringLiteral("WORKSPACE_OWNER"), tr("Workspace owner"))};
}
