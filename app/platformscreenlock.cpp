// SPDX-License-Identifier: MIT
#include "platformscreenlock.h"

#include "ui/screenlockwatch.h"

#if defined(TOKENRY_DBUS)
#include "dbusscreenlockwatch.h"
#elif defined(Q_OS_WIN)
#include "windowsscreenlockwatch.h"
#endif

std::unique_ptr<ScreenLockWatch> makeScreenLockWatch()
{
#if defined(TOKENRY_DBUS)
    return std::make_unique<DBusScreenLockWatch>();
#elif defined(Q_OS_WIN)
    return std::make_unique<WindowsScreenLockWatch>();
#else
    return nullptr;
#endif
}
