// SPDX-License-Identifier: MIT
#include "providers/astronomerrules.h"

#include "providers/precheck.h"

#include <algorithm>

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

std::optional<Error> AstronomerRules::draftProblem(
    const Account &account, const TokenDraft &draft, const Capabilities &capabilities)
{
    if (auto problem = organizationProblem(account))
        return problem;
    if (auto problem = PreCheck::draft(draft, capabilities))
        return problem;
    const TokenTarget target = draft.target();
    if (target.entityType() == EntityType::Deployment && !capabilities.hasDeploymentTargets)
        return PreCheck::unsupported(tr("This account cannot create tokens for a deployment."));
    if (target.workspaceId != draft.place.workspaceId && !capabilities.hasWorkspaceTargets)
        return PreCheck::unsupported(
            tr("This account cannot create tokens for a workspace that it does not list."));
    const auto isWanted = [&draft](const TokenKindChoice &kind) { return kind.key == draft.kind; };
    if (!draft.kind.isEmpty()
        && std::none_of(capabilities.kinds.cbegin(), capabilities.kinds.cend(), isWanted))
        return PreCheck::invalid(
            QStringLiteral("kind"), QStringLiteral("unknown"), tr("There is no such kind of token."));
    return draft.role.entityType == target.entityType() ? std::nullopt
                                                        : std::optional(PreCheck::roleNotForPlace());
}

QString AstronomerRules::roleDescription(const QString &role)
{
    if (role == QLatin1String("ORGANIZATION_MEMBER"))
        return tr("Sees no workspace until it gets a role there.");
    if (role == QLatin1String("ORGANIZATION_OWNER"))
        return tr("Manages the organization and its tokens, and owns every workspace of it.");
    if (role == QLatin1String("WORKSPACE_OWNER"))
        return tr("Manages the workspace and its tokens.");
    return {};
}

QList<RoleChoice> AstronomerRules::roleChoices(const TokenTarget &target)
{
    const auto choice = [](EntityType type, const QString &name, const QString &label) {
        return RoleChoice{
            type, name, name, label, name.endsWith(QLatin1String("_OWNER")), roleDescription(name)};
    };
    if (target.entityType() == EntityType::Organization) {
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
