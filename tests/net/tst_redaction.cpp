// SPDX-License-Identifier: MIT
#include "net/redaction.h"

#include "net/clientfixture.h"

#include <QTest>

namespace {

const QByteArray credential = "Token qov_Xa81kQ0pLm27Zt";
const QString webToken = QStringLiteral("eyJhbGciOiJSUzI1NiJ9.eyJhcGlUb2tlbklkIjoiY20wYSJ9.c2lnbmF0dXJl");

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

class TestRedaction final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hides_data();
    void hides();
    void leavesAlone_data();
    void leavesAlone();
    void anErrorTellsNothingOfTheCredential_data();
    void anErrorTellsNothingOfTheCredential();
};

void TestRedaction::hides_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("whole") << text("bad token qov_Xa81kQ0pLm27Zt, sorry")
                           << text("bad token [hidden], sorry");
    QTest::newRow("with its word") << text("Authorization: Token qov_Xa81kQ0pLm27Zt")
                                   << text("Authorization: Token [hidden]");
    QTest::newRow("its begin") << text("\"qov_Xa81kQ…\"") << text("\"[hidden]…\"");
    QTest::newRow("its end") << text("…kQ0pLm27Zt.") << text("…[hidden].");
    QTest::newRow("twice") << text("qov_Xa81kQ0pLm27Zt/qov_Xa81kQ0pLm27Zt") << text("[hidden]/[hidden]");
    QTest::newRow("another JWT") << text("got ") + webToken + text(" instead")
                                 << text("got [hidden] instead");
    QTest::newRow("a JWT cut off") << webToken.first(30) + text("… is wrong") << text("[hidden]… is wrong");
    QTest::newRow("another long word") << text("{\"value\":\"qov_0123456789abcdefghijABCDEFGHIJ0123456789\"}")
                                       << text("{\"value\":\"[hidden]\"}");
}

void TestRedaction::hides()
{
    QFETCH(const QString, words);
    QFETCH(const QString, wanted);
    QCOMPARE(withoutSecrets(words, credential), wanted);
}

void TestRedaction::leavesAlone_data()
{
    QTest::addColumn<QString>("words");
    for (const char *words : {"", "A token with this name exists.", "qov_Xa81k is not enough to tell",
             "token 6f0c7f2e-5d0c-4f6e-9b5e-0d3c1f0a7b11 of clw4d0aa1000008l4h3f9b2c7",
             "https://api.example.com/v1/organizations/cm0org/tokens",
             "the-longest-name-one-can-give-to-a-token", "eyJ is how a token begins",
             "größer als 2.000 Zeichen"})
        QTest::newRow(words) << text(words);
}

void TestRedaction::leavesAlone()
{
    QFETCH(const QString, words);
    QCOMPARE(withoutSecrets(words, credential), words);
    QCOMPARE(withoutSecrets(words, {}), words);
}

void TestRedaction::anErrorTellsNothingOfTheCredential_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    const QByteArray secret = credential.mid(6);
    QTest::newRow("message") << QByteArray("400 Bad") << QByteArray("{\"message\":\"no: " + secret + "\"}");
    QTest::newRow("field error") << QByteArray("422 Bad")
                                 << QByteArray("{\"fieldErrors\":[{\"field\":\"" + secret + "\",\"code\":\""
                                        + secret + "\",\"message\":\"" + secret + "\"}]}");
    QTest::newRow("request id") << QByteArray("403 No")
                                << QByteArray("{\"title\":\"no\",\"requestId\":\"" + secret + "\"}");
    QTest::newRow("raw text") << QByteArray("403 No") << QByteArray("<p>" + secret + "</p>");
    QTest::newRow("header") << QByteArray("403 No\r\nX-Request-Id: " + secret) << QByteArray();
    QTest::newRow("reason phrase") << QByteArray("403 " + secret) << QByteArray();
    QTest::newRow("redirect") << QByteArray("307 Go\r\nLocation: https://" + secret + ".example.com/")
                              << QByteArray();
}

void TestRedaction::anErrorTellsNothingOfTheCredential()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, body);
    ClientFixture fixture;
    fixture.credential = credential;
    fixture.server.otherwise(RawServer::bytes(
        "HTTP/1.1 " + head + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body));
    const auto call = fixture.post();
    QTRY_VERIFY(call->isDone());
    const Error &error = call->error();
    QVERIFY(error.httpStatus >= 300);
    QString everything = error.serverText + error.requestId + error.technical + error.request;
    for (const FieldError &field : error.fieldErrors)
        everything += field.field + field.code + field.message;
    for (const HttpLogEntry &entry : fixture.log)
        everything += entry.path + entry.requestId;
    QCOMPARE(fixture.log.size(), 1);
    QVERIFY2(!everything.toLower().contains(QString::fromLatin1(credential.mid(6, 12)).toLower()),
        qPrintable(everything));
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
