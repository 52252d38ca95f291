// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdio>

/// The console of Windows, which takes and gives UTF-16 whatever its code page is. Bytes in pipes and files
/// are none of its business. Thread: the main thread.
namespace WindowsConsole {

/// Pipes and files get and give the bytes as they are, without a line end of Windows.
void useBytes();

/// Whether the stream leads to a console.
[[nodiscard]] bool isBehind(FILE *stream);

/// Whether it obeys the sequences that colour text; from now on, if it can.
[[nodiscard]] bool hasColours(FILE *stream);

/// Shows the text (UTF-8); false = not all of it. No buffer keeps a copy.
[[nodiscard]] bool write(FILE *stream, QByteArrayView utf8);

/// One typed line as UTF-8, without its end.
[[nodiscard]] QByteArray readLine();

} // namespace WindowsConsole
