// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "cli/commandspec.h"

#include <QCoreApplication>

/// `tokenry-cli man`: the manual page, on standard output.
class ManCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(Cli)

public:
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] std::optional<int> start(const CommandLine &line) override;
};
