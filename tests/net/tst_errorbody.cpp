// SPDX-License-Identifier: MIT
#include "net/errorbody.h"

#include <QTest>

class TestErrorBody final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void requestId_data();
    void requestId();
    void fieldErrors();
    void hugeBodiesAreCut_data();
    void hugeBodiesAreCut();
    void status_data();
    void status();
};

void TestErrorBody::text_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const char *type, const QByteArray &body, const QString &expected) {
        QTest::newRow(name) << QByteArray(type) << body << expected;
    };
    constexpr auto json = "application/json";
    row("empty", json, "", {});
    row("only space", json, " \r\n\t ", {});
    row("empty object", json, "{}", {});
    row("fixture of Qovery", json, R"({"status":400,"detail":"organization does not exist"})",
        QStringLiteral("organization does not exist"));
    row("detail wins", json, R"({"error":"E","title":"T","message":"M","detail":"D"})", QStringLiteral("D"));
    row("message wins", json, R"({"error":"E","title":"T","message":"M"})", QStringLiteral("M"));
    row("title wins", json, R"({"error":"E","title":"T"})", QStringLiteral("T"));
    row("bare Spring", json,
        R"({"timestamp":"2026-11-22T12:00:00Z","status":404,"error":"Not Found","path":"/x"})",
        QStringLiteral("Not Found"));
    row("RFC 7807", "application/problem+json",
        R"({"type":"about:blank","title":"Conflict","status":409,"detail":"name taken","instance":"/x"})",
        QStringLiteral("name taken"));
    row("error object", json, R"({"error":{"code":7,"message":"inner words"}})",
        QStringLiteral("inner words"));
    row("Astronomer", json, R"({"message":"Invalid role","requestId":"abc","statusCode":400})",
        QStringLiteral("Invalid role"));
    row("blank detail is none", json, R"({"detail":"  ","message":"M"})", QStringLiteral("M"));
    row("null detail is none", json, R"({"detail":null,"message":"M"})", QStringLiteral("M"));
    row("number is none", json, R"({"detail":7,"message":"M"})", QStringLiteral("M"));
    row("list of sentences", json, R"({"message":["a is empty","b is long"]})",
        QStringLiteral("a is empty; b is long"));
    row("unknown keys", json, R"({"reason":"x"})", QStringLiteral(R"({"reason":"x"})"));
    row("array", json, R"(["x"])", QStringLiteral(R"(["x"])"));
    row("truncated", json, R"({"detail":"orga)", QStringLiteral(R"({"detail":"orga)"));
    row("wrong type said", "text/html", R"({"detail":"D"})", QStringLiteral("D"));
    row("byte order mark", json, "\xef\xbb\xbf{\"detail\":\"D\"}", QStringLiteral("D"));
    row("plain", "text/plain", "  Too Many\r\n\r\n Requests\n", QStringLiteral("Too Many Requests"));
    row("no type", "", "gone", QStringLiteral("gone"));
    row("HTML", "text/html",
        "<!DOCTYPE html><html><head><title>502</title><style>p{color:red}</style></head>"
        "<body><!-- <b>no</b> --><script>alert(1 < 2)</script><h1>502 Bad&nbsp;Gateway</h1>"
        "<p>a &lt;b&gt; &amp; &#39;c&#x27; &unknown; AT&T</p></body></html>",
        QStringLiteral("502 Bad Gateway a <b> & 'c' &unknown; AT&T"));
    row("HTML unsaid", "", "<html><body>Forbidden</body></html>", QStringLiteral("Forbidden"));
    row("HTML upper case", "TEXT/HTML; charset=utf-8", "<HTML><SCRIPT>x</SCRIPT>Sorry</HTML>",
        QStringLiteral("Sorry"));
    row("HTML never closed", "text/html", "Oops<script>alert(", QStringLiteral("Oops"));
    row("header is not head", "text/html", "<header>Up</header>", QStringLiteral("Up"));
    row("surrogate entity", "text/html", "a&#xd800;b&#0;c&#x110000;",
        QStringLiteral("a&#xd800;b&#0;c&#x110000;"));
    row("tags in JSON stay text", json, R"({"detail":"<b>x</b>"})", QStringLiteral("<b>x</b>"));
    row("controls and directions go", json, R"({"detail":"a\u0000b\u202ec\u2066d\u0007e\u200bf"})",
        QStringLiteral("abcdef"));
    row("lines become one paragraph", json, R"({"detail":"a\n\nb\tc"})", QStringLiteral("a b c"));
    QByteArray binary;
    for (int i = 0; i < 256; ++i)
        binary += static_cast<char>(i);
    row("binary", "application/octet-stream", binary, {});
    row("gzip magic", json, QByteArray("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\xfe\xfd", 12), {});
    row("some bad bytes", "text/plain", "caf\xe9 is closed today",
        QStringLiteral("caf\ufffd is closed today"));
    row("deep nesting", json, QByteArray(100'000, '['), QString(1999, QLatin1Char('[')) + QChar(0x2026));
}

void TestErrorBody::text()
{
    QFETCH(const QByteArray, contentType);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, expected);
    QCOMPARE(parseErrorBody(contentType, body).text, expected);
}

void TestErrorBody::requestId_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QTest::newRow("camel") << QByteArray(R"({"requestId":"a-1"})") << QStringLiteral("a-1");
    QTest::newRow("snake") << QByteArray(R"({"request_id":"a-2"})") << QStringLiteral("a-2");
    QTest::newRow("number") << QByteArray(R"({"requestId":17})") << QStringLiteral("17");
    QTest::newRow("none") << QByteArray(R"({"detail":"x"})") << QString();
    QTest::newRow("object") << QByteArray(R"({"requestId":{}})") << QString();
    QTest::newRow("not JSON") << QByteArray("requestId=7") << QString();
    QTest::newRow("endless") << QByteArray(R"({"requestId":")" + QByteArray(10'000, 'x') + R"("})")
                             << QString(199, QLatin1Char('x')) + QChar(0x2026);
}

void TestErrorBody::requestId()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, expected);
    QCOMPARE(parseErrorBody("application/json", body).requestId, expected);
}

void TestErrorBody::fieldErrors()
{
    const ErrorBody body =
        parseErrorBody("application/json", R"({"message":"Invalid","requestId":"r","fieldErrors":[
        {"code":"required","field":"name","message":"is empty"}, {"field":"role"}, {}, 7, null, "x"]})");
    QCOMPARE(body.text, QStringLiteral("Invalid"));
    QCOMPARE(body.fieldErrors,
        QList<FieldError>({{QStringLiteral("name"), QStringLiteral("required"), QStringLiteral("is empty")},
            {QStringLiteral("role"), {}, {}}}));

    QByteArray many = R"({"fieldErrors":[{"field":"f"})";
    for (int i = 0; i < 1000; ++i)
        many += R"(,{"field":"f"})";
    const ErrorBody capped = parseErrorBody("application/json", many + "]}");
    QCOMPARE(capped.fieldErrors.size(), 100);
    QVERIFY(capped.text.isEmpty());
    QVERIFY(parseErrorBody("application/json", R"({"fieldErrors":{"field":"f"}})").fieldErrors.isEmpty());
}

void TestErrorBody::hugeBodiesAreCut_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    const QByteArray filler(4'000'000, 'x');
    QTest::newRow("text") << QByteArray("text/plain") << filler;
    QTest::newRow("HTML") << QByteArray("text/html") << QByteArray("<p>" + filler);
    QTest::newRow("JSON") << QByteArray("application/json") << QByteArray("{\"detail\":\"" + filler + "\"}");
}

void TestErrorBody::hugeBodiesAreCut()
{
    QFETCH(const QByteArray, contentType);
    QFETCH(const QByteArray, body);
    const QString text = parseErrorBody(contentType, body).text;
    QCOMPARE(text, QString(1999, QLatin1Char('x')) + QChar(0x2026));
}

void TestErrorBody::status_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<bool>("changeIsUnknown");
    const auto row = [](int status, Error::Kind kind, bool changeIsUnknown = false) {
        QTest::newRow(QByteArray::number(status).constData()) << status << kind << changeIsUnknown;
    };
    for (const int status : {301, 302, 303, 304, 307, 308})
        row(status, Error::Kind::Protocol);
    for (const int status : {400, 402, 405, 413, 415, 422})
        row(status, Error::Kind::Invalid);
    row(401, Error::Kind::Auth);
    row(403, Error::Kind::Forbidden);
    row(404, Error::Kind::NotFound);
    row(410, Error::Kind::NotFound);
    row(409, Error::Kind::Conflict);
    row(429, Error::Kind::RateLimited);
    row(408, Error::Kind::Invalid, true);
    for (const int status : {500, 501, 502, 503, 504, 599})
        row(status, Error::Kind::Server, true);
    row(101, Error::Kind::Protocol, true);
    row(600, Error::Kind::Protocol, true);
}

void TestErrorBody::status()
{
    QFETCH(const int, status);
    QFETCH(const Error::Kind, kind);
    QFETCH(const bool, changeIsUnknown);
    const Error read = errorFromStatus(status, false);
    QCOMPARE(read.kind, kind);
    QCOMPARE(read.outcome, Error::Outcome::Refused);
    QCOMPARE(read.httpStatus, status);
    const Error change = errorFromStatus(status, true);
    QCOMPARE(change.kind, kind);
    QCOMPARE(change.outcome, changeIsUnknown ? Error::Outcome::Unknown : Error::Outcome::Refused);
}

QTEST_GUILESS_MAIN(TestErrorBody)
#include "tst_errorbody.moc"
