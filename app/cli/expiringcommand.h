// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"

/// `tokenry-cli expiring`: the tokens that expire soon; ends with ExitFinding when there are some.
class ExpiringCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExpiringCommand)

public:
    ExpiringCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    void listed() override;
};
