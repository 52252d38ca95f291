// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <optional>

/// One command of the command line.
class Command
{
public:
    enum ExitCode { done = 0, failed = 1, wrongUsage = 2, incomplete = 4 };

    Command() = default;
    virtual ~Command() = default;
    Q_DISABLE_COPY_MOVE(Command)

    /// `arguments`: what follows the command's name. The exit code, or none when the command goes on in the
    /// event loop and ends it with QCoreApplication::exit().
    [[nodiscard]] virtual std::optional<int> start(const QStringList &arguments, bool wantsJson) = 0;
};
