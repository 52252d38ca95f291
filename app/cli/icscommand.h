// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"

/// `tokenry-cli ics`: a calendar of the expiries.
class IcsCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IcsCommand)

public:
    IcsCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    void listed() override;
};
