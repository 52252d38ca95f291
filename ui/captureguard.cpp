// SPDX-License-Identifier: MIT
#include "ui/captureguard.h"

#include <QEvent>
#include <QWidget>

#if defined(Q_OS_WIN)
#include <windows.h>
#elif defined(Q_OS_MACOS)
#include <objc/message.h>
#include <objc/runtime.h>
#endif

namespace {

#if defined(Q_OS_WIN)
void exclude(const QWidget &window)
{
    constexpr DWORD excludeFromCapture = 0x11; // WDA_EXCLUDEFROMCAPTURE; older headers do not have it
    const HWND handle = reinterpret_cast<HWND>(window.winId());
    if (!SetWindowDisplayAffinity(handle, excludeFromCapture))
        SetWindowDisplayAffinity(handle, WDA_MONITOR);
}
#elif defined(Q_OS_MACOS)
void exclude(const QWidget &window)
{
    constexpr unsigned long sharingNone = 0; // NSWindowSharingNone
    const auto ask = reinterpret_cast<id (*)(id, SEL)>(objc_msgSend);
    const auto tell = reinterpret_cast<void (*)(id, SEL, unsigned long)>(objc_msgSend);
    const id view = reinterpret_cast<id>(window.winId());
    tell(ask(view, sel_registerName("window")), sel_registerName("setSharingType:"), sharingNone);
}
#else
void exclude(const QWidget &)
{ }
#endif

} // namespace

CaptureGuard::CaptureGuard(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    window->installEventFilter(this);
}

bool CaptureGuard::eventFilter(QObject *watched, QEvent *event)
{
    // The request belongs to the platform's window, which comes with the first showing and may be made anew.
    const bool isNewWindow = event->type() == QEvent::Show || event->type() == QEvent::WinIdChange;
    if (watched == m_window && isNewWindow && m_window->isVisible() && m_window->internalWinId() != 0)
        exclude(*m_window);
    return QObject::eventFilter(watched, event);
}
