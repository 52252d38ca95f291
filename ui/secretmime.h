// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <memory>

class QMimeData;

/// Clipboard content with every known request not to record it: KDE's password manager hint (Klipper and its
/// like), on Windows the formats that keep it out of the history (Win+V), the cloud and monitoring programs
/// (Microsoft: "Clipboard Formats", cloud clipboard and history formats), on macOS the concealed type
/// (nspasteboard.org), which Qt can hand over from 6.5 on. The caller owns it.
[[nodiscard]] std::unique_ptr<QMimeData> makeSecretMime(const QString &text);
