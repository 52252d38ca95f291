// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "core/secret.h"

#include <QString>

/// A keeper of named secrets outside the program. What an answer of the real ones is worth is little: a
/// locked one may say "not found" of an entry that it has, and "done" of a removal that it did not do; see
/// KeychainKeySource and probeKeychain() for how to be sure.
///
/// Jobs fail with kind Vault and StoreTrouble::KeychainMissing, KeychainLocked, KeychainRefused or
/// KeychainEntryMissing. They may take as long as a person takes to answer a prompt. A job that is aborted,
/// or whose owner dies, ends for its asker only: the keychain may still do what it was asked. Entries are
/// named by `entry` alone on some systems, so it must be unlike any other program's. Thread: the GUI thread.
class Keychain : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Keychain)

public:
    using QObject::QObject;

    virtual JobOf<Secret> *read(QObject *owner, const QString &entry) = 0;
    /// Inserts or replaces.
    virtual JobOf<Nothing> *write(QObject *owner, const QString &entry, const Secret &value) = 0;
    virtual JobOf<Nothing> *remove(QObject *owner, const QString &entry) = 0;
};
