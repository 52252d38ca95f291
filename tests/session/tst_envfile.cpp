// SPDX-License-Identifier: MIT
#include "session/envfile.h"

#include <QTest>

class TestEnvFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOnlyWhatIsAskedFor_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("plain") << QByteArray("# x\n\nOTHER=$y\nA=abc\n") << QByteArray("abc");
        QTest::newRow("export, blanks, CR") << QByteArray("export A = abc\r\n") << QByteArray("abc");
        QTest::newRow("comment") << QByteArray("A=abc # why") << QByteArray("abc");
        QTest::newRow("sharp inside") << QByteArray("A=ab#c") << QByteArray("ab#c");
        QTest::newRow("double quotes") << QByteArray("A=\"ab c\" # why") << QByteArray("ab c");
        QTest::newRow("single quotes") << QByteArray("A='a$b'") << QByteArray("a$b");
        QTest::newRow("the last counts") << QByteArray("A=1\nA=2") << QByteArray("2");
        QTest::newRow("taken back") << QByteArray("A=1\nA=\n") << QByteArray();
        QTest::newRow("only a comment") << QByteArray("A=#1") << QByteArray();
        QTest::newRow("another") << QByteArray("AA=1") << QByteArray();
    }

    void readsOnlyWhatIsAskedFor()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, value);
        const auto found = EnvFile::read(text, {QStringLiteral("A")});
        QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().technical));
        QCOMPARE(found.value().size(), value.isEmpty() ? 0U : 1U);
        if (!value.isEmpty())
            QCOMPARE(found.value().front().value.reveal().toByteArray(), value);
    }

    void troubleNamesTheLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no assignment") << QByteArray("A=1\nsecret words\n");
        QTest::newRow("no name") << QByteArray("A=1\n1x=secret\n");
        QTest::newRow("open quote") << QByteArray("\nA=\"secret\n");
        QTest::newRow("reference") << QByteArray("\nA=${secret}\n");
    }

    void troubleNamesTheLine()
    {
        QFETCH(QByteArray, text);
        const auto found = EnvFile::read(text, {QStringLiteral("A")});
        QVERIFY(!found.ok());
        QVERIFY2(
            found.error().technical.contains(QLatin1String("line 2")), qPrintable(found.error().technical));
        QVERIFY(!found.error().technical.contains(QLatin1String("secret")));
    }
};

QTEST_GUILESS_MAIN(TestEnvFile)
#include "tst_envfile.moc"
