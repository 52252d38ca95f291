// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "cli/commandspec.h"

#include <QCoreApplication>

/// `tokenry-cli completion`: completions for a shell, on standard output.
class CompletionCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(Cli)

public:
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] std::optional<int> start(const CommandLine &line) override;
};
