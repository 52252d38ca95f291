// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

/// What exactly keeps the program from reading or writing what it remembers. An Error of kind Vault carries
/// one, so that a window can offer the choices that fit without reading words.
enum class StoreTrouble : quint8 {
    None, ///< nothing more is known than `Error::technical`

    // The profile's file.
    FileDamaged, ///< no database, or a broken one; it can be set aside
    FileNewer, ///< written by a newer program; it must be left as it is
    FileUnavailable, ///< cannot be opened, read or written now: rights, disk, lock

    // The vault.
    VaultAbsent, ///< no key was ever made in this database
    VaultLocked,
    VaultOtherSource, ///< its key comes from another kind of source than the one that was offered
    VaultChangedElsewhere, ///< another program on this profile replaced or removed the key
    VaultNewer, ///< its key is sealed in a form that a newer program writes
    RecordMissing,
    RecordDamaged, ///< it does not authenticate: altered, moved or torn
    RecordNewer, ///< in a form that a newer program writes

    // What yields the key of the vault.
    WrongPassword,
    KeychainMissing, ///< there is no working keychain service
    KeychainLocked, ///< it is there and nobody unlocked it
    KeychainRefused, ///< a person or a policy said no
    KeychainEntryMissing, ///< "not found", which a locked keychain says too
    KeychainEntryForeign, ///< it has an entry of this name which does not open the vault
};
