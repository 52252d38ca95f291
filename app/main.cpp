// SPDX-License-Identifier: MIT
#include "core/coredumps.h"
#include "core/heap.h"
#include "earlystart.h"
#include "options.h"
#include "program.h"

#include <QApplication>
#include <QScopeGuard>

#include <cstdio>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#endif

namespace {

/// A program with windows comes without a console; the one it was called from, if any, shows the answer. In a
/// pipe lines end as everywhere.
void openConsole()
{
#ifdef Q_OS_WIN
    const bool isAttached =
        GetStdHandle(STD_OUTPUT_HANDLE) == nullptr && AttachConsole(ATTACH_PARENT_PROCESS) != 0;
    for (FILE *stream : {stdout, stderr}) {
        if (isAttached)
            (void)std::freopen("CONOUT$", "w", stream);
        else if (_fileno(stream) >= 0)
            _setmode(_fileno(stream), _O_BINARY);
    }
#endif
}

/// Prints the answer of a command line that is only a text.
int answer(const CommandLine &commandLine)
{
    const int code = commandLine.exitCode.value_or(0);
    openConsole();
    std::fputs(qUtf8Printable(commandLine.text), code == 0 ? stdout : stderr);
    return code;
}

QStringList asStrings(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

} // namespace

int main(int argc, char *argv[])
{
    startInLargePages();
    forbidCoreDumps();
    QCoreApplication::setApplicationName(QStringLiteral("tokenry"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TOKENRY_VERSION));
    if (asksForText(asStrings(argc, argv))) {
        const QCoreApplication application(argc, argv);
        return answer(readCommandLine(QCoreApplication::arguments()));
    }

    EarlyStart early(asStrings(argc, argv));
    QApplication application(argc, argv);
    early.applicationBegins();
    const auto earlyBeforeApplication = qScopeGuard([&early] { early.end(); });
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Tokenry"));
    QGuiApplication::setDesktopFileName(QStringLiteral(TOKENRY_APP_ID));
    const CommandLine commandLine = readCommandLine(QCoreApplication::arguments());
    if (commandLine.exitCode)
        return answer(commandLine);

    Program program(commandLine.options, early);
    if (!program.start())
        return 1;
    return QApplication::exec();
}
