// SPDX-License-Identifier: MIT
#include "cli/exitcode.h"

#include "core/error.h"

namespace {

ExitCode exitCodeOfStore(StoreTrouble trouble)
{
    switch (trouble) {
    case StoreTrouble::VaultAbsent:
    case StoreTrouble::VaultLocked:
    case StoreTrouble::VaultOtherSource:
    case StoreTrouble::VaultChangedElsewhere:
    case StoreTrouble::WrongPassword:
    case StoreTrouble::KeychainMissing:
    case StoreTrouble::KeychainLocked:
    case StoreTrouble::KeychainRefused:
    case StoreTrouble::KeychainEntryMissing:
    case StoreTrouble::KeychainEntryForeign:
        return ExitVaultLocked;
    default:
        return ExitFailed;
    }
}

} // namespace

ExitCode exitCodeOf(const Error &error)
{
    // Whatever led there: that it is not known is what a script must hear.
    if (error.outcome == Error::Outcome::Unknown)
        return ExitUnknown;
    switch (error.kind) {
    case Error::Kind::Auth:
    case Error::Kind::Forbidden:
    case Error::Kind::NotFound:
    case Error::Kind::Conflict:
    case Error::Kind::Invalid:
    case Error::Kind::RateLimited:
        return error.outcome == Error::Outcome::Refused ? ExitRefused : ExitFailed;
    case Error::Kind::Vault:
        return exitCodeOfStore(error.trouble);
    case Error::Kind::Cancelled:
        return ExitInterrupted;
    default:
        return ExitFailed;
    }
}
