// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"

#include <QString>

/// The person at the terminal, if there is one.
namespace Terminal {

[[nodiscard]] bool isInput(); ///< standard input
[[nodiscard]] bool isOutput(); ///< standard output
[[nodiscard]] bool isError(); ///< standard error
/// Standard output may be coloured: a terminal, and neither NO_COLOR nor TERM=dumb.
[[nodiscard]] bool hasColours();

/// Asks on standard error and waits for a line. Anything but "y" or "yes" is no, and so is Ctrl-C.
/// Precondition: isInput(). Blocks.
[[nodiscard]] bool confirms(const QString &question);
/// The same for a secret, which is not shown while it is typed. Empty when nothing was typed. Blocks.
[[nodiscard]] Secret askHidden(const QString &question);

} // namespace Terminal
