// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"

/// Every command there is, in the order of the help.
[[nodiscard]] QList<CommandSpec> commandTable();
