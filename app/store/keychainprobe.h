// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "store/keychainfinding.h"

#include <chrono>

class Keychain;

/// Finds out whether `keychain` can be relied on: writes a canary of its own, reads it, removes it, and looks
/// whether it is gone. Never an error but Cancelled. Ends with Slow after `patience`; what the keychain does
/// later is cleaned up then. `keychain` must outlive the job.
[[nodiscard]] JobOf<KeychainFinding> *probeKeychain(QObject *owner, Keychain &keychain,
    const QString &profileId, std::chrono::milliseconds patience = std::chrono::seconds(5));
