// SPDX-License-Identifier: MIT
#include "store/vaultrecords.h"

#include "store/database.h"
#include "store/storeerror.h"

#include <QSqlError>
#include <QVariant>
#include <QtEndian>

namespace {

constexpr int version = 1;

/// What a record is sealed for: its own name, in this form.
QByteArray context(const QString &name)
{
    QByteArray bytes = QByteArrayLiteral("Tokenry vault record\n");
    const quint32 number = qToBigEndian(quint32(version));
    bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
    return bytes + name.toUtf8();
}

Error damagedError(const QString &name)
{
    return storeError(
        QStringLiteral("the record “%1” is damaged or was altered").arg(name), StoreTrouble::RecordDamaged);
}

Result<Secret> readRow(QSqlQuery &row, const QString &name, const GuardedKey &key)
{
    if (!row.next()) {
        if (row.lastError().isValid())
            return storeError(row.lastError());
        return storeError(QStringLiteral("there is no record “%1”").arg(name), StoreTrouble::RecordMissing);
    }
    const int found = row.value(0).toInt();
    if (found > version)
        return storeError(QStringLiteral("the record “%1” has version %2, this program knows %3")
                              .arg(name)
                              .arg(found)
                              .arg(version),
            StoreTrouble::RecordNewer);
    if (found != version)
        return damagedError(name);
    std::optional<Secret> secret =
        unseal(key, {row.value(1).toByteArray(), row.value(2).toByteArray()}, context(name));
    if (!secret)
        return damagedError(name);
    return *std::move(secret);
}

} // namespace

VaultRecords::VaultRecords(Database &database, Place place)
    : m_database(database)
    , m_place(place)
{ }

QString VaultRecords::table() const
{
    return m_place == Place::File ? QStringLiteral("main.vault_records")
                                  : QStringLiteral("temp.vault_records_in_memory");
}

Result<Nothing> VaultRecords::prepare()
{
    if (m_place == Place::File)
        return Nothing{};
    if (!m_database.isOpen())
        return storeError(QStringLiteral("the database is not open"), StoreTrouble::FileUnavailable);
    QSqlQuery query(m_database.connection());
    // The same columns in the same order: records move between the tables as they are.
    if (!query.exec(QStringLiteral("CREATE TABLE IF NOT EXISTS %1 ("
                                   " name TEXT PRIMARY KEY,"
                                   " version INTEGER NOT NULL,"
                                   " nonce BLOB NOT NULL,"
                                   " sealed BLOB NOT NULL,"
                                   " written_at INTEGER NOT NULL) STRICT, WITHOUT ROWID")
                        .arg(table())))
        return storeError(query.lastError());
    return Nothing{};
}

Result<bool> VaultRecords::put(const QString &name, QByteArrayView clear, const GuardedKey &key,
    const QByteArray &keyId, const QDateTime &now)
{
    const Sealed sealed = seal(key, clear, context(name));
    QSqlQuery query(m_database.connection());
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO %1 (name, version, nonce, sealed, written_at)"
                                 " SELECT ?, ?, ?, ?, ?")
                      .arg(table())
        + (keyId.isEmpty() ? QString()
                           : QStringLiteral(" WHERE EXISTS (SELECT 1 FROM vault_key WHERE key_id = ?)")));
    query.addBindValue(name);
    query.addBindValue(version);
    query.addBindValue(sealed.nonce);
    query.addBindValue(sealed.box);
    query.addBindValue(now.toMSecsSinceEpoch());
    if (!keyId.isEmpty())
        query.addBindValue(keyId);
    if (!query.exec())
        return storeError(query.lastError());
    return query.numRowsAffected() > 0;
}

Result<Secret> VaultRecords::get(const QString &name, const GuardedKey &key) const
{
    if (!m_reader) {
        QSqlQuery query(m_database.connection());
        query.setForwardOnly(true);
        if (!query.prepare(
                QStringLiteral("SELECT version, nonce, sealed FROM %1 WHERE name = ?").arg(table())))
            return storeError(query.lastError());
        m_reader = std::move(query);
    }
    m_reader->bindValue(0, name);
    Result<Secret> secret =
        m_reader->exec() ? readRow(*m_reader, name, key) : storeError(m_reader->lastError());
    m_reader->finish(); // else the database stays open for reading
    return secret;
}

Result<bool> VaultRecords::remove(const QString &name)
{
    QSqlQuery query(m_database.connection());
    query.prepare(QStringLiteral("DELETE FROM %1 WHERE name = ?").arg(table()));
    query.addBindValue(name);
    if (!query.exec())
        return storeError(query.lastError());
    return query.numRowsAffected() > 0;
}

Result<QStringList> VaultRecords::names(const QString &prefix) const
{
    QSqlQuery query(m_database.connection());
    query.setForwardOnly(true);
    query.prepare(
        QStringLiteral("SELECT name FROM %1 WHERE substr(name, 1, length(:prefix)) = :prefix ORDER BY name")
            .arg(table()));
    query.bindValue(QStringLiteral(":prefix"), prefix.isNull() ? QStringLiteral("") : prefix);
    if (!query.exec())
        return storeError(query.lastError());
    QStringList found;
    while (query.next())
        found.append(query.value(0).toString());
    if (query.lastError().isValid())
        return storeError(query.lastError());
    return found;
}

Result<Nothing> VaultRecords::moveAllTo(const VaultRecords &other)
{
    QSqlQuery query(m_database.connection());
    if (!query.exec(QStringLiteral("INSERT OR REPLACE INTO %1 SELECT * FROM %2").arg(other.table(), table()))
        || !query.exec(QStringLiteral("DELETE FROM %1").arg(table())))
        return storeError(query.lastError());
    return Nothing{};
}
