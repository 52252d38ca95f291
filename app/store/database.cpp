// SPDX-License-Identifier: MIT
#include "store/database.h"

#include "store/schema.h"
#include "store/storeerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <array>

namespace {

constexpr int busyTimeoutMsecs = 2000;

std::optional<Error> execute(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (query.exec(statement))
        return {};
    return storeError(query.lastError());
}

Result<QString> readOne(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement) || !query.next())
        return storeError(query.lastError());
    return query.value(0).toString();
}

Result<int> readVersion(const QSqlDatabase &database)
{
    const Result<QString> version = readOne(database, QStringLiteral("PRAGMA user_version"));
    if (!version)
        return version.error();
    return version.value().toInt();
}

/// Refuses what this program must not touch.
std::optional<Error> inspect(const QSqlDatabase &database)
{
    const Result<int> version = readVersion(database);
    if (!version)
        return version.error();
    const int newest = schemaSteps().last().to;
    if (version.value() > newest)
        return storeError(QStringLiteral("the file has schema version %1, this program knows %2")
                              .arg(version.value())
                              .arg(newest));
    const Result<QString> check = readOne(database, QStringLiteral("PRAGMA quick_check(1)"));
    if (!check)
        return check.error();
    if (check.value() != QLatin1String("ok"))
        return storeError(check.value());
    return {};
}

/// Looks at an existing file through a read-only connection: even SQLite's own housekeeping (a checkpoint at
/// close) must not change a file that is then refused.
std::optional<Error> inspectFile(const QString &path)
{
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::optional<Error> error;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        database.setConnectOptions(
            QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMsecs));
        error = database.open() ? inspect(database) : storeError(database.lastError());
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
    return error;
}

constexpr QFile::Permissions ownerFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions ownerFolder = ownerFile | QFile::ExeOwner;

/// The folder and the file exist afterwards, for the owner alone. SQLite gives its side files the mode of
/// the main file, so that one decides for all.
std::optional<Error> prepareFile(const QString &path)
{
    const QFileInfo info(path);
    const QDir folder = info.absoluteDir();
    if (!folder.exists()) {
        if (!QDir().mkpath(folder.absolutePath()))
            return storeError(QStringLiteral("cannot create the folder %1").arg(folder.absolutePath()));
        QFile::setPermissions(folder.absolutePath(), ownerFolder);
    }
    QFile file(path);
    if (!info.exists()) {
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerFile))
            return storeError(file.errorString());
        return {};
    }
    if (!info.isFile())
        return storeError(QStringLiteral("%1 is not a file").arg(path));
    if (info.size() > 0) {
        if (auto error = inspectFile(path))
            return error;
    }
    if (!file.setPermissions(ownerFile))
        return storeError(file.errorString());
    return {};
}

std::optional<Error> configure(const QSqlDatabase &database)
{
    const std::array pragmas{QStringLiteral("PRAGMA journal_mode = WAL"),
        QStringLiteral("PRAGMA synchronous = FULL"), QStringLiteral("PRAGMA foreign_keys = ON"),
        QStringLiteral("PRAGMA secure_delete = ON"), QStringLiteral("PRAGMA temp_store = MEMORY")};
    for (const QString &pragma : pragmas) {
        if (auto error = execute(database, pragma))
            return error;
    }
    return {};
}

std::optional<Error> apply(const QSqlDatabase &database, const SchemaStep &step)
{
    for (const QString &statement : step.statements) {
        if (auto error = execute(database, statement))
            return error;
    }
    return execute(database, QStringLiteral("PRAGMA user_version = %1").arg(step.to));
}

std::optional<Error> migrate(const QSqlDatabase &database)
{
    // The lock comes first: two programs that start together must not both see the old version.
    if (auto error = execute(database, QStringLiteral("BEGIN IMMEDIATE")))
        return error;
    const Result<int> version = readVersion(database);
    std::optional<Error> error;
    if (!version)
        error = version.error();
    for (const SchemaStep &step : schemaSteps()) {
        if (!error && step.to > version.value())
            error = apply(database, step);
    }
    if (!error)
        error = execute(database, QStringLiteral("COMMIT"));
    if (error)
        execute(database, QStringLiteral("ROLLBACK"));
    return error;
}

std::optional<Error> openConnection(QSqlDatabase &database, const QString &path)
{
    database.setDatabaseName(path);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMsecs));
    if (!database.open())
        return storeError(database.lastError());
    if (auto error = configure(database))
        return error;
    return migrate(database);
}

} // namespace

Database::Database()
    : m_connectionName(QUuid::createUuid().toString(QUuid::WithoutBraces))
{ }

Database::~Database()
{
    if (!QSqlDatabase::contains(m_connectionName))
        return;
    connection().close();
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<Nothing> Database::open(const QString &path)
{
    if (isOpen())
        return storeError(QStringLiteral("the database is open already"));
    if (path != QLatin1String(":memory:")) {
        if (auto error = prepareFile(path))
            return *std::move(error);
    }
    std::optional<Error> error;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connectionName);
        error = openConnection(database, path);
        if (error)
            database.close();
    }
    if (error) {
        QSqlDatabase::removeDatabase(m_connectionName);
        return *std::move(error);
    }
    return Nothing{};
}

bool Database::isOpen() const
{
    return QSqlDatabase::contains(m_connectionName) && connection().isOpen();
}

QSqlDatabase Database::connection() const
{
    return QSqlDatabase::database(m_connectionName, false);
}

int Database::schemaVersion() const
{
    if (!isOpen())
        return 0;
    const Result<int> version = readVersion(connection());
    return version ? version.value() : 0;
}

void Database::checkpoint()
{
    if (isOpen() && !isInTransaction())
        (void)execute(connection(), QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
}
