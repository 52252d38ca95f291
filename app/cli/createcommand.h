// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/issuecommand.h"
#include "core/capabilities.h"

/// `tokenry-cli create`: a new token.
class CreateCommand final : public IssueCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CreateCommand)

public:
    CreateCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    void prepare() override;
    void preparePolicy();
    /// The kind is one that there is; else tells and ends.
    [[nodiscard]] bool hasKind(const Capabilities &can);
    [[nodiscard]] std::optional<TokenTarget> findTarget(const Capabilities &can);
    /// Asks for the deployments, for the workspace of the wanted one; then goes on.
    void findDeployment(const Capabilities &can);
    void goOn(const TokenTarget &target);
    void create(const TokenTarget &target, const RoleChoice &role);

    QString m_policy; ///< the rules, for a policy token
    QString m_policyKind;
};
