// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"

/// `tokenry-cli vault status`: whether there is a vault, what protects it, what waits in it. Opens nothing.
class VaultStatusCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultStatusCommand)

public:
    VaultStatusCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void run() override;
};
