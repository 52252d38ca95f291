// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"
#include "core/secret.h"

/// `tokenry-cli accounts add`: remembers an account, its credential in the vault.
class AccountsAddCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountsAddCommand)

public:
    AccountsAddCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    void run() override;
    void add(const Account &account, Secret credential, Secret proxyPassword);
};
