// SPDX-License-Identifier: MIT
#pragma once

#include "core/moment.h"
#include "core/secret.h"

#include <QHashFunctions>
#include <QList>
#include <QString>

#include <optional>

/// What a token belongs to. Other = a word this version does not know; Token::scopeText has it.
enum class TokenScope : quint8 { Organization, Workspace, Deployment, Other };

/// What a role speaks about. Other = a word this version does not know; TokenRole::entityTypeText has it.
enum class EntityType : quint8 { Organization, Workspace, Deployment, Other };

/// One right of a token: a role on an entity. Astronomer `ApiTokenRole`; for Qovery the one role of the
/// token.
struct TokenRole
{
    EntityType entityType = EntityType::Organization;
    QString entityId;
    QString entityTypeText; ///< only for EntityType::Other
    QString roleId; ///< Qovery role_id; empty where the role's name is its id
    QString role; ///< as the provider writes it: "WORKSPACE_OWNER", "devops"

    bool operator==(const TokenRole &) const = default;
};

/// Which of a place's lists, where the service has several. Policy: Qovery's policy tokens, whose rights are
/// rules; they have an address of their own.
enum class TokenList : quint8 { Usual, Policy };

/// The list a token stands in: the organization's, or that of one workspace. The same organization token
/// stands in the lists of several workspaces, and what "delete" does differs, so the place is part of a row's
/// identity.
struct TokenPlace
{
    QString workspaceId; ///< empty = the organization's list
    TokenList list = TokenList::Usual;

    [[nodiscard]] bool isOrganization() const { return workspaceId.isEmpty(); }
    bool operator==(const TokenPlace &) const = default;
};

/// Identity of one row: account, place and the provider's token id.
struct TokenKey
{
    QString accountId;
    QString workspaceId; ///< empty = the organization's list
    QString tokenId;
    TokenList list = TokenList::Usual;

    [[nodiscard]] TokenPlace place() const { return {workspaceId, list}; }
    bool operator==(const TokenKey &) const = default;
};

inline size_t qHash(const TokenKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.accountId, key.workspaceId, key.tokenId);
}

/// What a provider tells about one API token; never its secret. All texts come from a server: plain text,
/// perhaps HTML-like, right-to-left or 256 characters long.
struct Token
{
    QString accountId;
    QString workspaceId; ///< the workspace in whose list it stands; empty = the organization's list
    QString id;
    QString name;
    QString description;
    QString shortToken; ///< Astronomer: short form for display, not usable as a credential
    QString scopeText; ///< only for TokenScope::Other
    QString kind; ///< as the provider writes it ("DIRECT_ACCESS"); empty = it does not tell
    QString createdBy; ///< display name; empty = not told
    QString updatedBy; ///< display name; empty = not told
    QList<TokenRole> roles;
    Moment createdAt;
    Moment updatedAt;
    Moment startsAt;
    Moment expiresAt; ///< Absent = never expires
    Moment lastUsedAt; ///< Absent = never used
    Moment lastRotatedAt; ///< NotProvided where the service does not tell it, or it never was
    int expiryPeriodDays = 0; ///< days; 0 = none told
    TokenScope scope = TokenScope::Organization;
    bool areRolesTold = true; ///< false: the answer left them out, so an empty `roles` says nothing
    TokenList list = TokenList::Usual; ///< with workspaceId: the list it stands in

    [[nodiscard]] TokenKey key() const { return {accountId, workspaceId, id, list}; }
    [[nodiscard]] TokenPlace place() const { return {workspaceId, list}; }

    bool operator==(const Token &) const = default;
};

/// A role a person may choose for a token.
struct RoleChoice
{
    EntityType entityType = EntityType::Organization;
    QString id; ///< what the API wants; may equal name
    QString name; ///< as the provider writes it
    QString label; ///< for people: "Workspace operator"
    bool isAdministrative = false; ///< may manage members or tokens; never preselected
    QString description = {}; ///< what it may do, in plain lines, where the service tells; untrusted

    bool operator==(const RoleChoice &) const = default;
};

/// An organization that a credential sees, for names and pickers.
struct Organization
{
    QString id;
    QString name;

    bool operator==(const Organization &) const = default;
};

/// A deployment of the account's organization, for names and pickers.
struct Deployment
{
    QString id;
    QString name;
    QString workspaceId;

    bool operator==(const Deployment &) const = default;
};

/// A workspace of the account's organization, for names and pickers.
struct Workspace
{
    QString id;
    QString name;

    bool operator==(const Workspace &) const = default;
};

/// What a token is to have its rights on: a place as a whole, or a workspace or deployment within it.
struct TokenTarget
{
    TokenPlace place; ///< the list it stands in
    QString workspaceId; ///< empty = the place as a whole
    QString deploymentId; ///< in that workspace; empty = none

    TokenTarget(const TokenPlace &list = {}, const QString &workspace = {}, const QString &deployment = {})
        : place(list)
        , workspaceId(workspace.isEmpty() ? list.workspaceId : workspace)
        , deploymentId(deployment)
    { }

    [[nodiscard]] EntityType entityType() const
    {
        if (!deploymentId.isEmpty())
            return EntityType::Deployment;
        return workspaceId.isEmpty() ? EntityType::Organization : EntityType::Workspace;
    }
    bool operator==(const TokenTarget &) const = default;
};

/// What a person wants a new token to be.
struct TokenDraft
{
    TokenPlace place; ///< the list it will stand in
    QString name;
    QString description;
    RoleChoice role;
    std::optional<int> expiryDays; ///< 1..3650 days; none = never expires
    QString workspaceId; ///< the workspace it is for, or its deployment is in; empty = that of the place
    QString deploymentId; ///< the deployment it is for; empty = the whole place
    QString kind; ///< as the provider writes it; empty = its usual one
    QString policyText; ///< the rules of a policy token (Qovery, Rego); empty = none

    [[nodiscard]] TokenTarget target() const { return {place, workspaceId, deploymentId}; }
};

/// A change of one role of a token: another role for the entity, or none (the role goes).
struct RoleEdit
{
    EntityType entityType = EntityType::Organization;
    QString entityId;
    QString role; ///< empty = remove

    bool operator==(const RoleEdit &) const = default;
};

/// What a person changed in a token. What is not named here keeps the value the server has when it is sent.
struct TokenChange
{
    std::optional<QString> name;
    std::optional<QString> description;
    QList<RoleEdit> roles;

    [[nodiscard]] bool isEmpty() const { return !name && !description && roles.isEmpty(); }
};

/// The answer to create and rotate: the token and the value that is shown once. Move-only because of the
/// secret. `secret` is empty when the server said "done" without a value: the token exists, its value never
/// reached us.
struct IssuedToken
{
    Token token;
    Secret secret;
};
