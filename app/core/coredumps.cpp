// SPDX-License-Identifier: MIT
#include "core/coredumps.h"

#include <QtGlobal>

#if defined(Q_OS_UNIX)
#include <sys/resource.h>
#endif
#if defined(Q_OS_LINUX)
#include <sys/prctl.h>
#elif defined(Q_OS_WIN)
#include <windows.h>

// Its header does not compile with every compiler.
extern "C" __declspec(dllimport) HRESULT WINAPI WerSetFlags(DWORD flags);
#endif

namespace {

bool isDebuggingAllowed()
{
#ifdef QT_NO_DEBUG
    return false;
#else
    return qEnvironmentVariableIntValue("TOKENRY_ALLOW_DEBUGGER") == 1;
#endif
}

} // namespace

bool forbidCoreDumps()
{
    if (isDebuggingAllowed())
        return true;
    bool isForbidden = true;
#if defined(Q_OS_UNIX)
    const rlimit none{0, 0};
    isForbidden = setrlimit(RLIMIT_CORE, &none) == 0;
#endif
#if defined(Q_OS_LINUX)
    // The limit does not hold where dumps are piped into a program, as systemd's collector has it.
    isForbidden = prctl(PR_SET_DUMPABLE, 0) == 0 && isForbidden;
#elif defined(Q_OS_WIN)
    constexpr DWORD withoutHeap = 1; // WER_FAULT_REPORTING_FLAG_NOHEAP
    SetErrorMode(GetErrorMode() | SEM_NOGPFAULTERRORBOX | SEM_FAILCRITICALERRORS);
    isForbidden = SUCCEEDED(WerSetFlags(withoutHeap));
#endif
    return isForbidden;
}
