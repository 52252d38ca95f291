// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <optional>

class CommandLine;

/// One command of the command line.
class Command
{
public:
    Command() = default;
    virtual ~Command() = default;
    Q_DISABLE_COPY_MOVE(Command)

    /// `line` has no problem and does not ask for help. The exit code (see ExitCode), or none when the
    /// command goes on in the event loop and ends it with QCoreApplication::exit().
    [[nodiscard]] virtual std::optional<int> start(const CommandLine &line) = 0;
};
