// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "store/keysource.h"
#include "store/seal.h"

#include <QDateTime>

#include <optional>

class Database;

/// The one row that makes a database's vault: the key that seals its records, itself sealed, and where the
/// key for that comes from. Errors: Vault. Thread: that of the Database.
class VaultKeyRow final
{
public:
    /// Seals `dataKey`. `keyId` names it, so that programs on one profile notice when it was exchanged.
    VaultKeyRow(const QByteArray &keyId, const GuardedKey &dataKey, KeySource::Kind source,
        const WrappingKey &wrapping);

    /// Nothing when no key was ever made here.
    [[nodiscard]] static Result<std::optional<VaultKeyRow>> load(const Database &database);
    /// Fails when there is a row already: a key is never made over another.
    [[nodiscard]] Result<Nothing> insert(Database &database, const QDateTime &now) const;
    /// Takes the place of `old`. False when that is not what the database holds any more.
    [[nodiscard]] Result<bool> replace(
        Database &database, const VaultKeyRow &old, const QDateTime &now) const;
    /// False when the database does not hold this row any more.
    [[nodiscard]] Result<bool> remove(Database &database) const;

    [[nodiscard]] const QByteArray &keyId() const { return m_keyId; }
    [[nodiscard]] KeySource::Kind source() const { return m_source; }
    [[nodiscard]] const QJsonObject &parameters() const { return m_parameters; }
    /// Empty when `wrapping` is not the right key, or the row was altered.
    [[nodiscard]] GuardedKey dataKey(const GuardedKey &wrapping) const;

private:
    VaultKeyRow() = default;
    [[nodiscard]] QByteArray context() const;

    QByteArray m_keyId;
    KeySource::Kind m_source = KeySource::Kind::Password;
    QJsonObject m_parameters;
    Sealed m_sealed;
};
