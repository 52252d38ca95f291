// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

struct ErrorText;

/// The two streams: data goes to standard output and nothing else does; words for people go to standard
/// error.
namespace Output {

/// False when it was not taken whole: see trouble().
bool data(const QString &text);
bool data(const QByteArray &utf8);
/// Bytes of a value: no buffer of the library keeps a copy.
[[nodiscard]] bool secret(QByteArrayView bytes);
/// Why data did not get to standard output, from the system; empty = it did, or nobody reads it any more (a
/// closed pipe), which is no trouble.
[[nodiscard]] QString trouble();
void error(const QString &text);
/// What happened, what it means and what to do, in lines; the details below them.
void error(const ErrorText &text);
/// Server text on a terminal: control characters could move the cursor or change the title, so they become
/// visible.
[[nodiscard]] QString harmless(const QString &text);

} // namespace Output
