// SPDX-License-Identifier: MIT
#include "session/vaulttext.h"

#include <QCoreApplication>

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(VaultText)

public:
    static VaultText file(StoreTrouble trouble);
    static VaultText vault(StoreTrouble trouble);
    static VaultText source(StoreTrouble trouble);
    static VaultText keychain(KeychainFinding::State state);
    static VaultText other(const Error &error);
};

VaultText Words::file(StoreTrouble trouble)
{
    switch (trouble) {
    case StoreTrouble::FileDamaged:
        return {tr("The file that holds your secrets is damaged."),
            tr("Nothing was changed in it. Put a copy of it back, or set it aside and begin anew.")};
    case StoreTrouble::FileNewer:
        return {tr("The file that holds your secrets was written by a newer Tokenry."),
            tr("Use that version; this one leaves the file as it is.")};
    case StoreTrouble::FileUnavailable:
        return {tr("The file that holds your secrets cannot be read or written now."),
            tr("Look at the rights and the free space of its folder, then try again.")};
    default:
        return {};
    }
}

VaultText Words::vault(StoreTrouble trouble)
{
    switch (trouble) {
    case StoreTrouble::VaultAbsent:
        return {tr("Nobody has chosen yet where secrets are kept."), tr("Choose a protection first.")};
    case StoreTrouble::VaultLocked:
        return {tr("The vault is locked."), tr("Unlock it, then try again.")};
    case StoreTrouble::VaultOtherSource:
    case StoreTrouble::VaultChangedElsewhere:
        return {tr("Another Tokenry has changed how this vault is protected."),
            tr("Close this window and start it again.")};
    case StoreTrouble::VaultNewer:
    case StoreTrouble::RecordNewer:
        return {tr("This was sealed by a newer Tokenry."), tr("Use that version to open it.")};
    case StoreTrouble::RecordMissing:
        return {tr("The vault has no such value any more."), tr("It was taken out by another program.")};
    case StoreTrouble::RecordDamaged:
        return {tr("One value in the vault is damaged and cannot be read."),
            tr("The others are not affected. Rotate that token to get a new value.")};
    default:
        return {};
    }
}

VaultText Words::source(StoreTrouble trouble)
{
    switch (trouble) {
    case StoreTrouble::WrongPassword:
        return {tr("That is not the master password."), tr("Try again. There is no limit.")};
    case StoreTrouble::KeychainMissing:
        return {tr("The system's keychain does not answer."),
            tr("Start its service (GNOME Keyring, KWallet or another one), then try again.")};
    case StoreTrouble::KeychainLocked:
        return {tr("The system's keychain is locked."), tr("Unlock it, then try again.")};
    case StoreTrouble::KeychainRefused:
        return {tr("The system's keychain refused."), tr("Allow Tokenry to use it, then try again.")};
    case StoreTrouble::KeychainEntryMissing:
        return {tr("The keychain shows no key for this vault. A locked keychain says so too."),
            tr("Unlock the keychain and try again. Tokenry never makes a new key over a vault that has "
               "one.")};
    case StoreTrouble::KeychainEntryForeign:
        return {tr("The keychain's key does not open this vault."),
            tr("Put the keychain's entry back from a copy, then try again.")};
    default:
        return {};
    }
}

VaultText Words::other(const Error &error)
{
    if (error.kind == Error::Kind::Cancelled)
        return {tr("It was stopped; nothing has changed."), {}};
    if (error.kind == Error::Kind::Conflict)
        return {tr("The vault is busy."), tr("Wait a moment and try again.")};
    return {tr("The vault cannot be used now: %1").arg(error.technical), tr("Try again.")};
}

VaultText Words::keychain(KeychainFinding::State state)
{
    switch (state) {
    case KeychainFinding::State::Available:
        return {};
    case KeychainFinding::State::Missing:
        return {tr("There is no keychain service on this system, or none that works."),
            tr("Choose a master password instead.")};
    case KeychainFinding::State::Locked:
        return {tr("The system's keychain is locked."), tr("Unlock it and look again.")};
    case KeychainFinding::State::Refused:
        return {tr("The system's keychain refuses to keep a key for Tokenry."),
            tr("Allow it there and look again, or choose a master password.")};
    case KeychainFinding::State::Slow:
        return {tr("The system's keychain has not answered yet. Perhaps it asks you something in a window of "
                   "its own."),
            tr("Answer it and look again.")};
    }
    return {};
}

} // namespace

VaultText describeVaultError(const Error &error)
{
    for (const auto &words : {Words::file, Words::vault, Words::source}) {
        VaultText text = words(error.trouble);
        if (!text.what.isEmpty())
            return text;
    }
    return Words::other(error);
}

VaultText describeKeychain(const KeychainFinding &finding)
{
    return Words::keychain(finding.state);
}
