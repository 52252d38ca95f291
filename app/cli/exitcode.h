// SPDX-License-Identifier: MIT
#pragma once

struct Error;

/// How the program ends, for scripts. The numbers are a promise: none changes its meaning.
enum ExitCode : int {
    ExitOk = 0, ///< done, and nothing was found
    ExitFailed = 1, ///< not done: network, file, unknown account or token, incomplete list
    ExitUsage = 2, ///< the command line is wrong; nothing was tried
    ExitFinding = 3, ///< done, and there is something to act on (expiring, check, activity --verify)
    ExitRefused = 4, ///< the provider said no: sign-in, rights, unknown there, conflict, invalid, rate limit
    ExitUnknown = 5, ///< sent and not answered: whether it was done is not known; see resolve
    ExitVaultLocked = 6, ///< the vault is locked or was never made
    ExitInterrupted = 130, ///< stopped (Ctrl-C) with nothing left open
};

/// What an error means for the exit code.
[[nodiscard]] ExitCode exitCodeOf(const Error &error);
