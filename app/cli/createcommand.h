// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/issuecommand.h"

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
    void create(const TokenPlace &place, const RoleChoice &role);

    QString m_policy; ///< the rules, for a policy token
    QString m_policyKind;
};
