// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"

#include <QCoreApplication>

/// The manual page, tokenry-cli(1), in roff; made of the command table. Pure.
class ManPage final
{
    Q_DECLARE_TR_FUNCTIONS(Cli)

public:
    [[nodiscard]] static QByteArray of(const QList<CommandSpec> &commands);

private:
    [[nodiscard]] static QString options(const QList<OptionSpec> &options);
    [[nodiscard]] static QString command(const CommandSpec &command);
};
