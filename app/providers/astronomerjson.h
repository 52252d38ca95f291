// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/result.h"
#include "core/tokenpage.h"
#include "net/httpclient.h"
#include "providers/listedpage.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUrlQuery>

/// Paths, bodies and answers of Astronomer v1alpha1's API tokens, and the answers that both generations
/// share. Pure functions, any thread. Source of all facts: api/astronomer.md.
///
/// Reader rules: null is absent; unknown keys are ignored; an unknown type or entity type is kept as text; a
/// wrong-typed optional field is absent, except dates, which stay visible as unparsable.
namespace AstronomerJson {

/// The list of a place: the organization's or a workspace's.
[[nodiscard]] QString tokensPath(const QString &organizationId, const TokenPlace &place);
[[nodiscard]] QString tokenPath(const QString &organizationId, const TokenKey &key);
[[nodiscard]] QString rotatePath(const QString &organizationId, const TokenKey &key);
[[nodiscard]] QString workspacesPath(const QString &organizationId);

/// `offset`, `limit` and a stable order, so that tokens made meanwhile come last: sorts=createdAt:asc&
/// sorts=id:asc, the key repeated.
[[nodiscard]] QUrlQuery pageQuery(const PageRequest &page);

/// The body of create: name, description, role and lifetime.
[[nodiscard]] QJsonObject createObject(const TokenDraft &draft);
[[nodiscard]] QByteArray createBody(const TokenDraft &draft);

/// One token of either generation, of an object that may lack anything.
[[nodiscard]] Token tokenFrom(const QJsonObject &object, const Account &account, const TokenPlace &place);
/// The readable ones of a `roles` member.
[[nodiscard]] QList<TokenRole> rolesFrom(const QJsonArray &roles);

/// The list under `key` is required. An entry without an id is counted in TokenPage::unreadable; when none of
/// the entries can be read the answer is a Protocol error.
[[nodiscard]] Result<TokenPage> readTokens(const HttpAnswer &answer, const Account &account,
    const TokenPlace &place, const PageRequest &asked, QLatin1String key = QLatin1String("apiTokens"));

/// Answer to get: `id` is required.
[[nodiscard]] Result<Token> readToken(
    const HttpAnswer &answer, const Account &account, const TokenPlace &place);

/// Answer to get as the base of a full replacement: what cannot be read whole (`name`, `description`,
/// `roles`) is a Protocol error, since sending it back would lose it.
[[nodiscard]] Result<Token> readWholeToken(
    const HttpAnswer &answer, const Account &account, const TokenPlace &place);

/// Answer to update; unreadable means Outcome::Unknown.
[[nodiscard]] Result<Token> readUpdated(
    const HttpAnswer &answer, const Account &account, const TokenPlace &place);

/// Answer to create and rotate. Moves the secret out before anything else and wipes the body. `expected`
/// lends its id and name to an answer that lacks them. An answer with a secret is a success even without an
/// id and whatever its content type says: the secret must not get lost.
[[nodiscard]] Result<IssuedToken> readIssued(
    HttpAnswer &&answer, const Account &account, const TokenPlace &place, const Token &expected);

/// `workspaces` is required; entries without an id are left out.
[[nodiscard]] Result<ListedPage<Workspace>> readWorkspaces(const HttpAnswer &answer);

/// The page of a list whose orders are not documented: `offset` and `limit` alone.
[[nodiscard]] QUrlQuery plainPageQuery(const PageRequest &page);
[[nodiscard]] QString deploymentsPath(const QString &organizationId);
/// `query`, for the deployments of the account's workspaces only where it names some.
[[nodiscard]] QUrlQuery inWorkspaces(QUrlQuery query, const Account &account);
/// `deployments` is required; entries without an id are left out.
[[nodiscard]] Result<ListedPage<Deployment>> readDeployments(const HttpAnswer &answer);

/// v1alpha1 answers with a bare list, v1 with a page that has `organizations`. Entries without an id are left
/// out.
[[nodiscard]] QString organizationsPath();
[[nodiscard]] Result<QList<Organization>> readOrganizations(const HttpAnswer &answer);
[[nodiscard]] Result<ListedPage<Organization>> readOrganizationPage(const HttpAnswer &answer);

} // namespace AstronomerJson
