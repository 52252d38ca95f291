// SPDX-License-Identifier: MIT
#include "providers/jsonreader.h"

#include <QTest>

using JsonReader::Request;

namespace {

HttpAnswer answerWith(const QByteArray &body, const QByteArray &contentType = "application/json")
{
    HttpAnswer answer;
    answer.status = 200;
    answer.contentType = contentType;
    answer.body = body;
    answer.requestId = QStringLiteral("req-1");
    answer.request = QStringLiteral("GET /things");
    return answer;
}

} // namespace

class TestJsonReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsJsonContentTypes_data();
    void knowsJsonContentTypes();
    void readsObjects();
    void refusesWhatIsNoObject_data();
    void refusesWhatIsNoObject();
    void changesEndUnknownReadsRefused();
    void namesTheMissingList_data();
    void namesTheMissingList();
    void readsMembersLeniently();
    void datesOfAnotherTypeStayVisible_data();
    void datesOfAnotherTypeStayVisible();
};

void TestJsonReader::knowsJsonContentTypes_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<bool>("isJson");
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("json") << QByteArray("application/json") << true;
    QTest::newRow("text/json") << QByteArray("text/json") << true;
    QTest::newRow("problem") << QByteArray("application/problem+json") << true;
    QTest::newRow("html") << QByteArray("text/html") << false;
    QTest::newRow("plain") << QByteArray("text/plain") << false;
    QTest::newRow("binary") << QByteArray("application/octet-stream") << false;
    QTest::newRow("jsonp") << QByteArray("application/javascript") << false;
    QTest::newRow("lines") << QByteArray("application/json-seq") << false;
}

void TestJsonReader::knowsJsonContentTypes()
{
    QFETCH(QByteArray, contentType);
    QFETCH(bool, isJson);
    QCOMPARE(JsonReader::isJsonContentType(contentType), isJson);
    QCOMPARE(JsonReader::readObject(answerWith("{}", contentType), Request::Read).ok(), isJson);
}

void TestJsonReader::readsObjects()
{
    const auto object = JsonReader::readObject(answerWith("\xEF\xBB\xBF {\"a\": 1}"), Request::Read);
    QVERIFY(object.ok());
    QCOMPARE(object.value().value(QLatin1String("a")).toInt(), 1);
}

void TestJsonReader::refusesWhatIsNoObject_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("technical");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
    QTest::newRow("white space") << QByteArray(" \r\n ") << QStringLiteral("empty");
    QTest::newRow("list") << QByteArray("[]") << QStringLiteral("list");
    QTest::newRow("text") << QByteArray("\"top-secret\"") << QStringLiteral("JSON");
    QTest::newRow("truncated") << QByteArray(R"({"name":"top-secret)")
                               << QStringLiteral("broken JSON at byte");
    QTest::newRow("missing brace") << QByteArray(R"({"name":"top-secret")") << QStringLiteral("broken JSON");
    QTest::newRow("HTML") << QByteArray("<html>top-secret</html>") << QStringLiteral("broken JSON");
    QTest::newRow("two values") << QByteArray(R"({} {"x":"top-secret"})") << QStringLiteral("broken JSON");
    QTest::newRow("binary") << QByteArray("\x1f\x8b\0\1", 4) << QStringLiteral("broken JSON");
}

void TestJsonReader::refusesWhatIsNoObject()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, technical);
    const auto object = JsonReader::readObject(answerWith(body), Request::Read);
    QVERIFY(!object.ok());
    const Error &error = object.error();
    QCOMPARE(error.kind, Error::Kind::Protocol);
    QVERIFY2(error.technical.contains(technical), qPrintable(error.technical));
    QVERIFY(!error.technical.contains(QLatin1String("top-secret")));
    QVERIFY(error.serverText.isEmpty());
    QCOMPARE(error.httpStatus, 200);
    QCOMPARE(error.requestId, QStringLiteral("req-1"));
    QCOMPARE(error.request, QStringLiteral("GET /things"));
    QVERIFY(error.when.isValid());
}

void TestJsonReader::changesEndUnknownReadsRefused()
{
    QCOMPARE(JsonReader::readObject(answerWith("{"), Request::Read).error().outcome, Error::Outcome::Refused);
    QCOMPARE(
        JsonReader::readObject(answerWith("{"), Request::Change).error().outcome, Error::Outcome::Unknown);
    QCOMPARE(JsonReader::readObject(answerWith("{}", "text/html"), Request::Change).error().outcome,
        Error::Outcome::Unknown);
}

void TestJsonReader::namesTheMissingList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("found");
    QTest::newRow("missing") << QByteArray("{}") << QStringLiteral("missing");
    QTest::newRow("null") << QByteArray(R"({"items":null})") << QStringLiteral("null");
    QTest::newRow("object") << QByteArray(R"({"items":{}})") << QStringLiteral("an object");
    QTest::newRow("text") << QByteArray(R"({"items":"private"})") << QStringLiteral("a text");
    QTest::newRow("number") << QByteArray(R"({"items":3})") << QStringLiteral("a number");
    QTest::newRow("boolean") << QByteArray(R"({"items":true})") << QStringLiteral("a boolean");
}

void TestJsonReader::namesTheMissingList()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, found);
    const HttpAnswer answer = answerWith(body);
    const auto object = JsonReader::readObject(answer, Request::Read);
    QVERIFY(object.ok());
    const auto list = JsonReader::requiredList(object.value(), QLatin1String("items"), answer, Request::Read);
    QVERIFY(!list.ok());
    QCOMPARE(list.error().technical, QStringLiteral("key \"items\" is %1, expected a list").arg(found));
}

void TestJsonReader::readsMembersLeniently()
{
    const auto object = JsonReader::readObject(
        answerWith(R"({"text":"x","empty":"","null":null,"number":7,"big":1e300,"half":2.5,"list":[]})"),
        Request::Read);
    QVERIFY(object.ok());
    const QJsonObject &json = object.value();
    QCOMPARE(JsonReader::text(json, QLatin1String("text")), QStringLiteral("x"));
    for (const QLatin1String key : {QLatin1String("empty"), QLatin1String("null"), QLatin1String("number"),
             QLatin1String("list"), QLatin1String("missing")})
        QVERIFY(JsonReader::text(json, key).isNull());
    QCOMPARE(JsonReader::wholeNumber(json, QLatin1String("number"), -1), 7);
    for (const QLatin1String key : {QLatin1String("text"), QLatin1String("null"), QLatin1String("big"),
             QLatin1String("half"), QLatin1String("missing")})
        QCOMPARE(JsonReader::wholeNumber(json, key, -1), -1);
}

void TestJsonReader::datesOfAnotherTypeStayVisible_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("raw");
    QTest::newRow("number") << QByteArray("1763805600") << QStringLiteral("1763805600");
    QTest::newRow("boolean") << QByteArray("false") << QStringLiteral("false");
    QTest::newRow("object") << QByteArray(R"({"seconds": 5})") << QStringLiteral(R"({"seconds":5})");
    QTest::newRow("list") << QByteArray("[2026, 11]") << QStringLiteral("[2026,11]");
    QTest::newRow("text") << QByteArray("\"tomorrow\"") << QStringLiteral("tomorrow");
    QTest::newRow("long list") << QByteArray("[" + QByteArray("12345678,").repeated(50) + "0]")
                               << (QStringLiteral("[") + QStringLiteral("12345678,").repeated(50)).left(100);
}

void TestJsonReader::datesOfAnotherTypeStayVisible()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, raw);
    const auto object = JsonReader::readObject(answerWith("{\"at\":" + value + "}"), Request::Read);
    QVERIFY(object.ok());
    const Moment moment = JsonReader::moment(object.value(), QLatin1String("at"), Moment::absent());
    QCOMPARE(moment.state(), Moment::State::Unparsable);
    QCOMPARE(moment.raw(), raw);
    QCOMPARE(
        JsonReader::moment(object.value(), QLatin1String("missing"), Moment::absent()), Moment::absent());
    QCOMPARE(JsonReader::moment(object.value(), QLatin1String("missing"), Moment()), Moment());
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
