// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/result.h"
#include "core/tokenpage.h"
#include "net/httpclient.h"
#include "providers/listedpage.h"

#include <QJsonArray>
#include <QStringList>
#include <QUrlQuery>

/// Paths, bodies and answers of Astronomer v1's API tokens where they differ from v1alpha1; the rest is in
/// AstronomerJson, with its rules. Pure functions, any thread. Facts: api/astronomer.md section 2.
namespace AstronomerV1Json {

[[nodiscard]] QString tokensPath(const QString &organizationId);
[[nodiscard]] QString tokenPath(const QString &organizationId, const QString &tokenId);
[[nodiscard]] QString rolesPath(const QString &organizationId, const QString &tokenId);
[[nodiscard]] QString rotatePath(const QString &organizationId, const QString &tokenId);

/// `offset`, `limit` and the most stable order there is: by creation, then by name; ids cannot be sorted by.
[[nodiscard]] QUrlQuery pageQuery(const PageRequest &page);
/// The same for the tokens of a place: of the whole organization, every scope, or of a workspace.
[[nodiscard]] QUrlQuery tokensQuery(const TokenPlace &place, const PageRequest &page);

/// A role of the organization's list.
struct ListedRole
{
    QString id; ///< its name where it is built in
    QString name; ///< what a token's role is written as
    QString description;
    QStringList workspaceIds; ///< where it may be given; empty = everywhere
};

[[nodiscard]] QString organizationRolesPath(const QString &organizationId);
/// A page of the roles on deployments, built-in ones too.
[[nodiscard]] QUrlQuery deploymentRolesQuery(const PageRequest &page);
/// `roles` is required, `defaultRoles` come first; roles of another scope or without a name are left out.
[[nodiscard]] Result<ListedPage<ListedRole>> readRoles(const HttpAnswer &answer);
/// Those that may be given on a deployment of that workspace, the built-in administrator first in any case.
[[nodiscard]] QList<RoleChoice> deploymentChoices(const QList<ListedRole> &roles, const QString &workspaceId);

[[nodiscard]] QByteArray createBody(const TokenDraft &draft, const QString &organizationId);
/// Name and description, both always: what an absent one means is not documented.
[[nodiscard]] QByteArray textsBody(const QString &name, const QString &description);
[[nodiscard]] QByteArray rolesBody(const QJsonArray &roles);

/// A token as the base of a change.
struct Current
{
    Token token;
    QJsonArray roles; ///< as they came, to be sent back with whatever this version does not know
};

/// Answer to get as the base of a change. `name` and `description` must be readable; `roles` too when
/// `needsRoles`, since those that are not sent back would be taken away. Errors are Protocol.
[[nodiscard]] Result<Current> readCurrent(
    const HttpAnswer &answer, const Account &account, const TokenPlace &place, bool needsRoles);

} // namespace AstronomerV1Json
