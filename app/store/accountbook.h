// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/result.h"

#include <QList>

class Database;

/// Remembers accounts, never their credentials. Errors: Vault (the database cannot be read or written).
/// Thread: that of the Database.
class AccountBook final
{
public:
    explicit AccountBook(Database &database);
    Q_DISABLE_COPY_MOVE(AccountBook)

    [[nodiscard]] Result<QList<Account>> load() const;
    /// Inserts or replaces by Account::id; keeps the order of first insertion.
    Result<Nothing> save(const Account &account);
    Result<Nothing> remove(const QString &accountId);

private:
    Database &m_database;
};
