// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "providers/provider.h"

#include <QCoreApplication>

class Background;
class HttpClient;
struct HttpAnswer;

/// Astronomer v1alpha1: organization and workspace API tokens with create, get, list, update, rotate and
/// delete. Facts: api/astronomer.md.
///
/// What a token's place means:
/// - A workspace's list also holds organization tokens with a role there. DELETE on that path only takes them
///   out of the workspace; they are changed and rotated in their home, the organization.
/// - Tokens of a deployment or of an unknown scope cannot be updated (there is no body for them). In a
///   workspace's list they cannot be rotated or removed either, since nobody can say whether DELETE would end
///   or detach them. In the organization's list DELETE always ends a token.
///
/// An update is GET, merge, POST. Until the POST left, its errors are NotSent. Ids are any non-empty text; an
/// empty one ends as Invalid/NotSent. A 404 after DELETE stays NotFound.
class Astronomer final : public Provider
{
    Q_DECLARE_TR_FUNCTIONS(Astronomer)

public:
    /// `client` and `background` must outlive the provider and its jobs.
    Astronomer(Account account, HttpClient &client, Background &background);

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
    /// The second half of an update: merges into what the server has and sends.
    void sendUpdate(
        JobOf<Token> *job, const TokenKey &key, const TokenChange &change, Result<HttpAnswer> &&current);

    Account m_account;
    HttpClient &m_client;
    Background &m_background;
};
