// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

class ScreenLockWatch;

/// What tells on this platform that the screen is locked: D-Bus on Linux and the BSDs, where Qt has it, and
/// the session's notifications on Windows. Null where nobody has written it yet: macOS (the distributed
/// notification com.apple.screenIsLocked).
[[nodiscard]] std::unique_ptr<ScreenLockWatch> makeScreenLockWatch();
