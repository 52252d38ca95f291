// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "providers/provider.h"

#include <QCoreApplication>

class Background;
class HttpClient;

/// Qovery's organization API tokens and, in a list of their own, its policy tokens: list, create, delete. The
/// service cannot change, rotate or read a single token; getToken() and readPolicy() therefore list and pick.
/// A service that knows no policy tokens has an empty list of them. Facts: api/qovery.md.
///
/// An organization or token id that is no UUID ends as Invalid/NotSent. A 404 after DELETE stays NotFound:
/// whether that means "already gone" is for the caller to say.
class Qovery final : public Provider
{
    Q_DECLARE_TR_FUNCTIONS(Qovery)

public:
    /// `client` and `background` must outlive the provider and its jobs.
    Qovery(Account account, HttpClient &client, Background &background);

    [[nodiscard]] Capabilities capabilities() const override;
    [[nodiscard]] TokenVerbs verbs(const Token &token) const override;
    [[nodiscard]] QList<TokenPlace> places() const override;
    [[nodiscard]] QList<int> pageSizes() const override;

    [[nodiscard]] JobOf<TokenPage> *listTokens(
        QObject *owner, const TokenPlace &place, const PageRequest &page) override;
    [[nodiscard]] JobOf<Token> *getToken(QObject *owner, const TokenKey &key) override;
    [[nodiscard]] JobOf<IssuedToken> *createToken(QObject *owner, const TokenDraft &draft) override;
    [[nodiscard]] JobOf<Token> *updateToken(
        QObject *owner, const TokenKey &key, const TokenChange &change) override;
    [[nodiscard]] JobOf<IssuedToken> *rotateToken(QObject *owner, const TokenKey &key) override;
    [[nodiscard]] JobOf<Nothing> *removeToken(QObject *owner, const TokenKey &key) override;
    [[nodiscard]] JobOf<QString> *readPolicy(QObject *owner, const TokenKey &key) override;
    [[nodiscard]] JobOf<QList<RoleChoice>> *listRoles(QObject *owner, const TokenTarget &target) override;
    [[nodiscard]] JobOf<QList<Workspace>> *listWorkspaces(QObject *owner) override;
    [[nodiscard]] JobOf<QList<Deployment>> *listDeployments(QObject *owner) override;
    [[nodiscard]] JobOf<QList<Organization>> *listOrganizations(QObject *owner) override;

private:
    /// The second half of listRoles(): what they may do, where the service tells.
    void describeRoles(JobOf<QList<RoleChoice>> *job, Result<QList<RoleChoice>> &&roles);
    [[nodiscard]] static QString noUpdateReason();
    [[nodiscard]] static QString noRotateReason();
    [[nodiscard]] QString listPath(TokenList list) const;
    [[nodiscard]] JobOf<IssuedToken> *createPolicyToken(QObject *owner, const TokenDraft &draft);
    [[nodiscard]] static Error policyRefusal(Error error);
    [[nodiscard]] std::optional<Error> organizationProblem() const;
    [[nodiscard]] std::optional<Error> tokenProblem(const TokenKey &key) const;

    Account m_account;
    HttpClient &m_client;
    Background &m_background;
};
