// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"

/// `tokenry-cli export`: every token of every account into a file, whole or not at all.
class ExportCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportCommand)

public:
    ExportCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    void listed() override;
};
