// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include "cli/output.h"

#include <cstdio>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#else
#include "cli/windowsconsole.h"

#include <windows.h>
#endif

namespace {

bool isTerminal(FILE *stream)
{
#ifdef Q_OS_UNIX
    return ::isatty(::fileno(stream)) != 0;
#else
    return WindowsConsole::isBehind(stream); // _isatty() calls NUL a terminal
#endif
}

/// While it lives, what is typed is not shown.
class Silence final
{
public:
#ifdef Q_OS_UNIX
    Silence()
    {
        m_isChanged = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_isChanged = m_isChanged && ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~Silence()
    {
        if (m_isChanged)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

private:
    termios m_before = {};
#else
    Silence()
        : m_input(::GetStdHandle(STD_INPUT_HANDLE))
    {
        m_isChanged = ::GetConsoleMode(m_input, &m_before) != 0
            && ::SetConsoleMode(m_input, m_before & ~static_cast<DWORD>(ENABLE_ECHO_INPUT)) != 0;
    }
    ~Silence()
    {
        if (m_isChanged)
            ::SetConsoleMode(m_input, m_before);
    }

private:
    HANDLE m_input;
    DWORD m_before = 0;
#endif
    Q_DISABLE_COPY_MOVE(Silence)
    bool m_isChanged = false;
};

#ifdef Q_OS_UNIX
/// One line without its end. Byte by byte, so that no buffer of the library keeps a copy.
QByteArray readLine()
{
    constexpr qsizetype longest = 4096;
    QByteArray line;
    line.reserve(longest);
    for (;;) {
        char c = 0;
        const bool isRead = ::read(STDIN_FILENO, &c, 1) == 1;
        if (!isRead || c == '\n' || line.size() == longest)
            return line;
        if (c != '\r')
            line.append(c);
    }
}
#else
QByteArray readLine()
{
    return WindowsConsole::readLine();
}
#endif

} // namespace

bool Terminal::isInput()
{
    return isTerminal(stdin);
}

bool Terminal::isOutput()
{
    return isTerminal(stdout);
}

bool Terminal::isError()
{
    return isTerminal(stderr);
}

bool Terminal::hasColours()
{
    const bool isWanted =
        qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != QByteArrayLiteral("dumb");
#ifdef Q_OS_WIN
    return isWanted && WindowsConsole::hasColours(stdout);
#else
    return isWanted && isOutput();
#endif
}

bool Terminal::confirms(const QString &question)
{
    Output::error(question + QStringLiteral(" [y/N] "));
    const QByteArray answer = readLine().trimmed().toLower();
    return answer == "y" || answer == "yes";
}

Secret Terminal::askHidden(const QString &question)
{
    const Silence silence; // before the question: who is quick is not shown either
    Output::error(question + u' ');
    Secret typed(readLine());
    Output::error(QStringLiteral("\n"));
    return typed;
}
