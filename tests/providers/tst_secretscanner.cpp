// SPDX-License-Identifier: MIT
#include "providers/secretscanner.h"

#include <QJsonDocument>
#include <QTest>

class TestSecretScanner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheValue_data();
    void takesTheValue();
    void aMarkInFrontBelongsToTheValue();
    void takesTheValueOfACutOffBody();
    void leavesTheRestReadable();
    void findsNothing_data();
    void findsNothing();
    void blanksEveryCopy();
    void readsAsJsonReadersDo_data();
    void readsAsJsonReadersDo();
};

void TestSecretScanner::takesTheValue_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("secret");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &secret) {
        QTest::newRow(name) << body << secret;
    };
    row("alone", R"({"token":"qov_abc"})", "qov_abc");
    row("first", R"({"token":"qov_abc","id":"1"})", "qov_abc");
    row("last", R"({"id":"1","token":"qov_abc"})", "qov_abc");
    row("behind nested values",
        R"({"a":{"token":"no","b":[1,{"c":"]}"}]},"n":null,"x":-1.5e3,"token":"yes"})", "yes");
    row("behind a tricky text", R"({"name":"\"token\":\"no\"","token":"yes"})", "yes");
    row("behind a backslash", R"({"name":"\\","token":"yes"})", "yes");
    row("white space", " \r\n\t{ \"token\" :\n \"yes\" } ", "yes");
    row("byte order mark", "\xEF\xBB\xBF{\"token\":\"yes\"}", "yes");
    row("escapes", R"({"token":"a\/b\\c\"d\te"})", "a/b\\c\"d\te");
    row("unicode escape", R"({"token":"\u0041\u00e9\u20AC"})", "A\xC3\xA9\xE2\x82\xAC");
    row("surrogate pair", R"({"token":"\ud83d\ude00x"})", "\xF0\x9F\x98\x80x");
    row("UTF-8", "{\"token\":\"\xC3\xA9\"}", "\xC3\xA9");
    row("escaped key", R"({"\u0074ok\u0065n":"yes"})", "yes");
    row("escaped key behind another", R"({"tok\/en":"no","token":"yes"})", "yes");
    row("escape that is none", R"({"token":"a\qb"})", "aqb");
    row("twice, once escaped", R"({"token":"first","\u0074oken":"second"})", "second");
    row("twice", R"({"token":"first","token":"second"})", "second");
}

void TestSecretScanner::takesTheValue()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, secret);
    const Secret taken = SecretScanner(body).take(QByteArrayLiteral("token"));
    QCOMPARE(taken.reveal().toByteArray(), secret);
}

/// Qt's reader drops it there; a value is kept as it came.
void TestSecretScanner::aMarkInFrontBelongsToTheValue()
{
    QByteArray body("{\"token\":\"\xEF\xBB\xBFyes\"}");
    const Secret taken = SecretScanner(body).take(QByteArrayLiteral("token"));
    QCOMPARE(taken.reveal().toByteArray(), QByteArray("\xEF\xBB\xBFyes"));
}

void TestSecretScanner::takesTheValueOfACutOffBody()
{
    QByteArray body(R"({"token":"yes","id":"1)");
    const Secret taken = SecretScanner(body).take(QByteArrayLiteral("token"));
    QCOMPARE(taken.reveal().toByteArray(), QByteArrayLiteral("yes"));
    QVERIFY(!body.contains("yes"));
}

void TestSecretScanner::leavesTheRestReadable()
{
    QByteArray body(R"({"id":"1","token":"qov_abc","name":"n"})");
    const qsizetype size = body.size();
    const Secret taken = SecretScanner(body).take(QByteArrayLiteral("token"));
    QCOMPARE(taken.size(), 7);
    QCOMPARE(body.size(), size);
    QVERIFY(!body.contains("qov_"));
    QCOMPARE(body, QByteArray(R"({"id":"1","token":"       ","name":"n"})"));
}

void TestSecretScanner::findsNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("white space") << QByteArray(" \n");
    QTest::newRow("no object") << QByteArray(R"(["token","x"])");
    QTest::newRow("other keys") << QByteArray(R"({"tokens":"x","Token":"y","shortToken":"z"})");
    QTest::newRow("nested only") << QByteArray(R"({"data":{"token":"x"}})");
    QTest::newRow("as a value") << QByteArray(R"({"name":"token"})");
    QTest::newRow("null") << QByteArray(R"({"token":null})");
    QTest::newRow("number") << QByteArray(R"({"token":17})");
    QTest::newRow("object") << QByteArray(R"({"token":{"value":"x"}})");
    QTest::newRow("empty text") << QByteArray(R"({"token":""})");
    QTest::newRow("cut off inside") << QByteArray(R"({"token":"qov_ab)");
    QTest::newRow("cut off in an escape") << QByteArray("{\"token\":\"qov_ab\\");
    QTest::newRow("cut off before") << QByteArray(R"({"token":)");
    QTest::newRow("binary") << QByteArray("{\0\xFF\xFE", 4);
    QTest::newRow("HTML") << QByteArray("<html>\"token\":\"x\"</html>");
}

void TestSecretScanner::findsNothing()
{
    QFETCH(QByteArray, body);
    const QByteArray before = body;
    QVERIFY(SecretScanner(body).take(QByteArrayLiteral("token")).isEmpty());
    QCOMPARE(body, before);
}

void TestSecretScanner::blanksEveryCopy()
{
    QByteArray body(R"({"token":"first","\u0074oken":"second"})");
    const Secret taken = SecretScanner(body).take(QByteArrayLiteral("token"));
    QVERIFY(!taken.isEmpty());
    QVERIFY(!body.contains("first"));
    QVERIFY(!body.contains("second"));
}

void TestSecretScanner::readsAsJsonReadersDo_data()
{
    takesTheValue_data();
}

void TestSecretScanner::readsAsJsonReadersDo()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, secret);
    const QJsonDocument document = QJsonDocument::fromJson(body);
    QCOMPARE(document[QLatin1String("token")].toString().toUtf8(), secret);
}

QTEST_GUILESS_MAIN(TestSecretScanner)
#include "tst_secretscanner.moc"
