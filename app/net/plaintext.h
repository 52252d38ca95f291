// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

/// Makes text of a stranger fit to be shown: one paragraph, no control or direction-changing characters, at
/// most `limit` UTF-16 units (an ellipsis marks the cut).
[[nodiscard]] QString cleanParagraph(const QString &text, qsizetype limit);

/// What a browser would show of an HTML page, roughly: no tags, comments, scripts, styles; entities decoded.
[[nodiscard]] QString visibleText(const QString &html);
