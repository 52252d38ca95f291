// SPDX-License-Identifier: MIT
#pragma once

/// Keeps what this process holds in memory out of files and out of other processes: no core dump, no crash
/// report with memory in it, and on Linux no debugger of the same user. The first thing a program does.
///
/// A debug build leaves everything as it is where TOKENRY_ALLOW_DEBUGGER is set to 1, since a debugger that
/// started the program would otherwise be unable to look into it. A release build has no such way.
/// False when the system refused; the program goes on.
bool forbidCoreDumps();
