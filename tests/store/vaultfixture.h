// SPDX-License-Identifier: MIT
#pragma once

#include "store/database.h"
#include "store/transaction.h"
#include "store/vault.h"
#include "store/vaultpasswords.h"
#include "support/manualclock.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QVariant>

#include <memory>

/// The bytes of a record, or a text that says why not.
inline QByteArray readOf(const Vault &vault, const QString &name)
{
    const Result<Secret> secret = vault.get(name);
    return secret ? secret.value().reveal().toByteArray()
                  : QByteArray("<") + secret.error().technical.toUtf8() + '>';
}

/// One program's view of a profile: a connection and its vault.
struct Opened
{
    explicit Opened(const QString &path)
    {
        isOpen = database.open(path).ok();
        vault = std::make_unique<Vault>(database, clock);
    }

    [[nodiscard]] QVariant one(const QString &statement) const
    {
        QSqlQuery query(database.connection());
        return query.exec(statement) && query.next() ? query.value(0) : QVariant();
    }
    [[nodiscard]] bool run(const QString &statement) const
    {
        return QSqlQuery(database.connection()).exec(statement);
    }

    ManualClock clock;
    Database database;
    bool isOpen = false;
    std::unique_ptr<Vault> vault;
};

/// A profile of its own, and passwords at the least cost.
class VaultFixture : public VaultPasswords
{
public:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("tokenry.db")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};
