// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/capabilities.h"
#include "core/error.h"
#include "core/token.h"

#include <QCoreApplication>

/// What both generations of Astronomer's API have in common beside their JSON. Pure, any thread.
class AstronomerRules final
{
    Q_DECLARE_TR_FUNCTIONS(Astronomer)

public:
    [[nodiscard]] static Capabilities capabilities();
    /// The workspaces the account names, or the organization.
    [[nodiscard]] static QList<TokenPlace> places(const Account &account);
    /// The roles that every organization has, for an organization or a workspace.
    [[nodiscard]] static QList<RoleChoice> roleChoices(const TokenTarget &target);
    /// An organization's token in the list of a workspace: it can only be taken out there.
    [[nodiscard]] static TokenVerbs attachedVerbs();

    /// What keeps a request from being sent; Invalid/NotSent.
    [[nodiscard]] static std::optional<Error> organizationProblem(const Account &account);
    [[nodiscard]] static std::optional<Error> tokenProblem(const Account &account, const TokenKey &key);
    /// The target and the kind must be among what `capabilities` has, the role must be for the target.
    [[nodiscard]] static std::optional<Error> draftProblem(
        const Account &account, const TokenDraft &draft, const Capabilities &capabilities);

private:
    /// What documents tell of a role, in a sentence; empty where they tell nothing.
    [[nodiscard]] static QString roleDescription(const QString &role);
};
