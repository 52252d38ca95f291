// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"

/// `tokenry-cli secrets list`: the values that wait to be stored, without them. Opens nothing.
class SecretsListCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretsListCommand)

public:
    SecretsListCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void run() override;
};
