// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/result.h"
#include "core/tokenpage.h"
#include "net/httpclient.h"

#include <optional>

/// Paths, bodies and answers of Qovery's organization API tokens, of the seed era and of today. Pure
/// functions, any thread. Source of all facts: api/qovery.md.
///
/// Reader rules (1.1): only `id` and `created_at` are guaranteed; null is absent; unknown keys are ignored.
namespace QoveryJson {

[[nodiscard]] QString organizationsPath();
[[nodiscard]] QString tokensPath(const QString &organizationId);
[[nodiscard]] QString tokenPath(const QString &organizationId, const QString &tokenId);
/// The collection of policy tokens, and one of them; only today's service has it.
[[nodiscard]] QString policyTokensPath(const QString &organizationId);
[[nodiscard]] QString policyTokenPath(const QString &organizationId, const QString &tokenId);
[[nodiscard]] QString rolesPath(const QString &organizationId);

/// True for the 8-4-4-4-12 form, without braces.
[[nodiscard]] bool isUuid(const QString &text);

/// The one body that the seed-era and today's service take; `role_id` only when the role has one.
[[nodiscard]] QByteArray createBody(const TokenDraft &draft);
/// The same for a policy token. `now` (UTC) is what its lifetime counts from.
[[nodiscard]] QByteArray createPolicyBody(const TokenDraft &draft, const QDateTime &now);

/// A missing `results` is an empty list. An entry without an id is counted in TokenPage::unreadable; when
/// none of the entries can be read the answer is a Protocol error.
[[nodiscard]] Result<TokenPage> readTokens(
    const HttpAnswer &answer, const Account &account, TokenList list = TokenList::Usual);

/// The rules of one policy token in the list of them; none when the list does not hold it.
[[nodiscard]] Result<std::optional<QString>> readPolicy(const HttpAnswer &answer, const QString &tokenId);

/// The answer to create. Moves the secret out before anything else and wipes the body. An answer with a
/// secret is a success even without an id and whatever its content type says: the secret must not get lost.
[[nodiscard]] Result<IssuedToken> readIssued(
    HttpAnswer &&answer, const Account &account, const TokenDraft &draft);

/// A missing `results` is an empty list; entries without an id are left out.
[[nodiscard]] Result<QList<Organization>> readOrganizations(const HttpAnswer &answer);

/// The organization's roles by label; entries without id or name are left out.
[[nodiscard]] Result<QList<RoleChoice>> readRoles(const HttpAnswer &answer);
/// The one choice of a service of the seed era, which has no role list.
[[nodiscard]] QList<RoleChoice> seedRoles();

} // namespace QoveryJson
