// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "store/database.h"
#include "store/passwordkeysource.h"
#include "store/transaction.h"
#include "store/vault.h"
#include "support/answer.h"
#include "support/manualclock.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QVariant>

#include <memory>

inline Secret secretOf(const QByteArray &text)
{
    return Secret(QByteArray(text));
}

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
class VaultFixture
{
public:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("tokenry.db")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] Background &background() { return m_background; }

    [[nodiscard]] std::unique_ptr<PasswordKeySource> password(const char *text)
    {
        return std::make_unique<PasswordKeySource>(
            secretOf(text), m_background, PasswordKeySource::Cost::least());
    }
    [[nodiscard]] Result<Nothing> create(Vault &vault, const char *text)
    {
        const auto source = password(text);
        return answerOf(vault.create(&vault, *source));
    }
    [[nodiscard]] Result<Nothing> unlock(Vault &vault, const char *text)
    {
        const auto source = password(text);
        return answerOf(vault.unlock(&vault, *source));
    }
    [[nodiscard]] Result<Nothing> move(Vault &vault, const char *text)
    {
        const auto source = password(text);
        return answerOf(vault.move(&vault, *source));
    }

private:
    QTemporaryDir m_folder;
    Background m_background;
};
