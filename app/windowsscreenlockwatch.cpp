// SPDX-License-Identifier: MIT
#include "windowsscreenlockwatch.h"

#include <windows.h>

#include <wtsapi32.h>

namespace {

constexpr wchar_t className[] = L"TokenryScreenLockWatch";

bool tellsOfLock(UINT message, WPARAM what)
{
    return (message == WM_WTSSESSION_CHANGE && what == WTS_SESSION_LOCK)
        || (message == WM_POWERBROADCAST && what == PBT_APMSUSPEND);
}

LRESULT CALLBACK watchSession(HWND window, UINT message, WPARAM what, LPARAM more)
{
    auto *watch = reinterpret_cast<WindowsScreenLockWatch *>(GetWindowLongPtrW(window, GWLP_USERDATA));
    if (watch && tellsOfLock(message, what))
        Q_EMIT watch->locked();
    return DefWindowProcW(window, message, what, more);
}

HWND makeWatchWindow()
{
    WNDCLASSW kind = {};
    kind.lpfnWndProc = watchSession;
    kind.hInstance = GetModuleHandleW(nullptr);
    kind.lpszClassName = className;
    RegisterClassW(&kind); // once; the second time says so and changes nothing
    // A real window that is never shown: one for messages only hears nothing of sleep.
    return CreateWindowExW(
        0, className, L"", WS_POPUP, 0, 0, 0, 0, nullptr, nullptr, kind.hInstance, nullptr);
}

} // namespace

WindowsScreenLockWatch::WindowsScreenLockWatch(QObject *parent)
    : ScreenLockWatch(parent)
{ }

WindowsScreenLockWatch::~WindowsScreenLockWatch()
{
    if (m_window == 0)
        return;
    const HWND window = reinterpret_cast<HWND>(m_window);
    SetWindowLongPtrW(window, GWLP_USERDATA, 0);
    WTSUnRegisterSessionNotification(window);
    DestroyWindow(window);
}

void WindowsScreenLockWatch::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    const HWND window = makeWatchWindow();
    if (!window)
        return;
    m_window = reinterpret_cast<quintptr>(window);
    SetWindowLongPtrW(window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
    WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION);
}
