// SPDX-License-Identifier: MIT
#include "store/database.h"

#include "store/schema.h"
#include "store/storeerror.h"
#include "store/transaction.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

class DatabaseTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    static QByteArray contents(const QString &filePath)
    {
        QFile file(filePath);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static void write(const QString &filePath, const QByteArray &bytes)
    {
        QFile file(filePath);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    static QVariant one(const Database &database, const QString &statement)
    {
        QSqlQuery query(database.connection());
        return query.exec(statement) && query.next() ? query.value(0) : QVariant();
    }

    /// A file as the first version wrote it, with one account.
    static bool makeVersionOne(const QString &file, const QString &extra = QStringLiteral("SELECT 1"))
    {
        bool isMade = false;
        {
            QSqlDatabase raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("v1"));
            raw.setDatabaseName(file);
            isMade = raw.open();
            QSqlQuery query(raw);
            for (const QString &statement : schemaSteps().first().statements)
                isMade = isMade && query.exec(statement);
            isMade = isMade
                && query.exec(
                    QStringLiteral("INSERT INTO accounts (id, provider, name, base_url, organization,"
                                   " workspaces, scheme, production)"
                                   " VALUES ('1', 'qovery', 'Prod', 'https://a', 'o', '[]', 'token', 1)"));
            isMade = isMade && query.exec(extra) && query.exec(QStringLiteral("PRAGMA user_version = 1"));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("v1"));
        return isMade;
    }

    static void expectVersionOne(const QString &file)
    {
        {
            QSqlDatabase raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
            raw.setDatabaseName(file);
            QVERIFY(raw.open());
            QSqlQuery query(raw);
            QVERIFY(query.exec(QStringLiteral("PRAGMA user_version")) && query.next());
            QCOMPARE(query.value(0).toInt(), 1);
            QVERIFY(query.exec(QStringLiteral("SELECT name FROM accounts")) && query.next());
            QCOMPARE(query.value(0).toString(), QStringLiteral("Prod"));
            QVERIFY(!query.exec(QStringLiteral("SELECT * FROM vault_key")));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("look"));
    }

private Q_SLOTS:
    void makesItsFileForTheOwnerAlone()
    {
        const QString file = path(QStringLiteral("profile/deep/tokenry.db"));
        Database database;
        QVERIFY(!database.isOpen());
        QVERIFY(database.open(file));
        QVERIFY(database.isOpen());
        QVERIFY(database.schemaVersion() >= 1);
#ifdef Q_OS_UNIX
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFileInfo(file).permissions() & others));
        QVERIFY(!(QFileInfo(file + QStringLiteral("-wal")).permissions() & others));
        QVERIFY(!(QFileInfo(QFileInfo(file).path()).permissions() & others));
        QVERIFY(QFileInfo(file).permissions() & QFile::WriteOwner);
#endif
        QCOMPARE(one(database, QStringLiteral("PRAGMA journal_mode")).toString(), QStringLiteral("wal"));
        QCOMPARE(one(database, QStringLiteral("PRAGMA synchronous")).toInt(), 2);
        QCOMPARE(one(database, QStringLiteral("PRAGMA foreign_keys")).toInt(), 1);
    }

    void narrowsTheModeOfAnExistingFile()
    {
#ifdef Q_OS_UNIX
        const QString file = path(QStringLiteral("wide.db"));
        write(file, {});
        QFile::setPermissions(
            file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        Database database;
        QVERIFY(database.open(file));
        QVERIFY(!(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
#else
        QSKIP("File modes are a matter of Unix");
#endif
    }

    void opensAgainWithWhatItHeld()
    {
        const QString file = path(QStringLiteral("again.db"));
        int version = 0;
        {
            Database database;
            QVERIFY(database.open(file));
            version = database.schemaVersion();
            QVERIFY(QSqlQuery(database.connection()).exec(QStringLiteral("CREATE TABLE mine (x)")));
            QVERIFY(!database.open(file)); // once is enough
        }
        Database database;
        QVERIFY(database.open(file));
        QCOMPARE(database.schemaVersion(), version);
        QVERIFY(QSqlQuery(database.connection()).exec(QStringLiteral("SELECT x FROM mine")));
    }

    void refusesANewerSchemaUntouched()
    {
        const QString file = path(QStringLiteral("newer.db"));
        {
            Database database;
            QVERIFY(database.open(file));
            QVERIFY(QSqlQuery(database.connection()).exec(QStringLiteral("PRAGMA user_version = 9999")));
        }
        const QByteArray before = contents(file);
        QVERIFY(!before.isEmpty());
        Database database;
        const Result<Nothing> opened = database.open(file);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, Error::Kind::Vault);
        QCOMPARE(opened.error().outcome, Error::Outcome::NotSent);
        QCOMPARE(opened.error().trouble, StoreTrouble::FileNewer);
        QVERIFY(opened.error().technical.contains(QStringLiteral("9999")));
        QVERIFY(!database.isOpen());
        QCOMPARE(database.schemaVersion(), 0);
        QCOMPARE(contents(file), before);
    }

    void refusesADamagedFileUntouched_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::newRow("no database") << QByteArray(8192, 'x');
        QTest::newRow("a text") << QByteArray("these are my notes\n");
        QTest::newRow("cut off") << QByteArray("cut");
        QTest::newRow("scribbled over") << QByteArray("scribble");
    }

    void refusesADamagedFileUntouched()
    {
        QFETCH(QByteArray, damage);
        const QString file =
            path(QStringLiteral("damaged-%1.db").arg(QLatin1String(QTest::currentDataTag())));
        if (damage.size() < 10) {
            {
                Database database;
                QVERIFY(database.open(file));
                QSqlQuery query(database.connection());
                QVERIFY(query.exec(QStringLiteral("CREATE TABLE filler (x)")));
                for (int i = 0; i < 50; ++i)
                    QVERIFY(query.exec(QStringLiteral("INSERT INTO filler VALUES (hex(randomblob(900)))")));
            }
            QByteArray bytes = contents(file);
            QVERIFY(bytes.size() > 40'000);
            if (damage == "cut")
                bytes.truncate(bytes.size() / 2);
            else
                bytes.replace(4096, 20'000, QByteArray(20'000, '\xff'));
            damage = bytes;
        }
        write(file, damage);
        {
            Database database;
            const Result<Nothing> opened = database.open(file);
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, Error::Kind::Vault);
            QCOMPARE(opened.error().trouble, StoreTrouble::FileDamaged);
            QVERIFY(!opened.error().technical.isEmpty());
        }
        QCOMPARE(contents(file), damage);
    }

    void anInspectionSparesAnotherOneOfTheSameFileOnly()
    {
        const QString file = path(QStringLiteral("inspected.db"));
        QCOMPARE(Database::inspect(file).size, -1);
        QVERIFY(!QFile::exists(file));
        {
            Database database;
            QVERIFY(database.open(file, Database::inspect(file))); // which is not there yet
        }
        const QByteArray good = contents(file);
        DatabaseInspection found = Database::inspect(file);
        QVERIFY(!found.trouble);
        QVERIFY(found.isCurrent);
        QCOMPARE(found.size, good.size());
        QCOMPARE(contents(file), good);

        // What was found is believed while the file is the same, and no longer.
        found.trouble = storeError(QStringLiteral("as it was found"), StoreTrouble::FileDamaged);
        QCOMPARE(Database().open(file, found).error().technical, QStringLiteral("as it was found"));
        write(file, good + QByteArray(4096, 'x'));
        write(file, good);
        QFile changed(file);
        QVERIFY(changed.open(QIODevice::ReadWrite));
        QVERIFY(changed.setFileTime(found.lastModified.addSecs(2), QFileDevice::FileModificationTime));
        changed.close();
        QVERIFY(Database().open(file, found));

        const DatabaseInspection before = Database::inspect(file);
        write(file, QByteArray(8192, 'x'));
        QCOMPARE(Database().open(file, before).error().trouble, StoreTrouble::FileDamaged);
        QCOMPARE(Database::inspect(file).trouble->trouble, StoreTrouble::FileDamaged);
    }

    void onlyASoundFileIsReadWhileItIsInspected()
    {
        const QString file = path(QStringLiteral("read.db"));
        int readings = 0;
        const Database::Reading read = [&](const DatabaseInspection &found, const QSqlDatabase &connection) {
            ++readings;
            QVERIFY(!found.trouble && found.size > 0);
            QVERIFY(connection.tables().contains(QStringLiteral("journal")));
            QSqlQuery write(connection);
            QVERIFY(!write.exec(QStringLiteral("DELETE FROM journal")));
        };
        QCOMPARE(Database::inspect(file, read).size, -1);
        QVERIFY(!QFile::exists(file));
        QCOMPARE(readings, 0);
        {
            Database database;
            QVERIFY(database.open(file));
        }
        QVERIFY(Database::inspect(file, read).isCurrent);
        QCOMPARE(readings, 1);
        {
            Database database;
            QVERIFY(database.open(file));
            QSqlQuery older(database.connection());
            QVERIFY(older.exec(QStringLiteral("PRAGMA user_version = 1")));
        }
        QVERIFY(!Database::inspect(file, read).isCurrent); // opening it would bring it up to date
        QCOMPARE(readings, 2);
        write(file, QByteArray(8192, 'x'));
        QVERIFY(!Database::inspect(file, read).isCurrent);
        QCOMPARE(readings, 2);
    }

    void refusesWhatIsNoFile()
    {
        Database database;
        QCOMPARE(database.open(m_folder.path()).error().trouble, StoreTrouble::FileUnavailable);
        QVERIFY(!database.isOpen());
        QVERIFY(database.open(QStringLiteral(":memory:"))); // a refusal leaves it usable
    }

    void whatCannotBeReachedIsUnavailable()
    {
        write(path(QStringLiteral("in-the-way")), "a file");
        Database database;
        QCOMPARE(database.open(path(QStringLiteral("in-the-way/tokenry.db"))).error().trouble,
            StoreTrouble::FileUnavailable);

        const QString file = path(QStringLiteral("busy.db"));
        Database other;
        QVERIFY(other.open(file));
        QSqlQuery query(other.connection());
        QVERIFY(query.exec(QStringLiteral("BEGIN IMMEDIATE"))); // somebody else migrates, for ever
        QCOMPARE(database.open(file).error().trouble, StoreTrouble::FileUnavailable);
        QVERIFY(!database.isOpen());
    }

    void narrowsTheModeOfSideFiles()
    {
#ifdef Q_OS_UNIX
        const QString file = path(QStringLiteral("side.db"));
        Database first;
        QVERIFY(first.open(file));
        QFile::setPermissions(file + QStringLiteral("-wal"),
            QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        Database second;
        QVERIFY(second.open(file));
        QVERIFY(!(
            QFileInfo(file + QStringLiteral("-wal")).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
#else
        QSKIP("File modes are a matter of Unix");
#endif
    }

    void aLogWithoutItsFileIsDamage_data()
    {
        QTest::addColumn<bool>("isEmptied");
        QTest::newRow("file gone") << false;
        QTest::newRow("file emptied") << true;
    }

    void aLogWithoutItsFileIsDamage()
    {
        QFETCH(const bool, isEmptied);
        const QString file = path(QStringLiteral("orphan-%1.db").arg(isEmptied));
        QByteArray log;
        {
            Database database;
            QVERIFY(database.open(file));
            log = contents(file + QStringLiteral("-wal"));
        }
        QVERIFY(!log.isEmpty());
        QVERIFY(QFile::remove(file));
        write(file + QStringLiteral("-wal"), log);
        if (isEmptied)
            write(file, {});
        Database database;
        QCOMPARE(database.open(file).error().trouble, StoreTrouble::FileDamaged);
        QCOMPARE(contents(file + QStringLiteral("-wal")), log);
    }

    void playsBackWhatACrashLeft()
    {
        // The one moment without a write-ahead log is the making of the file.
        const QString file = path(QStringLiteral("making.db"));
        const QString left = path(QStringLiteral("left.db"));
        {
            QSqlDatabase raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
            raw.setDatabaseName(file);
            QVERIFY(raw.open());
            QSqlQuery query(raw);
            QVERIFY(query.exec(QStringLiteral("PRAGMA cache_size = 2")));
            QVERIFY(query.exec(QStringLiteral("CREATE TABLE before_crash (x)")));
            QVERIFY(query.exec(QStringLiteral("BEGIN IMMEDIATE")));
            QVERIFY(query.exec(QStringLiteral("CREATE TABLE half_done (x)")));
            for (int i = 0; i < 50; ++i)
                QVERIFY(query.exec(QStringLiteral("INSERT INTO half_done VALUES (hex(randomblob(900)))")));
            QVERIFY(QFile::copy(file, left));
            QVERIFY(QFile::copy(file + QStringLiteral("-journal"), left + QStringLiteral("-journal")));
            QVERIFY(query.exec(QStringLiteral("ROLLBACK")));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
        Database database;
        QVERIFY(database.open(left));
        QCOMPARE(
            one(database, QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE name = 'before_crash'"))
                .toInt(),
            1);
        QCOMPARE(one(database, QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE name = 'half_done'"))
                     .toInt(),
            0);
    }

    void setsADamagedFileAside()
    {
        const QString file = path(QStringLiteral("aside/tokenry.db"));
        const QDateTime now({2026, 11, 22}, {12, 0, 5}, Qt::UTC);
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        write(file, "these are my notes\n");
        write(file + QStringLiteral("-wal"), "log");
        write(file + QStringLiteral("-shm"), "index");
        Database database;
        QCOMPARE(database.open(file).error().trouble, StoreTrouble::FileDamaged);
        const Result<QString> kept = Database::setAside(file, now);
        QVERIFY(kept);
        QCOMPARE(kept.value(), file + QStringLiteral(".aside-20261122T120005Z"));
        QCOMPARE(contents(kept.value()), QByteArray("these are my notes\n"));
        QCOMPARE(contents(kept.value() + QStringLiteral("-wal")), QByteArray("log"));
        QVERIFY(QFile::exists(kept.value() + QStringLiteral("-shm"))); // SQLite makes it anew as it likes
        QCOMPARE(QDir(QFileInfo(file).path()).entryList(QDir::Files).size(), 3);

        QVERIFY(database.open(file)); // afresh
        QVERIFY(database.schemaVersion() >= 3);
        QCOMPARE(contents(kept.value()), QByteArray("these are my notes\n"));
    }

    void neverOverwritesWhatWasSetAside()
    {
        const QString file = path(QStringLiteral("often.db"));
        const QDateTime now({2026, 11, 22}, {12, 0, 5}, Qt::UTC);
        QSet<QString> names;
        for (const char *text : {"first", "second", "third"}) {
            write(file, text);
            const Result<QString> kept = Database::setAside(file, now);
            QVERIFY(kept);
            QCOMPARE(contents(kept.value()), QByteArray(text));
            names.insert(kept.value());
        }
        QCOMPARE(names.size(), 3);
        // A side file alone takes its name as well.
        write(file + QStringLiteral(".aside-20261122T120005Z-4-wal"), "log");
        write(file, "fourth");
        const Result<QString> kept = Database::setAside(file, now);
        QVERIFY(kept);
        QVERIFY(kept.value().endsWith(QStringLiteral("-5")));
        QCOMPARE(contents(file + QStringLiteral(".aside-20261122T120005Z-4-wal")), QByteArray("log"));
        QCOMPARE(
            Database::setAside(file, now).error().trouble, StoreTrouble::FileUnavailable); // nothing there
    }

    void whatIsSetAsideStaysReadable()
    {
        const QString file = path(QStringLiteral("whole.db"));
        {
            Database database;
            QVERIFY(database.open(file));
            QVERIFY(QSqlQuery(database.connection()).exec(QStringLiteral("CREATE TABLE mine (x)")));
            // As a crash leaves it: what counts is in the log.
            QVERIFY(QFile::copy(file, path(QStringLiteral("crashed.db"))));
            QVERIFY(QFile::copy(
                file + QStringLiteral("-wal"), path(QStringLiteral("crashed.db")) + QStringLiteral("-wal")));
        }
        const Result<QString> kept = Database::setAside(path(QStringLiteral("crashed.db")));
        QVERIFY(kept);
        Database database;
        QVERIFY(database.open(kept.value()));
        QVERIFY(QSqlQuery(database.connection()).exec(QStringLiteral("SELECT x FROM mine")));
    }

    void anOlderFileIsMigratedWithWhatItHolds()
    {
        const QString file = path(QStringLiteral("old.db"));
        QVERIFY(makeVersionOne(file));
        Database database;
        QVERIFY(database.open(file));
        QCOMPARE(database.schemaVersion(), schemaSteps().last().to);
        QCOMPARE(
            one(database, QStringLiteral("SELECT name FROM accounts")).toString(), QStringLiteral("Prod"));
        QCOMPARE(one(database, QStringLiteral("SELECT count(*) FROM accounts")).toInt(), 1);
        // It goes on speaking the generation that was the only one then.
        QCOMPARE(one(database, QStringLiteral("SELECT generation FROM accounts")).toString(), QString());
        for (const char *table : {"vault_key", "vault_records", "journal"})
            QCOMPARE(
                one(database, QStringLiteral("SELECT count(*) FROM ") + QLatin1String(table)), QVariant(0));
    }

    void aMigrationThatFailsLeavesTheOldVersion()
    {
        const QString file = path(QStringLiteral("stuck.db"));
        QVERIFY(makeVersionOne(file, QStringLiteral("CREATE TABLE journal (in_the_way)")));
        Database database;
        QVERIFY(!database.open(file));
        QVERIFY(!database.isOpen());
        expectVersionOne(file);
    }

    void aMigrationThatACrashInterruptsLeavesTheOldVersion()
    {
        const QString file = path(QStringLiteral("migrating.db"));
        const QString left = path(QStringLiteral("interrupted.db"));
        QVERIFY(makeVersionOne(file));
        {
            QSqlDatabase raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
            raw.setDatabaseName(file);
            QVERIFY(raw.open());
            QSqlQuery query(raw);
            QVERIFY(query.exec(QStringLiteral("PRAGMA journal_mode = WAL")));
            QVERIFY(query.exec(QStringLiteral("BEGIN IMMEDIATE")));
            for (const SchemaStep &step : schemaSteps()) {
                for (const QString &statement : step.statements)
                    QVERIFY(step.to == 1 || query.exec(statement));
            }
            QVERIFY(query.exec(QStringLiteral("PRAGMA user_version = 3")));
            QVERIFY(QFile::copy(file, left));
            QVERIFY(QFile::copy(file + QStringLiteral("-wal"), left + QStringLiteral("-wal")));
            QVERIFY(query.exec(QStringLiteral("ROLLBACK")));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
        expectVersionOne(left);
        Database database;
        QVERIFY(database.open(left));
        QCOMPARE(database.schemaVersion(), schemaSteps().last().to);
        QCOMPARE(
            one(database, QStringLiteral("SELECT name FROM accounts")).toString(), QStringLiteral("Prod"));
    }

    void temporaryTablesStayInMemory()
    {
        Database database;
        QVERIFY(database.open(path(QStringLiteral("temp.db"))));
        QCOMPARE(one(database, QStringLiteral("PRAGMA temp_store")).toInt(), 2);
    }

    void aCheckpointEmptiesTheLog()
    {
        const QString file = path(QStringLiteral("log.db"));
        Database database;
        QVERIFY(database.open(file));
        QVERIFY(QFileInfo(file + QStringLiteral("-wal")).size() > 0);
        {
            Transaction transaction(database);
            QVERIFY(database.isInTransaction());
            database.checkpoint(); // nothing to be done in here
        }
        QVERIFY(!database.isInTransaction());
        database.checkpoint();
        QCOMPARE(QFileInfo(file + QStringLiteral("-wal")).size(), 0);
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
