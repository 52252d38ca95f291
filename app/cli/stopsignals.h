// SPDX-License-Identifier: MIT
#pragma once

/// Ends the event loop of the program, with exit code 0, when the system asks it to stop (SIGINT, SIGTERM).
/// Call once, in the main thread, after the application object exists.
void quitOnStopSignals();

/// Ends it when standard input is closed: the parent process is gone.
void quitWhenInputCloses();
