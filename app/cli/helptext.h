// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"

#include <QCoreApplication>

/// The help, made of the command table. Pure.
class HelpText final
{
    Q_DECLARE_TR_FUNCTIONS(Cli)

public:
    [[nodiscard]] static QString overview(const QList<CommandSpec> &commands);
    [[nodiscard]] static QString of(const CommandSpec &command);

    /// "--workspace <id>"
    [[nodiscard]] static QString optionWord(const OptionSpec &option);
    /// "tokenry-cli accounts remove NAME [OPTIONS]"
    [[nodiscard]] static QString usage(const CommandSpec &command);
    /// The table of exit codes, code and meaning.
    [[nodiscard]] static QList<QPair<int, QString>> exitCodes();

private:
    [[nodiscard]] static QString optionLines(const QList<OptionSpec> &options);
    [[nodiscard]] static QString exitLines();
};
