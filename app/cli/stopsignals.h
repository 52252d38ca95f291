// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

class QObject;

/// Calls `then` from the event loop when the system asks the program to stop (SIGINT, SIGTERM), while
/// `context` lives. The second such signal ends the program at once. Call once, in the main thread, after the
/// application object exists.
void whenAskedToStop(QObject *context, std::function<void()> then);

/// Ends the event loop then, with exit code 0.
void quitOnStopSignals();

/// Ends it when standard input is closed: the parent process is gone.
void quitWhenInputCloses();
