// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "providers/provider.h"

#include <QCoreApplication>

class Background;
class HttpClient;
struct HttpAnswer;

/// Astronomer's current generation, v1: the tokens of an organization, its workspaces and its deployments in
/// one family of paths. Facts: api/astronomer.md section 2.
///
/// - The organization's list holds the tokens of every scope; a workspace's list also holds organization
/// tokens
///   with a role there, which can only be taken out of it there.
/// - Lists may leave the roles out (Token::areRolesTold); getToken() tells them.
/// - An update is up to four requests; see AstronomerV1Update for what an error tells.
/// - In a workspace removeToken() reads the token first: an organization's token loses its role in the
///   workspace, any other one is deleted. Until the change left, errors are NotSent or, for a token that is
///   not there or not visible, those of the reading.
/// - Where the account lists the organization, tokens are created for it, its workspaces and its deployments;
///   where it lists workspaces, for those: whether a workspace's list shows its deployments' tokens is not
///   documented, and a token that nobody sees again must not be made.
/// - Roles on a deployment are asked for, since an organization may have made its own. A login that may not
///   read them gets the built-in one, which says so.
class AstronomerV1 final : public Provider
{
    Q_DECLARE_TR_FUNCTIONS(Astronomer)

public:
    /// `client` and `background` must outlive the provider and its jobs.
    AstronomerV1(Account account, HttpClient &client, Background &background);

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
    [[nodiscard]] JobOf<QList<RoleChoice>> *listRoles(QObject *owner, const TokenTarget &target) override;
    [[nodiscard]] JobOf<QList<Workspace>> *listWorkspaces(QObject *owner) override;
    [[nodiscard]] JobOf<QList<Deployment>> *listDeployments(QObject *owner) override;
    [[nodiscard]] JobOf<QList<Organization>> *listOrganizations(QObject *owner) override;

private:
    [[nodiscard]] JobOf<QList<RoleChoice>> *deploymentRoles(QObject *owner, const TokenTarget &target);
    /// The second half of a removal in a workspace.
    void removeOrDetach(JobOf<Nothing> *job, const TokenKey &key, const HttpAnswer &current);

    Account m_account;
    HttpClient &m_client;
    Background &m_background;
};
