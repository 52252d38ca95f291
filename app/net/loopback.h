// SPDX-License-Identifier: MIT
#pragma once

#include <QUrl>

/// Whether an address is this machine itself ("localhost", 127.0.0.0/8, ::1): the only place plain http may
/// go to and where no proxy is asked.
[[nodiscard]] bool isLoopback(const QUrl &url);
