// SPDX-License-Identifier: MIT
#include "cli/windowsconsole.h"

#include "core/secret.h"

#include <QString>

#include <fcntl.h>
#include <io.h>
#include <windows.h>

#include <cerrno>

namespace {

HANDLE handleOf(FILE *stream)
{
    return reinterpret_cast<HANDLE>(_get_osfhandle(_fileno(stream)));
}

const wchar_t *wideText(const QString &text)
{
    return reinterpret_cast<const wchar_t *>(text.utf16());
}

bool isEnd(QChar c)
{
    return c == u'\n' || c == QChar(0x1a); // Ctrl+Z
}

} // namespace

void WindowsConsole::useBytes()
{
    for (FILE *stream : {stdin, stdout, stderr}) {
        if (_fileno(stream) >= 0)
            _setmode(_fileno(stream), _O_BINARY);
    }
}

bool WindowsConsole::isBehind(FILE *stream)
{
    DWORD mode = 0;
    return _fileno(stream) >= 0 && GetConsoleMode(handleOf(stream), &mode) != 0;
}

bool WindowsConsole::hasColours(FILE *stream)
{
    constexpr DWORD obeysSequences = 0x4; // ENABLE_VIRTUAL_TERMINAL_PROCESSING; older headers do not have it
    DWORD mode = 0;
    return GetConsoleMode(handleOf(stream), &mode) != 0
        && ((mode & obeysSequences) != 0 || SetConsoleMode(handleOf(stream), mode | obeysSequences) != 0);
}

bool WindowsConsole::write(FILE *stream, QByteArrayView utf8)
{
    constexpr qsizetype mostAtOnce = 8000; // the console's own buffer is small
    QString text = QString::fromUtf8(utf8);
    qsizetype done = 0;
    while (done < text.size()) {
        DWORD written = 0;
        const auto part = static_cast<DWORD>(qMin(text.size() - done, mostAtOnce));
        if (!WriteConsoleW(handleOf(stream), wideText(text) + done, part, &written, nullptr) || written == 0)
            break;
        done += written;
    }
    const bool isWhole = done == text.size();
    wipe(text);
    if (!isWhole)
        errno = EIO;
    return isWhole;
}

QByteArray WindowsConsole::readLine()
{
    constexpr qsizetype longest = 4096;
    QString line;
    line.reserve(longest);
    for (;;) {
        QChar c;
        DWORD count = 0;
        const bool isRead = ReadConsoleW(handleOf(stdin), &c, 1, &count, nullptr) && count == 1;
        if (!isRead || isEnd(c) || line.size() == longest)
            break;
        if (c != u'\r')
            line.append(c);
    }
    const QByteArray utf8 = line.toUtf8();
    wipe(line);
    return utf8;
}
