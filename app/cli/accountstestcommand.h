// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"

/// `tokenry-cli accounts test`: whether the sign-in of the accounts works, by listing their tokens.
class AccountsTestCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountsTestCommand)

public:
    AccountsTestCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void listed() override;
};
