// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include "session/errortext.h"

#include <cerrno>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#else
#include "cli/windowsconsole.h"

#include <io.h>
#endif

namespace {

/// Of the process' one standard output: what the first write that failed for another reason than a closed
/// pipe left behind; 0 = none did.
int outputError = 0;

bool failed()
{
    if (outputError == 0 && errno != EPIPE)
        outputError = errno;
    return false;
}

/// Past the buffer of the stream, which would cut what is long into pieces and keep a copy of what is secret.
bool writeStraight(QByteArrayView bytes)
{
    std::fflush(stdout);
#ifdef Q_OS_WIN
    if (WindowsConsole::isBehind(stdout))
        return WindowsConsole::write(stdout, bytes) || failed();
#endif
    while (!bytes.isEmpty()) {
#ifdef Q_OS_UNIX
        const auto written = ::write(STDOUT_FILENO, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
#else
        const auto written = ::_write(1, bytes.data(), static_cast<unsigned>(bytes.size()));
#endif
        if (written <= 0)
            return failed();
        bytes = bytes.sliced(written);
    }
    return true;
}

void tell(const QByteArray &utf8)
{
#ifdef Q_OS_WIN
    if (WindowsConsole::isBehind(stderr)) {
        (void)WindowsConsole::write(stderr, utf8);
        return;
    }
#endif
    (void)std::fwrite(utf8.constData(), 1, static_cast<std::size_t>(utf8.size()), stderr);
    (void)std::fflush(stderr);
}

} // namespace

bool Output::data(const QString &text)
{
    return data(text.toUtf8());
}

bool Output::data(const QByteArray &utf8)
{
    return writeStraight(utf8);
}

bool Output::secret(QByteArrayView bytes)
{
    return writeStraight(bytes);
}

QString Output::trouble()
{
    return outputError == 0 ? QString() : qt_error_string(outputError);
}

void Output::error(const QString &text)
{
    tell(text.toUtf8());
}

void Output::error(const ErrorText &text)
{
    for (const QString &sentence : {text.what, text.meaning, text.next}) {
        if (!sentence.isEmpty())
            error(harmless(sentence) + u'\n');
    }
    const QStringList lines = text.details.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        error(QStringLiteral("  ") + harmless(line) + u'\n');
}

QString Output::harmless(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        const bool isDirection =
            (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        if (c.category() == QChar::Other_Control || isDirection)
            shown += QStringLiteral("\\u%1").arg(int(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            shown += c;
    }
    return shown;
}
