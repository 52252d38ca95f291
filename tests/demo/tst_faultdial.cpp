// SPDX-License-Identifier: MIT
#include "connectionend.h"
#include "democlient.h"

#include "demo/demoserver.h"
#include "support/manualclock.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSet>

using namespace std::chrono_literals;

namespace {

const QString acme = QStringLiteral("Acme data");
const QString createOperation = QStringLiteral("createOrganizationApiToken");
const QString listOperation = QStringLiteral("listOrganizationApiTokens");

} // namespace

Q_DECLARE_METATYPE(Fault::Kind)

/// Every setting of the fault dial, seen from the other end of a raw socket.
class TestFaultDial final : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static QString listPath(const DemoServer &server)
    {
        return QStringLiteral("/v1alpha1/organizations/%1/api-tokens")
            .arg(DemoClient::account(server, acme).account.organizationId);
    }
    static FaultRule rule(Fault::Kind kind, const QString &operation, qint64 number = 0)
    {
        FaultRule made;
        made.operation = operation;
        made.times = -1;
        made.fault.kind = kind;
        made.fault.number = number;
        return made;
    }
    [[nodiscard]] static RawAnswer create(const DemoServer &server)
    {
        return DemoClient::as(server, acme)
            .request("POST", listPath(server), R"({"name":"x","role":"ORGANIZATION_MEMBER"})");
    }
    [[nodiscard]] static RawAnswer list(const DemoServer &server, const QString &query = {})
    {
        return DemoClient::as(server, acme).get(listPath(server) + query);
    }
    [[nodiscard]] static int total(const DemoServer &server)
    {
        return server.tokenCount(DemoClient::account(server, acme).account.organizationId);
    }
    static QStringList ids(const RawAnswer &answer)
    {
        QStringList found;
        const QJsonArray tokens = answer.list("apiTokens");
        for (const QJsonValue &token : tokens)
            found.append(token.toObject().value(QLatin1String("id")).toString());
        return found;
    }

    ManualClock m_clock;

private Q_SLOTS:
    void rulesAreChosenAndUsedUp();
    void rulesMatchMethodAndPath();
    void hangingRequestsGetNothing_data();
    void hangingRequestsGetNothing();
    void brokenConnections_data();
    void brokenConnections();
    void dripComesByteByByte();
    void truncatedBodyIsShorterThanPromised();
    void bodies_data();
    void bodies();
    void wrongTypesKeepTheShape();
    void missingKeys_data();
    void missingKeys();
    void madeUpStatus_data();
    void madeUpStatus();
    void rateLimitWithHeaders();
    void redirectNamesAnotherPlace();
    void latencyOfOneRequest();
    void shiftingPagesLoseTokensInBetween();
    void totalsAreWrong();
    void pagesNeverEnd();
    void pagesRepeat();
    void limitIsIgnored();
    void limitIsRefused();
    void bodyIsHuge();
    void headerIsHuge();
    void gzipUnpacksToWhatWasAsked_data();
    void gzipUnpacksToWhatWasAsked();
    void notHttpAtAll();
    void everyFaultLeavesTheServerAlive();
    void rulesAreReadFromJson();
    void badRulesAreExplained_data();
    void badRulesAreExplained();
};

void TestFaultDial::rulesAreChosenAndUsedUp()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    FaultRule first = rule(Fault::Kind::Status, listOperation);
    first.fault.status = 503;
    first.skip = 1;
    first.times = 2;
    FaultRule second = rule(Fault::Kind::Status, QString());
    second.fault.status = 500;
    second.times = 1;
    server.addFault(first);
    server.addFault(second);
    QList<int> statuses;
    for (int i = 0; i < 5; ++i)
        statuses.append(list(server).status);
    // The first lets one pass, which the second takes; then it has its two, and then nothing is left.
    QCOMPARE(statuses, QList<int>({500, 503, 503, 200, 200}));
    server.addFault(rule(Fault::Kind::Status, listOperation));
    QCOMPARE(list(server).status, 500);
    server.clearFaults();
    QCOMPARE(list(server).status, 200);
}

void TestFaultDial::rulesMatchMethodAndPath()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    FaultRule posts = rule(Fault::Kind::Status, QString());
    posts.method = "POST";
    posts.fault.status = 502;
    FaultRule pages = rule(Fault::Kind::Status, QString());
    pages.pathContains = QStringLiteral("offset=20");
    pages.fault.status = 504;
    server.addFault(posts);
    server.addFault(pages);
    QCOMPARE(create(server).status, 502);
    QCOMPARE(list(server, QStringLiteral("?offset=0")).status, 200);
    QCOMPARE(list(server, QStringLiteral("?offset=20")).status, 504);
}

void TestFaultDial::hangingRequestsGetNothing_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<int>("commits");
    QTest::newRow("before") << Fault::Kind::Hang << 0;
    QTest::newRow("after") << Fault::Kind::HangAfterCommit << 1;
}

void TestFaultDial::hangingRequestsGetNothing()
{
    QFETCH(Fault::Kind, kind);
    QFETCH(int, commits);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(kind, createOperation));
    RawSocket socket(server);
    socket.send(DemoClient::as(server, acme)
                    .requestText("POST", listPath(server), R"({"name":"x","role":"ORGANIZATION_MEMBER"})"));
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.commits(createOperation), commits);
    QCOMPARE(server.requests().constFirst().wasCommitted, commits == 1);
    QVERIFY(!socket.waitForClose(150));
    QVERIFY(socket.received().isEmpty());
}

void TestFaultDial::brokenConnections_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<int>("commits");
    QTest::addColumn<bool>("isReset");
    QTest::newRow("FIN before") << Fault::Kind::CloseBeforeCommit << 0 << false;
    QTest::newRow("FIN after") << Fault::Kind::CloseAfterCommit << 1 << false;
    QTest::newRow("RST before") << Fault::Kind::ResetBeforeCommit << 0 << true;
    QTest::newRow("RST after") << Fault::Kind::ResetAfterCommit << 1 << true;
}

void TestFaultDial::brokenConnections()
{
    QFETCH(Fault::Kind, kind);
    QFETCH(int, commits);
    QFETCH(bool, isReset);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const int before = total(server);
    server.addFault(rule(kind, createOperation));
    QVERIFY(create(server).bytes.isEmpty());
    QCOMPARE(server.commits(createOperation), commits);
    QCOMPARE(total(server), before + commits);
#ifdef Q_OS_UNIX
    const QByteArray body = R"({"name":"x","role":"ORGANIZATION_MEMBER"})";
    NativeSocket socket(
        server.qoveryUrl().port(), DemoClient::as(server, acme).requestText("POST", listPath(server), body));
    QCOMPARE(socket.waitForEnd(), isReset ? NativeSocket::End::Rst : NativeSocket::End::Fin);
#else
    Q_UNUSED(isReset)
#endif
}

void TestFaultDial::dripComesByteByByte()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    FaultRule drip = rule(Fault::Kind::Drip, QString());
    drip.fault.dripInterval = 1ms;
    server.addFault(drip);
    RawSocket socket(server);
    qsizetype largestPiece = 0;
    qsizetype before = 0;
    QElapsedTimer timer;
    timer.start();
    int pieces = 0;
    connect(&socket.socket(), &QTcpSocket::readyRead, this, [&] {
        largestPiece = qMax(largestPiece, socket.received().size() - before);
        before = socket.received().size();
        ++pieces;
    });
    socket.send("GET /nowhere HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n");
    QVERIFY(socket.waitForClose(30000));
    const RawAnswer answer(socket.received());
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.body.size(), answer.headers.value("content-length").toInt());
    QVERIFY(pieces > 20);
    QVERIFY(timer.elapsed() >= socket.received().size() / 2);
}

void TestFaultDial::truncatedBodyIsShorterThanPromised()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(Fault::Kind::TruncateBody, listOperation));
    const RawAnswer answer = list(server);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body.size(), answer.headers.value("content-length").toInt() / 2);
}

void TestFaultDial::bodies_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<bool>("isJson");
    QTest::addColumn<bool>("isEmpty");
    QTest::newRow("none") << Fault::Kind::None << QByteArray("application/json") << true << false;
    QTest::newRow("content type") << Fault::Kind::WrongContentType << QByteArray("text/html") << true
                                  << false;
    QTest::newRow("JSON") << Fault::Kind::BrokenJson << QByteArray("application/json") << false << false;
    QTest::newRow("empty") << Fault::Kind::EmptyBody << QByteArray("application/json") << false << true;
}

void TestFaultDial::bodies()
{
    QFETCH(Fault::Kind, kind);
    QFETCH(QByteArray, contentType);
    QFETCH(bool, isJson);
    QFETCH(bool, isEmpty);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(kind, createOperation));
    const RawAnswer answer = create(server);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), contentType);
    QCOMPARE(answer.headers.value("content-length").toInt(), answer.body.size());
    QCOMPARE(!answer.json().isEmpty(), isJson);
    QCOMPARE(answer.body.isEmpty(), isEmpty);
    QCOMPARE(server.commits(createOperation), 1);
}

void TestFaultDial::wrongTypesKeepTheShape()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(Fault::Kind::WrongTypes, QString()));
    const QJsonObject page = list(server).json();
    const QJsonValue tokens = page.value(QLatin1String("apiTokens"));
    QVERIFY(tokens.isObject());
    QVERIFY(tokens.toObject().value(QLatin1String("0")).toObject().value(QLatin1String("name")).isDouble());
    const QJsonObject token = create(server).json();
    QVERIFY(token.value(QLatin1String("token")).isDouble());
    QVERIFY(token.value(QLatin1String("roles")).isObject());
}

void TestFaultDial::missingKeys_data()
{
    QTest::addColumn<QByteArray>("named");
    QTest::addColumn<QByteArray>("fromPage");
    QTest::addColumn<QByteArray>("fromToken");
    QTest::newRow("by itself") << QByteArray() << QByteArray("\"apiTokens\"") << QByteArray("\"id\":\"cm");
    QTest::newRow("named") << QByteArray("token") << QByteArray() << QByteArray("\"token\"");
    QTest::newRow("deep") << QByteArray("entityId") << QByteArray("\"entityId\"")
                          << QByteArray("\"entityId\"");
}

void TestFaultDial::missingKeys()
{
    QFETCH(QByteArray, named);
    QFETCH(QByteArray, fromPage);
    QFETCH(QByteArray, fromToken);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    FaultRule missing = rule(Fault::Kind::MissingKeys, QString());
    missing.fault.body = named;
    if (!fromPage.isEmpty())
        QVERIFY(list(server).body.contains(fromPage));
    server.addFault(missing);
    const RawAnswer page = list(server);
    QVERIFY(fromPage.isEmpty() || !page.body.contains(fromPage));
    QVERIFY(page.body.contains("\"totalCount\""));
    const RawAnswer token = create(server);
    QCOMPARE(token.status, 200);
    QVERIFY(token.body.contains("\"shortToken\""));
    if (named.isEmpty())
        QVERIFY(!token.json().contains(QLatin1String("id")));
    else
        QVERIFY(!token.body.contains(fromToken));
}

void TestFaultDial::madeUpStatus_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<int>("commits");
    QTest::newRow("before") << Fault::Kind::Status << 0;
    QTest::newRow("after") << Fault::Kind::StatusAfterCommit << 1;
}

void TestFaultDial::madeUpStatus()
{
    QFETCH(Fault::Kind, kind);
    QFETCH(int, commits);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    for (const int status : {400, 401, 403, 404, 409, 418, 500, 502, 503}) {
        server.clearFaults();
        FaultRule made = rule(kind, createOperation);
        made.fault.status = status;
        made.fault.body = R"({"detail":"made up"})";
        server.addFault(made);
        const int before = server.commits(createOperation);
        const RawAnswer answer = create(server);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(answer.body, made.fault.body);
        QCOMPARE(server.commits(createOperation), before + commits);
    }
}

void TestFaultDial::rateLimitWithHeaders()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    FaultRule limit = rule(Fault::Kind::Status, listOperation);
    limit.times = 1;
    limit.fault.status = 429;
    limit.fault.headers = {{"Retry-After", "7"}, {"Content-Type", "text/html"}};
    limit.fault.body = "<h1>slow down</h1>";
    server.addFault(limit);
    const RawAnswer answer = list(server);
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.headers.value("retry-after"), QByteArray("7"));
    QCOMPARE(answer.headers.value("content-type"), QByteArray("text/html"));
    QCOMPARE(answer.bytes.toLower().count("content-type:"), 1);
    QCOMPARE(list(server).status, 200);
}

void TestFaultDial::redirectNamesAnotherPlace()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    FaultRule redirect = rule(Fault::Kind::Redirect, createOperation);
    redirect.fault.location = "http://127.0.0.1:9/elsewhere";
    server.addFault(redirect);
    const RawAnswer answer = create(server);
    QCOMPARE(answer.status, 307);
    QCOMPARE(answer.headers.value("location"), redirect.fault.location);
    QCOMPARE(server.commits(createOperation), 0);
}

void TestFaultDial::latencyOfOneRequest()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    FaultRule slow = rule(Fault::Kind::None, listOperation);
    slow.fault.latency = 80ms;
    server.addFault(slow);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(list(server).status, 200);
    QVERIFY(timer.elapsed() >= 80);
}

void TestFaultDial::shiftingPagesLoseTokensInBetween()
{
    DemoOptions options;
    options.extraTokens = 60;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    const int before = total(server);
    server.addFault(rule(Fault::Kind::ShiftPages, listOperation));
    QSet<QString> seen;
    for (int offset = 0; offset < before; offset += 20) {
        const QStringList page = ids(list(server, QStringLiteral("?limit=20&offset=%1").arg(offset)));
        seen.unite(QSet<QString>(page.cbegin(), page.cend()));
    }
    const int pages = (before + 19) / 20;
    QCOMPARE(total(server), before - (pages - 1));
    // Each shift moves one token past the reader unseen.
    QVERIFY(seen.size() < before);
    for (const DemoAccount &account : server.accounts())
        QCOMPARE(server.isValidSecret(account.credential), account.role != QLatin1String("revoked"));
}

void TestFaultDial::totalsAreWrong()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(Fault::Kind::WrongTotal, listOperation, 7));
    const RawAnswer answer = list(server);
    QCOMPARE(answer.json().value(QLatin1String("totalCount")).toInt(), 7);
    QCOMPARE(ids(answer).size(), 20);
}

void TestFaultDial::pagesNeverEnd()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(Fault::Kind::EndlessPages, listOperation));
    QSet<QString> seen;
    for (const int offset : {0, 100, 5000, 1000000}) {
        const RawAnswer page = list(server, QStringLiteral("?limit=100&offset=%1").arg(offset));
        const QStringList found = ids(page);
        QCOMPARE(found.size(), 100);
        seen.unite(QSet<QString>(found.cbegin(), found.cend()));
        QVERIFY(page.json().value(QLatin1String("totalCount")).toInt() > offset + 100);
    }
    QCOMPARE(seen.size(), 400);
    server.clearFaults();
    server.addFault(rule(Fault::Kind::EndlessPages, listOperation, 300));
    QCOMPARE(list(server).json().value(QLatin1String("totalCount")).toInt(), 300);
}

void TestFaultDial::pagesRepeat()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(Fault::Kind::RepeatedPages, listOperation));
    const QStringList first = ids(list(server, QStringLiteral("?limit=5")));
    QCOMPARE(first.size(), 5);
    QCOMPARE(ids(list(server, QStringLiteral("?limit=5&offset=10"))), first);
}

void TestFaultDial::limitIsIgnored()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    QVERIFY(total(server) > 20);
    server.addFault(rule(Fault::Kind::IgnoreLimit, listOperation));
    const RawAnswer answer = list(server, QStringLiteral("?limit=1000"));
    QCOMPARE(ids(answer).size(), 20);
    QCOMPARE(answer.json().value(QLatin1String("limit")).toInt(), 20);
}

void TestFaultDial::limitIsRefused()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(Fault::Kind::RefuseLimit, listOperation, 100));
    QCOMPARE(list(server, QStringLiteral("?limit=101")).status, 400);
    QCOMPARE(list(server, QStringLiteral("?limit=100")).status, 200);
}

void TestFaultDial::bodyIsHuge()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    constexpr qint64 size = 5 * 1024 * 1024;
    server.addFault(rule(Fault::Kind::HugeBody, listOperation, size));
    const RawAnswer answer = list(server);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-length").toLongLong(), answer.body.size());
    QVERIFY(answer.body.size() > size);
    QCOMPARE(answer.body.left(size).trimmed().size(), 0);
    QCOMPARE(ids(answer).size(), 20);
}

void TestFaultDial::headerIsHuge()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(Fault::Kind::HugeHeader, listOperation, 300000));
    const RawAnswer answer = list(server);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("x-filler").size(), 300000);
}

void TestFaultDial::gzipUnpacksToWhatWasAsked_data()
{
    QTest::addColumn<qint64>("size");
    for (const qint64 size : {0, 1, 2, 257, 258, 259, 260, 1000, 1000000, 5000000})
        QTest::addRow("%lld bytes", static_cast<long long>(size)) << size;
}

void TestFaultDial::gzipUnpacksToWhatWasAsked()
{
    QFETCH(qint64, size);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(Fault::Kind::GzipBomb, QString(), size));
    QVERIFY(list(server).body.size() < size / 100 + 300);
    // A client that unpacks checks length and checksum for us.
    QNetworkAccessManager manager;
    QNetworkRequest request(server.astronomerUrl());
    request.setDecompressedSafetyCheckThreshold(-1);
    const std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), QByteArray(size, '\0'));
}

void TestFaultDial::notHttpAtAll()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    server.addFault(rule(Fault::Kind::NotHttp, createOperation));
    const RawAnswer answer = create(server);
    QCOMPARE(answer.status, 0);
    QVERIFY(!answer.bytes.isEmpty());
    QCOMPARE(server.commits(createOperation), 0);
}

void TestFaultDial::everyFaultLeavesTheServerAlive()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    for (int kind = 0; kind <= int(Fault::Kind::NotHttp); ++kind) {
        for (const char *operation :
            {"listOrganizationApiTokens", "createOrganizationApiToken", "listOrganizations"}) {
            server.clearFaults();
            FaultRule each = rule(static_cast<Fault::Kind>(kind), QString::fromLatin1(operation), 1000);
            each.fault.dripInterval = 0ms;
            server.addFault(each);
            RawSocket socket(server);
            const DemoClient client = DemoClient::as(server, acme);
            const bool isCreate = QByteArray(operation).startsWith("create");
            const QString path = QByteArray(operation).endsWith("Tokens") || isCreate
                ? listPath(server)
                : QStringLiteral("/v1alpha1/organizations");
            const QByteArray body =
                isCreate ? QByteArray(R"({"name":"x","role":"ORGANIZATION_MEMBER"})") : QByteArray();
            const qsizetype before = server.requests().size();
            socket.send(client.requestText(isCreate ? "POST" : "GET", path, body));
            QTRY_COMPARE(server.requests().size(), before + 1);
            QCOMPARE(server.requests().constLast().operation, QString::fromLatin1(operation));
        }
        // The sockets are gone now, in the middle of whatever was going on.
        server.clearFaults();
        QCOMPARE(list(server).status, 200);
    }
}

void TestFaultDial::rulesAreReadFromJson()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QByteArray json = R"({"faults": [
        {"operation": "listOrganizationApiTokens", "kind": "status", "status": 429, "times": 1,
         "headers": {"Retry-After": "3"}, "body": {"detail": "slow"}},
        {"method": "get", "path": "/api-tokens", "skip": 1, "times": -1, "kind": "WrongTotal", "number": 99},
        {"operation": "createOrganizationApiToken", "kind": "closeAfterCommit", "latency": 5},
        {"kind": "redirect", "path": "/elsewhere", "location": "http://x/", "dripInterval": 1}]})";
    QCOMPARE(server.loadFaults(json), QString());
    const RawAnswer limited = list(server);
    QCOMPARE(limited.status, 429);
    QCOMPARE(limited.headers.value("retry-after"), QByteArray("3"));
    QCOMPARE(limited.body, QByteArray(R"({"detail":"slow"})"));
    QVERIFY(list(server).json().value(QLatin1String("totalCount")).toInt() != 99);
    QCOMPARE(list(server).json().value(QLatin1String("totalCount")).toInt(), 99);
    QVERIFY(create(server).bytes.isEmpty());
    QCOMPARE(server.commits(createOperation), 1);
    QCOMPARE(DemoClient(server, {}).get(QStringLiteral("/elsewhere")).headers.value("location"),
        QByteArray("http://x/"));
}

void TestFaultDial::badRulesAreExplained_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *json, const char *named) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(named);
    };
    row("no JSON", "{", "JSON");
    row("no list", R"({"rules": []})", "\"faults\"");
    row("no object", R"({"faults": ["hang"]})", "object");
    row("no kind", R"({"faults": [{}]})", "kind");
    row("unknown kind", R"({"faults": [{"kind": "hang"}, {"kind": "hung"}]})",
        "rule 2: unknown kind \"hung\"");
    row("unknown key", R"({"faults": [{"kind": "hang", "time": 1}]})", "\"time\"");
    row("text for a number", R"({"faults": [{"kind": "hang", "times": "1"}]})", "\"times\"");
    row("number for a text", R"({"faults": [{"kind": "hang", "operation": 1}]})", "\"operation\"");
    row("negative latency", R"({"faults": [{"kind": "hang", "latency": -1}]})", "\"latency\"");
    row("status of four digits", R"({"faults": [{"kind": "status", "status": 2000}]})", "\"status\"");
    row("headers as a list", R"({"faults": [{"kind": "status", "headers": []}]})", "\"headers\"");
    row("header no text", R"({"faults": [{"kind": "status", "headers": {"A": 1}}]})", "\"A\"");
}

void TestFaultDial::badRulesAreExplained()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, named);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString error = server.loadFaults(json);
    QVERIFY2(error.contains(named), qPrintable(error));
    // All or nothing.
    QCOMPARE(list(server).status, 200);
}

QTEST_GUILESS_MAIN(TestFaultDial)
#include "tst_faultdial.moc"
