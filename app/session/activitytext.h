// SPDX-License-Identifier: MIT
#pragma once

#include "core/journaloperation.h"

#include <QByteArray>

/// The history as text for other programs: words that never change with the language, times RFC 3339 in UTC.
/// No secret is in it, since none is in the journal. Pure, any thread.
namespace ActivityText {

/// RFC 4180, UTF-8, lines end in CR LF. A cell that a spreadsheet would take for a formula begins with an
/// apostrophe.
[[nodiscard]] QByteArray csvHeader();
[[nodiscard]] QByteArray csvRow(const JournalOperation &operation);
/// One cell as it is written, quoted where it must be.
[[nodiscard]] QByteArray csvCell(const QString &text);

/// {"format", "exportedAt", "head": {"position", "seal"}, "operations": [ … ]}. The head lets a later look at
/// the journal be compared with this one.
[[nodiscard]] QByteArray jsonBegin(const QDateTime &now, qint64 headPosition, const QByteArray &headSeal);
[[nodiscard]] QByteArray jsonOperation(const JournalOperation &operation, bool isFirst);
[[nodiscard]] QByteArray jsonEnd();

} // namespace ActivityText
