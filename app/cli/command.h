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
    /// Once the command has ended: nothing was opened or made that must be closed or put away, so the process
    /// may end as it is. To let go of the network and of 10,000 tokens in good order would take milliseconds.
    [[nodiscard]] virtual bool hasNothingToClose() const { return false; }
};
