// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <winsock2.h> // whoever needs both must have this one first

#include <windows.h>
#endif

/// Whether this runs under wine: what it lacks says nothing of Windows.
inline bool isUnderWine()
{
#ifdef Q_OS_WIN
    const HMODULE system = GetModuleHandleW(L"ntdll.dll");
    return system && GetProcAddress(system, "wine_get_version");
#else
    return false;
#endif
}
