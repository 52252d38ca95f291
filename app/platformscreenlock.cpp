// SPDX-License-Identifier: MIT
#include "platformscreenlock.h"

#include "ui/screenlockwatch.h"

#ifdef TOKENRY_DBUS
#include "dbusscreenlockwatch.h"
#endif

std::unique_ptr<ScreenLockWatch> makeScreenLockWatch()
{
#ifdef TOKENRY_DBUS
    return std::make_unique<DBusScreenLockWatch>();
#else
    return nullptr;
#endif
}
