// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"

/// `tokenry-cli accounts list`: the remembered accounts. Needs no vault and no network.
class AccountsListCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountsListCommand)

public:
    AccountsListCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void run() override;
};
