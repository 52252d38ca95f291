// SPDX-License-Identifier: MIT
#pragma once

#include "session/errortext.h"

/// Why the vault does not open, and what to do about it at a terminal.
[[nodiscard]] ErrorText describeVaultTrouble(const Error &error);
/// Why the profile's file is not used, by its path.
[[nodiscard]] ErrorText describeFileTrouble(const Error &error, const QString &filePath);
