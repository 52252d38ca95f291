// SPDX-License-Identifier: MIT
#include "cli/stopsignals.h"

#include <QCoreApplication>

#include <utility>

#ifdef Q_OS_UNIX
#include <QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#else
#include <QPointer>
#include <QThread>

#include <io.h>
#include <windows.h>
#endif

namespace {

#ifdef Q_OS_UNIX
// A signal handler may do almost nothing; it writes one byte, and the event loop does the rest.
int stopSockets[2] = {-1, -1};

extern "C" void writeStopByte(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(stopSockets[0], &byte, 1);
}
#else
// The console has one handler for the process and calls it in a thread of its own.
struct StopRequest
{
    QPointer<QObject> context;
    std::function<void()> then;
};
StopRequest stopRequest;

BOOL WINAPI passOn(DWORD event)
{
    if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT && event != CTRL_CLOSE_EVENT)
        return FALSE;
    if (!stopRequest.then)
        return FALSE; // the second time the person means it
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [] {
            const std::function<void()> then = std::exchange(stopRequest.then, nullptr);
            if (then && stopRequest.context)
                then();
        },
        Qt::QueuedConnection);
    return TRUE;
}
#endif

} // namespace

void whenAskedToStop(QObject *context, std::function<void()> then)
{
#ifdef Q_OS_UNIX
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, stopSockets) != 0)
        return;
    auto *notifier = new QSocketNotifier(stopSockets[1], QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [notifier, then = std::move(then)] {
        notifier->setEnabled(false);
        then();
    });
    struct sigaction action = {};
    action.sa_handler = writeStopByte;
    // No SA_RESTART: a question at the terminal ends, too.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
#else
    stopRequest = {context, std::move(then)};
    ::SetConsoleCtrlHandler(passOn, TRUE);
#endif
}

void quitOnStopSignals()
{
    whenAskedToStop(QCoreApplication::instance(), [] { QCoreApplication::quit(); });
}

void quitWhenInputCloses()
{
#ifdef Q_OS_UNIX
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(notifier, &QSocketNotifier::activated, notifier, [notifier] {
        char ignored[256];
        if (::read(STDIN_FILENO, ignored, sizeof ignored) > 0)
            return;
        notifier->setEnabled(false);
        QCoreApplication::quit();
    });
#else
    // There is no notifier for a pipe here, so a thread waits in a read that nobody can interrupt; it lives
    // as long as the process.
    auto *watcher = QThread::create([] {
        char ignored[256];
        while (::_read(0, ignored, sizeof ignored) > 0) { }
        QMetaObject::invokeMethod(
            QCoreApplication::instance(), &QCoreApplication::quit, Qt::QueuedConnection);
    });
    watcher->start();
#endif
}
