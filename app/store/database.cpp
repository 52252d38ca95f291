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
                              .arg(newest),
            StoreTrouble::FileNewer);
    const Result<QString> check = readOne(database, QStringLiteral("PRAGMA quick_check(1)"));
    if (!check)
        return check.error();
    if (check.value() != QLatin1String("ok"))
        return storeError(check.value(), StoreTrouble::FileDamaged);
    return {};
}

Error unavailable(const QString &words)
{
    return storeError(words, StoreTrouble::FileUnavailable);
}

/// What SQLite keeps beside the file: write-ahead log, its index, rollback journal.
QStringList besides()
{
    return {QStringLiteral("-wal"), QStringLiteral("-shm"), QStringLiteral("-journal")};
}

qint64 sizeOf(const QString &path)
{
    return QFileInfo(path).size();
}

/// Looks at an existing file through a read-only connection: even SQLite's own housekeeping (a checkpoint at
/// close) must not change a file that is then refused.
std::optional<Error> inspectFile(
    const QString &path, const std::function<void(const QSqlDatabase &)> &read = {})
{
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::optional<Error> error;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        // A program that died while it made the file left a journal that only a writer can play back.
        const bool mustPlayBack = sizeOf(path + QStringLiteral("-journal")) > 0;
        database.setConnectOptions(
            QStringLiteral("%1QSQLITE_BUSY_TIMEOUT=%2")
                .arg(mustPlayBack ? QString() : QStringLiteral("QSQLITE_OPEN_READONLY;"))
                .arg(busyTimeoutMsecs));
        error = database.open() ? inspect(database) : storeError(database.lastError());
        if (!error && read)
            read(database);
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
    return error;
}

constexpr QFile::Permissions ownerFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions ownerFolder = ownerFile | QFile::ExeOwner;

std::optional<Error> prepareFolder(const QDir &folder)
{
    if (folder.exists())
        return {};
    if (!QDir().mkpath(folder.absolutePath()))
        return unavailable(QStringLiteral("cannot create the folder %1").arg(folder.absolutePath()));
    QFile::setPermissions(folder.absolutePath(), ownerFolder);
    return {};
}

/// SQLite gives its side files the mode of the main file; those that are there may be older than that.
std::optional<Error> narrow(const QString &path)
{
    QFile file(path);
    if (!file.setPermissions(ownerFile))
        return unavailable(file.errorString());
    for (const QString &beside : besides()) {
        if (QFile::exists(path + beside) && !QFile::setPermissions(path + beside, ownerFile))
            return unavailable(QStringLiteral("cannot change the mode of %1").arg(path + beside));
    }
    return {};
}

DatabaseInspection lookedAt(const QString &path)
{
    const QFileInfo info(path);
    return {path, info.exists() ? info.size() : -1, sizeOf(path + QStringLiteral("-wal")),
        info.lastModified(), {}};
}

/// The folder and the file exist afterwards, for the owner alone.
std::optional<Error> prepareFile(const QString &path, const DatabaseInspection &inspection)
{
    const QFileInfo info(path);
    if (auto error = prepareFolder(info.absoluteDir()))
        return error;
    if (info.exists() && !info.isFile())
        return unavailable(QStringLiteral("%1 is not a file").arg(path));
    // SQLite would throw the log away, and with it the only copy of what it holds.
    if (info.size() == 0 && sizeOf(path + QStringLiteral("-wal")) > 0)
        return storeError(QStringLiteral("the file is gone or empty, its write-ahead log is there"),
            StoreTrouble::FileDamaged);
    if (!info.exists()) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerFile))
            return unavailable(file.errorString());
        return {};
    }
    if (info.size() > 0) {
        const bool isKnown = inspection.isOfSameFile(lookedAt(path));
        const auto trouble = isKnown ? inspection.trouble : inspectFile(path);
        if (trouble)
            return trouble;
    }
    return narrow(path);
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

/// The first name of its kind under which nothing exists yet, neither file nor side file.
QString freeName(const QString &path, const QDateTime &now)
{
    const QString stamp = now.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    const QString wanted = QStringLiteral("%1.aside-%2").arg(path, stamp);
    QString name = wanted;
    for (int number = 2;; ++number) {
        bool isFree = !QFile::exists(name);
        for (const QString &beside : besides())
            isFree = isFree && !QFile::exists(name + beside);
        if (isFree)
            return name;
        name = QStringLiteral("%1-%2").arg(wanted).arg(number);
    }
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

void Database::loadDriver()
{
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    QSqlDatabase::removeDatabase(name);
}

DatabaseInspection Database::inspect(const QString &path)
{
    return inspect(path, {});
}

DatabaseInspection Database::inspect(const QString &path, const Reading &read)
{
    DatabaseInspection inspection = lookedAt(path);
    if (inspection.size <= 0)
        return inspection;
    inspection.trouble = inspectFile(path, [&inspection, &read](const QSqlDatabase &connection) {
        const Result<int> version = readVersion(connection);
        inspection.isCurrent = version && version.value() == schemaSteps().last().to;
        if (read)
            read(inspection, connection);
    });
    return inspection;
}

Result<Nothing> Database::open(const QString &path, const DatabaseInspection &inspection)
{
    if (isOpen())
        return storeError(QStringLiteral("the database is open already"));
    if (path != QLatin1String(":memory:")) {
        if (auto error = prepareFile(path, inspection))
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

Result<QString> Database::setAside(const QString &path, const QDateTime &now)
{
    const QString name = freeName(path, now);
    QStringList moved;
    // The main file first: a log without its file is noticed at the next start, a file without its log is
    // not.
    for (const QString &suffix : QStringList{QString()} + besides()) {
        QFile file(path + suffix);
        if (!file.exists())
            continue;
        if (!file.rename(name + suffix)) {
            for (const QString &back : moved)
                QFile::rename(name + back, path + back);
            return unavailable(file.errorString());
        }
        moved.append(suffix);
    }
    if (moved.isEmpty())
        return unavailable(QStringLiteral("there is no file %1").arg(path));
    return name;
}
