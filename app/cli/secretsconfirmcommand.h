// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"

/// `tokenry-cli secrets confirm`: the value is stored elsewhere, so the vault lets it go.
class SecretsConfirmCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretsConfirmCommand)

public:
    SecretsConfirmCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void run() override;
};
