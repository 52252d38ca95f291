// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

/// The names of the colours that an account's marks may have (Account::colour). What they look like is the
/// window's affair.
[[nodiscard]] inline QStringList accountColours()
{
    return {QStringLiteral("teal"), QStringLiteral("blue"), QStringLiteral("green"), QStringLiteral("amber"),
        QStringLiteral("red"), QStringLiteral("violet"), QStringLiteral("magenta")};
}
