// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"

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
        QTest::newRow("closed standard input") << words("vault unlock --password-stdin") << QByteArray() << 6;
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
        const CliEnd end = desk.run(words("accounts list"));
        QCOMPARE(end.code, 1);
        QVERIFY(end.out.isEmpty());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(4096, 'x'));
    }
};

QTEST_GUILESS_MAIN(CliVaultTest)
#include "tst_clivault.moc"
