// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "store/keychainfinding.h"

/// What keeps the vault from opening or keeping, in a person's words: what happened and what to do next.
struct VaultText
{
    QString what;
    QString next;
};

/// The only place that turns trouble with the vault into sentences. Plain text.
[[nodiscard]] VaultText describeVaultError(const Error &error);
/// Why the system's keychain cannot be chosen now; both empty when it can.
[[nodiscard]] VaultText describeKeychain(const KeychainFinding &finding);
