// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "store/seal.h"

#include <QDateTime>
#include <QSqlQuery>
#include <QString>
#include <QStringList>

class Database;

/// The sealed records of a vault in one table: in the file, or in the connection's memory (a temporary
/// table, so that a transaction covers both alike). Knows no key except to seal and unseal what it is given.
/// Errors: Vault, naming the record. Thread: that of the Database, which must outlive it.
class VaultRecords final
{
public:
    enum class Place { File, Memory };

    VaultRecords(Database &database, Place place);

    /// Makes the table if this is the one in memory and it is not there yet.
    [[nodiscard]] Result<Nothing> prepare();
    /// Inserts or replaces. With a `keyId` only as long as the database's vault has that key: false when not.
    [[nodiscard]] Result<bool> put(const QString &name, QByteArrayView clear, const GuardedKey &key,
        const QByteArray &keyId, const QDateTime &now);
    [[nodiscard]] Result<Secret> get(const QString &name, const GuardedKey &key) const;
    [[nodiscard]] Result<bool> remove(const QString &name);
    /// Sorted.
    [[nodiscard]] Result<QStringList> names(const QString &prefix) const;
    /// Sealed as they are; replaces records of the same names there.
    [[nodiscard]] Result<Nothing> moveAllTo(const VaultRecords &other);

private:
    [[nodiscard]] QString table() const;

    Database &m_database;
    Place m_place;
    mutable std::optional<QSqlQuery> m_reader; ///< kept, since opening a vault reads many records
};
