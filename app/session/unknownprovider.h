// SPDX-License-Identifier: MIT
#pragma once

#include "providers/provider.h"

#include <QCoreApplication>

/// Stands in for a provider that this version does not know: an account remembered by a newer one. It can do
/// nothing and says so.
class UnknownProvider final : public Provider
{
    Q_DECLARE_TR_FUNCTIONS(UnknownProvider)

public:
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
};
