// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"
#include "core/job.h"
#include "core/tokenpage.h"

/// One token service as the program sees it. A subclass is paths and JSON over an HttpClient, nothing more:
/// no state, no cache, no retry.
///
/// Every operation is a function returning a job of `owner`; errors are those of HttpClient plus Protocol (an
/// answer that lacks a required key, named in Error::technical), Invalid/NotSent (an id the service could not
/// take) and Unsupported/NotSent (the service has no such operation). Thread: that of the HttpClient.
class Provider
{
public:
    Provider() = default;
    virtual ~Provider() = default;
    Q_DISABLE_COPY_MOVE(Provider)

    [[nodiscard]] virtual Capabilities capabilities() const = 0;
    [[nodiscard]] virtual TokenVerbs verbs(const Token &token) const = 0;
    /// The lists that make up this account.
    [[nodiscard]] virtual QList<TokenPlace> places() const = 0;
    /// Page sizes to try, largest first; a size the server refuses with 400 gives way to the next. {0} = no
    /// pages.
    [[nodiscard]] virtual QList<int> pageSizes() const = 0;

    [[nodiscard]] virtual JobOf<TokenPage> *listTokens(
        QObject *owner, const TokenPlace &place, const PageRequest &page) = 0;
    [[nodiscard]] virtual JobOf<Token> *getToken(QObject *owner, const TokenKey &key) = 0;
    [[nodiscard]] virtual JobOf<IssuedToken> *createToken(QObject *owner, const TokenDraft &draft) = 0;
    [[nodiscard]] virtual JobOf<Token> *updateToken(
        QObject *owner, const TokenKey &key, const TokenChange &change) = 0;
    [[nodiscard]] virtual JobOf<IssuedToken> *rotateToken(QObject *owner, const TokenKey &key) = 0;
    /// Ends the token or detaches it from its place, as verbs().removalKind says.
    [[nodiscard]] virtual JobOf<Nothing> *removeToken(QObject *owner, const TokenKey &key) = 0;

    /// The policy text of a token whose kind has one; Unsupported where there is none, as by default.
    [[nodiscard]] virtual JobOf<QString> *readPolicy(QObject *owner, const TokenKey &key);

    /// The roles that a token for that target may get there.
    [[nodiscard]] virtual JobOf<QList<RoleChoice>> *listRoles(QObject *owner, const TokenTarget &target) = 0;
    /// Names for ids; an empty list where the service has no workspaces.
    [[nodiscard]] virtual JobOf<QList<Workspace>> *listWorkspaces(QObject *owner) = 0;
    /// Names for ids, of the account's workspaces where it names some; an empty list where the service has no
    /// deployments.
    [[nodiscard]] virtual JobOf<QList<Deployment>> *listDeployments(QObject *owner) = 0;
    /// All that the credential sees, paged to the end; needs no organization in the account. The cheapest way
    /// to find out whether a credential is let in.
    [[nodiscard]] virtual JobOf<QList<Organization>> *listOrganizations(QObject *owner) = 0;
};
