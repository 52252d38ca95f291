// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"

/// `tokenry-cli accounts remove`: forgets an account and its credential. Its tokens stay as they are.
class AccountsRemoveCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountsRemoveCommand)

public:
    AccountsRemoveCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    void run() override;
    void remove(const Account &account);
};
