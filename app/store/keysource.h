// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "store/wrappingkey.h"

/// Where the key that opens the vault comes from: the system's keychain, or a password. Jobs fail with kind
/// Vault and a StoreTrouble. Ownership: may go before its jobs end; whoever wants the vault to remove what a
/// source keeps outside the database lets it live as long as the vault. Thread: the GUI thread.
class KeySource : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeySource)

public:
    enum class Kind { Keychain, Password };

    using QObject::QObject;

    [[nodiscard]] virtual Kind kind() const = 0;
    /// A new key. When the job succeeds, obtain() with its parameters yields the same one from then on.
    virtual JobOf<WrappingKey> *make(QObject *owner) = 0;
    /// The key that was made with these parameters, or another one: the source cannot tell.
    virtual JobOf<WrappingKey> *obtain(QObject *owner, const QJsonObject &parameters) = 0;
    /// The key of these parameters is no longer needed: ends what the source keeps of it.
    virtual JobOf<Nothing> *forget(QObject *owner, const QJsonObject &parameters) = 0;
    /// What to say when the key it yielded does not open the vault.
    [[nodiscard]] virtual Error mismatch() const = 0;
};
