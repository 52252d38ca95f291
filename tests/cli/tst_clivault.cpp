// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>

class CliVaultTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusOfAProfileWithoutAVault()
    {
        const CliDesk desk;
        const CliEnd end = desk.run(words("vault status --json"));
        QCOMPARE(end.code, 0);
        const QJsonObject json = end.json().object();
        QCOMPARE(json.value(QLatin1String("state")).toString(), QStringLiteral("none"));
        QCOMPARE(json.value(QLatin1String("protection")).toString(), QStringLiteral("none"));
        QVERIFY(end.err.isEmpty());
    }

    void madeWithAPasswordAndOpenedWithIt()
    {
        const CliDesk desk;
        const QByteArray password = "a pass phrase of the test\n";
        const CliEnd made = desk.run(words("vault create --password-stdin"), password);
        QCOMPARE(made.code, 0);
        QVERIFY(made.out.isEmpty());
        const CliEnd status = desk.run(words("vault status"));
        QVERIFY(status.out.contains("locked"));
        QVERIFY(status.out.contains("password"));
        QCOMPARE(desk.run(words("vault unlock --password-stdin"), password).code, 0);
        QCOMPARE(desk.run(words("vault unlock --password-stdin"), "another one\n").code, 6);
        QCOMPARE(desk.run(words("vault create --password-stdin"), password).code, 1);
    }

    void whatDoesNotOpen_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("code");
        QTest::newRow("no password given") << words("vault unlock") << QByteArray() << 6;
        QTest::newRow("closed standard input") << words("vault unlock --password-stdin") << QByteArray() << 2;
        QTest::newRow("wrong password")
            << words("vault unlock --password-stdin") << QByteArray("wrong\n") << 6;
        QTest::newRow("a read with the vault locked") << words("list") << QByteArray() << 6;
        QTest::newRow("password and credential from one stream")
            << words("accounts test --password-stdin --credential-stdin") << QByteArray("x") << 2;
        QTest::newRow("no vault and a password")
            << words("list --no-vault --password-stdin") << QByteArray("x") << 2;
        QTest::newRow("password as an argument")
            << words("vault unlock --password=hunter-canary") << QByteArray() << 2;
        QTest::newRow("how is not said") << words("vault create") << QByteArray() << 2;
        QTest::newRow("empty password") << words("vault create --password-stdin") << QByteArray("\n") << 1;
    }

    void whatDoesNotOpen()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        QFETCH(int, code);
        CliDesk desk;
        QVERIFY(desk.remember(desk.demo(QStringLiteral("qovery")), QStringLiteral("acme")));
        const CliEnd end = desk.run(arguments, input);
        QCOMPARE(end.code, code);
        QVERIFY(end.out.isEmpty());
        QVERIFY(!end.err.isEmpty());
        QVERIFY(!end.err.contains("canary"));
        const CliEnd json = desk.run(QStringList(QStringLiteral("--json")) + arguments, input);
        QCOMPARE(json.code, code);
        QCOMPARE(json.jsonError().value(QLatin1String("code")).toInt(), code);
    }

    void aDamagedProfileIsLeftAlone()
    {
        const CliDesk desk;
        const QString path = desk.path(Profile::fileName());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        for (const char *command : {"accounts list", "vault status", "list --json"}) {
            const CliEnd end = desk.run(words(command));
            QCOMPARE(end.code, 1);
            QVERIFY(end.out.isEmpty());
            QVERIFY2(end.err.contains("vault set-aside"), end.err.constData());
            // JSON writes the separators of Windows twice.
            const QString told = end.err.startsWith('{')
                ? end.jsonError().value(QLatin1String("message")).toString()
                : QString::fromUtf8(end.err);
            QVERIFY2(told.contains(QDir::toNativeSeparators(path)), qPrintable(told));
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(4096, 'x'));
    }

    void aDamagedProfileIsSetAsideWhenToldSo()
    {
        const CliDesk desk;
        const QString path = desk.path(Profile::fileName());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        QCOMPARE(desk.run(words("vault set-aside")).code, 2); // nobody to ask
        QVERIFY(QFile::exists(path));
        const CliEnd end = desk.run(words("vault set-aside --yes"));
        QCOMPARE(end.code, 0);
        QFile kept(QString::fromUtf8(end.out.trimmed()));
        QVERIFY(kept.fileName().startsWith(path) && kept.fileName() != path);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), QByteArray(4096, 'x'));
        QCOMPARE(desk.run(words("accounts list")).code, 0);
        QVERIFY(QFile::exists(path));
        QCOMPARE(kept.size(), 4096);

        // The new one is sound, and stays.
        const CliEnd again = desk.run(words("vault set-aside --yes --json"));
        QCOMPARE(again.code, 1);
        QVERIFY(again.out.isEmpty());
        QVERIFY(QFile::exists(path));
    }

    void aNewerProfileIsLeftToTheNewerProgram()
    {
        const CliDesk desk;
        const QString path = desk.path(Profile::fileName());
        {
            QSqlDatabase database =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("newer"));
            database.setDatabaseName(path);
            QVERIFY(database.open());
            QVERIFY(QSqlQuery(database).exec(QStringLiteral("PRAGMA user_version = 10000")));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("newer"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        file.close();
        for (const char *command : {"accounts list", "vault set-aside --yes"}) {
            const CliEnd end = desk.run(words(command));
            QCOMPARE(end.code, 1);
            QVERIFY2(end.err.contains("newer Tokenry")
                    && end.err.contains(QDir::toNativeSeparators(path).toUtf8()),
                end.err.constData());
            QVERIFY(!end.err.contains("set-aside"));
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), before);
    }
};

QTEST_GUILESS_MAIN(CliVaultTest)
#include "tst_clivault.moc"
