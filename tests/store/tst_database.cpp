// SPDX-License-Identifier: MIT
#include "store/database.h"

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
            QVERIFY(!opened.error().technical.isEmpty());
        }
        QCOMPARE(contents(file), damage);
    }

    void refusesWhatIsNoFile()
    {
        Database database;
        QVERIFY(!database.open(m_folder.path()));
        QVERIFY(!database.isOpen());
        QVERIFY(database.open(QStringLiteral(":memory:"))); // a refusal leaves it usable
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
