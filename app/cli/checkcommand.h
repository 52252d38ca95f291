// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"
#include "session/policy.h"

/// `tokenry-cli check`: whether all tokens are as a policy file demands; ends with ExitFinding when not.
class CheckCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckCommand)

public:
    CheckCommand();
    [[nodiscard]] static CommandSpec spec();
    /// What a policy file looks like, for people.
    [[nodiscard]] static QStringList policyFormat();

private:
    [[nodiscard]] QString complaint() const override;
    void listed() override;
};
