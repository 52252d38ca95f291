// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"

/// `tokenry-cli vault unlock`: checks that the vault opens. It is open for this command only.
class VaultUnlockCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultUnlockCommand)

public:
    VaultUnlockCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void run() override;
};
