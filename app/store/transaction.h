// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QSqlDatabase>

class Database;

/// Several writes as one: all of them are durable after commit(), or none. Ends without an effect when it
/// dies uncommitted. Transactions nest: an inner one that is committed becomes durable with the outermost,
/// one that is not takes only its own writes back. The outermost takes the write lock at once, so that two
/// programs on one profile never meet in the middle. Errors: Vault. Thread: that of the Database, which must
/// outlive it.
class Transaction final
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)

    /// Why it did not begin, if so. Without a look here commit() tells it.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    Result<Nothing> commit();

private:
    Result<Nothing> execute(const QString &statement) const;

    Database &m_database;
    int m_depth;
    bool m_isOpen = false;
    std::optional<Error> m_error;
};
