// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "store/databaseinspection.h"

#include <QDateTime>
#include <QSqlDatabase>
#include <QString>

#include <functional>

/// The profile's SQLite file: WAL, synchronous=FULL, foreign keys on, versioned schema (PRAGMA user_version),
/// file mode 0600. A newer schema than this program knows is refused (StoreTrouble::FileNewer), a damaged
/// file is refused (FileDamaged), as is one that cannot be opened (FileUnavailable); none is ever
/// overwritten. Errors: Vault with `technical` = SQLite's words. Thread: the one that called open().
class Database final
{
public:
    Database();
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// Loads SQLite, which takes a moment the first time. In any thread, once there is an application.
    static void loadDriver();
    /// Reads a file through without changing it, for an open() that shall not take that time. In any thread.
    [[nodiscard]] static DatabaseInspection inspect(const QString &path);
    /// The same; a file that open() would take is then `read` through the connection that looked at it, which
    /// holds its pages already.
    using Reading = std::function<void(const DatabaseInspection &, const QSqlDatabase &)>;
    static DatabaseInspection inspect(const QString &path, const Reading &read);

    /// Opens or creates `path` (":memory:" for tests) and brings the schema up to date. An inspection of the
    /// file as it still is spares another one.
    Result<Nothing> open(const QString &path, const DatabaseInspection &inspection = {});
    /// Renames a file that cannot be used, with everything SQLite keeps beside it, to a name with the time in
    /// UTC, overwriting nothing, so that open() can start afresh. The new name. Nobody may have the file
    /// open.
    [[nodiscard]] static Result<QString> setAside(
        const QString &path, const QDateTime &now = QDateTime::currentDateTimeUtc());

    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] QSqlDatabase connection() const;
    [[nodiscard]] int schemaVersion() const;
    /// A Transaction is open.
    [[nodiscard]] bool isInTransaction() const { return m_transactionDepth > 0; }
    /// Moves the write-ahead log into the file and empties it, unless another program is reading: what was
    /// overwritten or deleted leaves the disk with it.
    void checkpoint();

private:
    friend class Transaction;

    QString m_connectionName;
    int m_transactionDepth = 0;
};
