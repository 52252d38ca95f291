// SPDX-License-Identifier: MIT
#pragma once

#include "store/keychain.h"

/// The keychain of the person's system, through QtKeychain: Secret Service or KWallet, the Windows Credential
/// Manager, the macOS Keychain. On Windows without QtKeychain the same entries are reached by calls of the
/// system (systemkeychainwin.cpp); an entry holds up to 2,560 bytes there. One request at a time in the whole
/// process: one that waits for a prompt holds up those after it, also those of another object of this class.
/// Nothing is ever written in clear instead.
class SystemKeychain final : public Keychain
{
    Q_OBJECT

public:
    using Keychain::Keychain;

    JobOf<Secret> *read(QObject *owner, const QString &entry) override;
    JobOf<Nothing> *write(QObject *owner, const QString &entry, const Secret &value) override;
    JobOf<Nothing> *remove(QObject *owner, const QString &entry) override;
};
