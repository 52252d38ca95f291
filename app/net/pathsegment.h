// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// Percent-encodes one path segment; `/`, `?`, `#`, `.`-only segments and every non-unreserved byte are
/// escaped. A path with a segment "." or ".." is refused all the same, since QUrl resolves even the escaped
/// form.
[[nodiscard]] QString pathSegment(const QString &text);
