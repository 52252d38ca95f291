// SPDX-License-Identifier: MIT
// The messages are sent as the system sends them; whether the system does is not for a test to show.
#include <QTest>

#ifdef Q_OS_WIN
#include "windowsscreenlockwatch.h"

#include <QSignalSpy>

#include <windows.h>

#include <wtsapi32.h>
#endif

class TestWindowsScreenLockWatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfLockAndSleep()
    {
#ifdef Q_OS_WIN
        WindowsScreenLockWatch watch;
        QSignalSpy locked(&watch, &ScreenLockWatch::locked);
        QCOMPARE(watch.window(), quintptr(0));
        watch.start();
        QVERIFY(watch.window() != 0);
        const quintptr first = watch.window();
        watch.start();
        QCOMPARE(watch.window(), first);
        const HWND window = reinterpret_cast<HWND>(first);
        QVERIFY(!IsWindowVisible(window));

        SendMessageW(window, WM_WTSSESSION_CHANGE, WTS_SESSION_UNLOCK, 1);
        SendMessageW(window, WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC, 0);
        QCOMPARE(locked.count(), 0);
        SendMessageW(window, WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, 1);
        QCOMPARE(locked.count(), 1);
        SendMessageW(window, WM_POWERBROADCAST, PBT_APMSUSPEND, 0);
        QCOMPARE(locked.count(), 2);
#else
        QSKIP("Windows only");
#endif
    }

    void theWindowGoesWithItsOwner()
    {
#ifdef Q_OS_WIN
        HWND window = nullptr;
        {
            WindowsScreenLockWatch watch;
            watch.start();
            window = reinterpret_cast<HWND>(watch.window());
            QVERIFY(IsWindow(window));
        }
        QVERIFY(!IsWindow(window));
#else
        QSKIP("Windows only");
#endif
    }
};

QTEST_GUILESS_MAIN(TestWindowsScreenLockWatch)
#include "tst_windowsscreenlockwatch.moc"
