// SPDX-License-Identifier: MIT
#include "net/clientfixture.h"
#include "net/pathsegment.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using Method = HttpRequest::Method;

/// What goes out, what comes back, and how it ends when a person or the program stops it.
class TestHttpClient final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ClientFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void pathSegments_data();
    void pathSegments();
    void requestOnTheWire();
    void answers_data();
    void answers();
    void contentTypes_data();
    void contentTypes();
    void requestIds_data();
    void requestIds();
    void errorStatus_data();
    void errorStatus();
    void refusedBeforeSending_data();
    void refusedBeforeSending();
    void refusedCredential();
    void credentialIsAskedForEachAttempt();
    void getIsRepeated();
    void getGivesUp();
    void connectionRefused_data();
    void connectionRefused();
    void staleConnectionOfAGet();
    void redirectIsNeverFollowed_data();
    void redirectIsNeverFollowed();
    void cookiesAreNotKept();
    void logHoldsNoSecret();
    void sixReadsAtATime();
    void abortOfReadingAtOnce();
    void abortBeforeSending_data();
    void abortBeforeSending();
    void abortAfterSending_data();
    void abortAfterSending();
    void abortBetweenAttempts();
    void clientDestroyed();
    void clientDestroyedByItsListener();
    void ownerDestroyed_data();
    void ownerDestroyed();

private:
    std::unique_ptr<ClientFixture> m_fixture;
};

void TestHttpClient::pathSegments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("segment");
    QTest::newRow("uuid") << QStringLiteral("6f9f-AZ_.~") << QStringLiteral("6f9f-AZ_.~");
    QTest::newRow("reserved") << QStringLiteral("a/b?c#d%e&f+g h")
                              << QStringLiteral("a%2Fb%3Fc%23d%25e%26f%2Bg%20h");
    QTest::newRow("unicode") << QStringLiteral("\u00e9") << QStringLiteral("%C3%A9");
    QTest::newRow("dot") << QStringLiteral(".") << QStringLiteral("%2E");
    QTest::newRow("dots") << QStringLiteral("..") << QStringLiteral("%2E%2E");
    QTest::newRow("three dots") << QStringLiteral("...") << QStringLiteral("...");
}

void TestHttpClient::pathSegments()
{
    QFETCH(const QString, text);
    QFETCH(const QString, segment);
    QCOMPARE(pathSegment(text), segment);
    const auto call = m_fixture->get(QStringLiteral("/x/") + segment + QStringLiteral("/y"));
    QTRY_VERIFY(call->isDone());
    if (segment.startsWith(QLatin1String("%2E"))) {
        // Qt would resolve it and ask for something else.
        QCOMPARE(call->error().kind, Error::Kind::Invalid);
        QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
        QCOMPARE(m_fixture->server.connectionCount(), 0);
        return;
    }
    QCOMPARE(m_fixture->server.requests().constFirst().requestLine(),
        "GET /x/" + segment.toLatin1() + "/y HTTP/1.1");
}

void TestHttpClient::requestOnTheWire()
{
    m_fixture->settings.baseUrl = m_fixture->server.url(QStringLiteral("/v1alpha1/"));
    HttpRequest request;
    request.path = QStringLiteral("/organizations/o%2F1/api-tokens");
    request.query.addQueryItem(QStringLiteral("sorts"), QStringLiteral("name:asc"));
    request.query.addQueryItem(QStringLiteral("sorts"), QStringLiteral("createdAt:desc"));
    request.query.addQueryItem(QStringLiteral("q"), QStringLiteral("a+b&c d"));
    request.accept = "application/json, text/plain";
    const auto call = m_fixture->send(request);
    QTRY_VERIFY(call->isDone());
    QVERIFY(call->result->ok());
    const RawRequest seen = m_fixture->server.requests().constFirst();
    QCOMPARE(seen.requestLine(),
        "GET "
        "/v1alpha1/organizations/o%2F1/api-tokens?sorts=name%3Aasc&sorts=createdAt%3Adesc&q=a%2Bb%26c%20d "
        "HTTP/1.1");
    QCOMPARE(seen.header("Accept"), "application/json, text/plain");
    QCOMPARE(seen.header("User-Agent"), "Tokenry/test");
    QCOMPARE(seen.header("Authorization"), "Token top-secret");
    QVERIFY(!seen.hasHeader("Content-Type"));
    QVERIFY(!seen.hasHeader("Content-Length"));
    QVERIFY(!seen.hasHeader("Cookie"));
    QCOMPARE(call->result->value().request, QStringLiteral("GET /organizations/o%2F1/api-tokens"));
}

void TestHttpClient::answers_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("GET 200") << Method::Get << 200 << QByteArray("{\"results\":[]}");
    QTest::newRow("GET 200, large") << Method::Get << 200 << QByteArray(3'000'000, 'x');
    QTest::newRow("POST 201") << Method::Post << 201 << QByteArray("{\"token\":\"t\"}");
    QTest::newRow("POST 200") << Method::Post << 200 << QByteArray("{}");
    QTest::newRow("POST 200, large") << Method::Post << 200 << QByteArray(3'000'000, 'x');
    QTest::newRow("DELETE 204") << Method::Delete << 204 << QByteArray();
    QTest::newRow("DELETE 200") << Method::Delete << 200 << QByteArray("{}");
}

void TestHttpClient::answers()
{
    QFETCH(const Method, method);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    m_fixture->server.otherwise(RawServer::answer(status, body,
        "Content-Type: Application/JSON; charset=utf-8\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
        "x-request-id: r-1\r\n"));
    const auto call = m_fixture->send(method);
    QVERIFY(!call->isDone());
    QTRY_VERIFY(call->isDone());
    QVERIFY(call->result->ok());
    const HttpAnswer answer = call->result->value();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body, body);
    QCOMPARE(answer.contentType, "application/json");
    QCOMPARE(answer.requestId, QStringLiteral("r-1"));
    QCOMPARE(answer.serverTime, QDateTime({1994, 11, 6}, {8, 49, 37}, Qt::UTC));
    QCOMPARE(m_fixture->log.size(), 1);
    QTRY_VERIFY(!call->job);
}

void TestHttpClient::contentTypes_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("plain") << QByteArray("Content-Type: application/json\r\n")
                           << QByteArray("application/json");
    QTest::newRow("parameter") << QByteArray("Content-Type: Application/JSON ;charset=x\r\n")
                               << QByteArray("application/json");
}

void TestHttpClient::contentTypes()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, expected);
    m_fixture->server.otherwise(RawServer::answer(200, "{}", header));
    const auto call = m_fixture->get();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->result->value().contentType, expected);
}

void TestHttpClient::requestIds_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QTest::newRow("X-Request-Id") << QByteArray("X-Request-Id: a\r\n") << QByteArray("{}")
                                  << QStringLiteral("a");
    QTest::newRow("request-id") << QByteArray("request-id: b\r\n") << QByteArray("{}") << QStringLiteral("b");
    QTest::newRow("Amazon") << QByteArray("X-Amzn-RequestId: c\r\n") << QByteArray("{}")
                            << QStringLiteral("c");
    QTest::newRow("body") << QByteArray() << QByteArray("{\"requestId\":\"d\"}") << QStringLiteral("d");
    QTest::newRow("body before header")
        << QByteArray("X-Request-Id: a\r\n") << QByteArray("{\"requestId\":\"d\"}") << QStringLiteral("d");
    QTest::newRow("strange bytes") << QByteArray("X-Request-Id: a\xff\x01z\r\n") << QByteArray("{}")
                                   << QStringLiteral("az");
    QTest::newRow("endless") << "X-Request-Id: " + QByteArray(5000, 'x') + "\r\n"
                             << QByteArray("{}") << QString(200, QLatin1Char('x'));
    QTest::newRow("none") << QByteArray() << QByteArray("{}") << QString();
}

void TestHttpClient::requestIds()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, expected);
    m_fixture->server.otherwise(RawServer::answer(404, body, header));
    const auto call = m_fixture->get();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().requestId, expected);
}

void TestHttpClient::errorStatus_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<Error::Outcome>("outcome");
    const QList<std::pair<int, Error::Kind>> kinds{{400, Error::Kind::Invalid}, {401, Error::Kind::Auth},
        {403, Error::Kind::Forbidden}, {404, Error::Kind::NotFound}, {409, Error::Kind::Conflict},
        {410, Error::Kind::NotFound}, {422, Error::Kind::Invalid}, {500, Error::Kind::Server},
        {503, Error::Kind::Server}};
    for (const auto &[status, kind] : kinds) {
        QTest::addRow("GET %d", status) << Method::Get << status << kind << Error::Outcome::Refused;
        const auto outcome = status >= 500 ? Error::Outcome::Unknown : Error::Outcome::Refused;
        QTest::addRow("POST %d", status) << Method::Post << status << kind << outcome;
        QTest::addRow("DELETE %d", status) << Method::Delete << status << kind << outcome;
    }
}

void TestHttpClient::errorStatus()
{
    QFETCH(const Method, method);
    QFETCH(const int, status);
    QFETCH(const Error::Kind, kind);
    QFETCH(const Error::Outcome, outcome);
    m_fixture->settings.maxAttempts = 1;
    m_fixture->server.otherwise(RawServer::answer(status,
        R"({"message":"No, sorry","requestId":"r-9","fieldErrors":[{"field":"name","code":"c","message":"m"}]})",
        "Content-Type: application/json\r\n"));
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QVERIFY(!call->result->ok());
    const Error error = call->error();
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.outcome, outcome);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.serverText, QStringLiteral("No, sorry"));
    QCOMPARE(error.requestId, QStringLiteral("r-9"));
    QCOMPARE(error.fieldErrors.size(), 1);
    QVERIFY(error.request.endsWith(QLatin1String(" /things")));
    QCOMPARE(error.when, m_fixture->clock.nowUtc());
    QCOMPARE(m_fixture->server.requests().size(), 1);
}

void TestHttpClient::refusedBeforeSending_data()
{
    QTest::addColumn<QUrl>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("withBody");
    const QString path = QStringLiteral("/things");
    QTest::newRow("plain http") << QUrl(QStringLiteral("http://api.example.test")) << path << false;
    QTest::newRow("looks like loopback")
        << QUrl(QStringLiteral("http://127.0.0.1.example.test")) << path << false;
    QTest::newRow("ftp") << QUrl(QStringLiteral("ftp://127.0.0.1")) << path << false;
    QTest::newRow("file") << QUrl(QStringLiteral("file:///etc/passwd")) << path << false;
    QTest::newRow("no scheme") << QUrl(QStringLiteral("api.example.test")) << path << false;
    QTest::newRow("empty") << QUrl() << path << false;
    QTest::newRow("user name") << QUrl(QStringLiteral("https://me@api.example.test")) << path << false;
    QTest::newRow("password") << QUrl(QStringLiteral("https://:pw@api.example.test")) << path << false;
    QTest::newRow("path of another host")
        << QUrl(QStringLiteral("https://api.example.test")) << QStringLiteral(".evil.test/x") << false;
    for (const char *dots : {"/a/../b", "/..", "/a/.", "/a/%2e%2E/b", "/./a"})
        QTest::newRow(dots) << QUrl(QStringLiteral("https://api.example.test")) << QString::fromLatin1(dots)
                            << false;
    QTest::newRow("GET with a body") << QUrl(QStringLiteral("https://api.example.test")) << path << true;
}

void TestHttpClient::refusedBeforeSending()
{
    QFETCH(const QUrl, base);
    QFETCH(const QString, path);
    QFETCH(const bool, withBody);
    m_fixture->settings.baseUrl = base;
    HttpRequest request;
    request.path = path;
    if (withBody)
        request.json = "{}";
    const auto call = m_fixture->send(request);
    QVERIFY(!call->isDone());
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Invalid);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    QVERIFY(!call->error().technical.isEmpty());
    QVERIFY(m_fixture->log.isEmpty());
}

void TestHttpClient::refusedCredential()
{
    m_fixture->credential = "Token a\r\nX-Evil: 1";
    const auto call = m_fixture->post();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Invalid);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    QVERIFY(!call->error().technical.contains(QLatin1String("Evil")));
    QCOMPARE(m_fixture->server.connectionCount(), 0);
}

void TestHttpClient::credentialIsAskedForEachAttempt()
{
    m_fixture->server.then([this](QTcpSocket &socket, const RawRequest &request) {
        m_fixture->credential = "Token fresh";
        RawServer::answer(503)(socket, request);
    });
    m_fixture->server.then(RawServer::answer(200));
    const auto call = m_fixture->get();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(m_fixture->server.requests().at(0).header("Authorization"), "Token top-secret");
    QCOMPARE(m_fixture->server.requests().at(1).header("Authorization"), "Token fresh");
    m_fixture->credential.clear();
    const auto anonymous = m_fixture->get();
    QTRY_VERIFY(anonymous->isDone());
    QVERIFY(!m_fixture->server.requests().at(2).hasHeader("Authorization"));
}

void TestHttpClient::getIsRepeated()
{
    m_fixture->server.then(RawServer::answer(503));
    m_fixture->server.then(RawServer::answer(500, {}, "Retry-After: 0\r\n"));
    const auto call = m_fixture->get();
    QTRY_VERIFY(call->isDone());
    QVERIFY(call->result->ok());
    QCOMPARE(m_fixture->server.requests().size(), 3);
    QCOMPARE(call->waits.size(), 2);
    QCOMPARE(call->waits.at(0).first, 2);
    QCOMPARE(call->waits.at(1), std::pair(3, 0ms));
    QCOMPARE(m_fixture->log.size(), 3);
    QCOMPARE(m_fixture->log.at(0).status, 503);
    QVERIFY(m_fixture->gates.isEmpty());
}

void TestHttpClient::getGivesUp()
{
    m_fixture->server.otherwise(RawServer::answer(503, "{\"detail\":\"down\"}"));
    const auto call = m_fixture->get();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Server);
    QCOMPARE(call->error().serverText, QStringLiteral("down"));
    QCOMPARE(m_fixture->server.requests().size(), 3);
    QCOMPARE(call->answers, 1);
}

void TestHttpClient::connectionRefused_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<int>("attempts");
    QTest::newRow("GET") << Method::Get << 3;
    QTest::newRow("POST") << Method::Post << 1;
    QTest::newRow("DELETE") << Method::Delete << 1;
}

void TestHttpClient::connectionRefused()
{
    QFETCH(const Method, method);
    QFETCH(const int, attempts);
    m_fixture->server.close();
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Network);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    QCOMPARE(call->error().httpStatus, 0);
    QVERIFY(!call->error().technical.isEmpty());
    QCOMPARE(m_fixture->log.size(), attempts);
    QCOMPARE(m_fixture->log.constFirst().status, 0);
}

void TestHttpClient::staleConnectionOfAGet()
{
    const auto first = m_fixture->get();
    QTRY_VERIFY(first->isDone());
    RawServer::resetSocket(*m_fixture->server.openConnections().constFirst());
    const auto second = m_fixture->get();
    QTRY_VERIFY(second->isDone());
    QVERIFY(second->result->ok());
}

void TestHttpClient::redirectIsNeverFollowed_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("GET %d", status) << Method::Get << status;
        QTest::addRow("POST %d", status) << Method::Post << status;
        QTest::addRow("DELETE %d", status) << Method::Delete << status;
    }
}

void TestHttpClient::redirectIsNeverFollowed()
{
    QFETCH(const Method, method);
    QFETCH(const int, status);
    RawServer elsewhere;
    m_fixture->server.otherwise(RawServer::answer(
        status, {}, "Location: " + elsewhere.url(QStringLiteral("/stolen?q=1")).toEncoded() + "\r\n"));
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Protocol);
    QCOMPARE(call->error().outcome, Error::Outcome::Refused);
    QCOMPARE(call->error().httpStatus, status);
    QVERIFY(call->error().technical.contains(QLatin1String("127.0.0.1")));
    QVERIFY(!call->error().technical.contains(QLatin1String("stolen")));
    QTest::qWait(20);
    QCOMPARE(elsewhere.connectionCount(), 0);
    QCOMPARE(m_fixture->server.requests().size(), 1);
}

void TestHttpClient::cookiesAreNotKept()
{
    m_fixture->server.otherwise(RawServer::answer(200, "{}", "Set-Cookie: id=1; Path=/\r\n"));
    for (const Method method : {Method::Get, Method::Get, Method::Post, Method::Get, Method::Delete}) {
        const auto call = m_fixture->send(method);
        QTRY_VERIFY(call->isDone());
    }
    QCOMPARE(m_fixture->server.requests().size(), 5);
    for (const RawRequest &request : m_fixture->server.requests())
        QVERIFY(!request.hasHeader("Cookie"));
}

void TestHttpClient::logHoldsNoSecret()
{
    m_fixture->server.then(RawServer::answer(201, "{\"token\":\"one-time\"}", "X-Request-Id: r\r\n"));
    m_fixture->server.then(RawServer::answer(400, "{\"detail\":\"bad\"}"));
    for (int i = 0; i < 2; ++i) {
        const auto call = m_fixture->post(QStringLiteral("/things"));
        QTRY_VERIFY(call->isDone());
        if (!call->result->ok()) {
            const Error error = call->error();
            QVERIFY(!(error.technical + error.request + error.serverText).contains(QLatin1String("secret")));
        }
    }
    QCOMPARE(m_fixture->log.size(), 2);
    for (const HttpLogEntry &entry : std::as_const(m_fixture->log)) {
        const QString all = entry.method + entry.path + entry.requestId;
        QVERIFY(!all.contains(QLatin1String("secret")) && !all.contains(QLatin1String("one-time")));
        QCOMPARE(entry.method, QStringLiteral("POST"));
        QCOMPARE(entry.path, QStringLiteral("/things"));
        QVERIFY(entry.duration >= 0ms);
    }
    QCOMPARE(m_fixture->log.at(0).requestId, QStringLiteral("r"));
}

void TestHttpClient::sixReadsAtATime()
{
    m_fixture->server.otherwise(RawServer::hang());
    QList<std::shared_ptr<Call>> calls;
    for (int i = 0; i < 9; ++i)
        calls += m_fixture->get(QStringLiteral("/%1").arg(i));
    const auto change = m_fixture->post();
    QTRY_COMPARE(m_fixture->server.requests().size(), 7);
    QTest::qWait(20);
    QCOMPARE(m_fixture->server.requests().size(), 7);
    QCOMPARE(calls.at(8)->job->isDecided(), false);
    m_fixture->server.otherwise(RawServer::answer(200));
    calls.at(0)->job->abort();
    QTRY_VERIFY(calls.at(8)->isDone());
    QVERIFY(calls.at(8)->result->ok());
}

void TestHttpClient::abortBeforeSending_data()
{
    QTest::addColumn<Method>("method");
    QTest::newRow("POST") << Method::Post;
    QTest::newRow("DELETE") << Method::Delete;
}

void TestHttpClient::abortOfReadingAtOnce()
{
    const auto call = m_fixture->get(QStringLiteral("/"));
    call->job->abort();
    call->job->abort();
    QVERIFY(!call->isDone());
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Cancelled);
    QCOMPARE(call->error().outcome, Error::Outcome::Refused); // on its way already, and harmless
    QTest::qWait(20);
    QCOMPARE(call->answers, 1);
}

void TestHttpClient::abortBeforeSending()
{
    QFETCH(const Method, method);
    const auto call = m_fixture->send(method);
    call->job->abort();
    call->job->abort();
    QVERIFY(!call->isDone());
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Cancelled);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    QTest::qWait(20);
    QCOMPARE(m_fixture->server.connectionCount(), 0);
    QCOMPARE(call->answers, 1);
}

void TestHttpClient::abortAfterSending_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QByteArray>("sentBefore");
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Outcome>("outcome");
    QTest::newRow("GET") << Method::Get << QByteArray() << 0 << Error::Outcome::Refused;
    QTest::newRow("POST") << Method::Post << QByteArray() << 0 << Error::Outcome::Unknown;
    QTest::newRow("DELETE") << Method::Delete << QByteArray() << 0 << Error::Outcome::Unknown;
    QTest::newRow("POST, half an answer")
        << Method::Post << QByteArray("HTTP/1.1 201 C\r\nContent-Length: 9\r\n\r\n{") << 201
        << Error::Outcome::Unknown;
}

void TestHttpClient::abortAfterSending()
{
    QFETCH(const Method, method);
    QFETCH(const QByteArray, sentBefore);
    QFETCH(const int, status);
    QFETCH(const Error::Outcome, outcome);
    m_fixture->server.otherwise(RawServer::bytes(sentBefore));
    const auto call = m_fixture->send(method);
    QTRY_COMPARE(m_fixture->server.requests().size(), 1);
    if (status != 0)
        QTest::qWait(50);
    call->job->abort();
    QVERIFY(!call->isDone());
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Cancelled);
    QCOMPARE(call->error().outcome, outcome);
    QCOMPARE(call->error().httpStatus, status);
    QTRY_VERIFY(m_fixture->server.openConnections().isEmpty());
    QCOMPARE(m_fixture->server.requests().size(), 1);
    QCOMPARE(m_fixture->log.size(), 1);
}

void TestHttpClient::abortBetweenAttempts()
{
    m_fixture->settings.firstBackoff = 60s;
    m_fixture->settings.longestBackoff = 60s;
    m_fixture->server.otherwise(RawServer::answer(503));
    const auto call = m_fixture->get();
    QTRY_COMPARE(call->waits.size(), 1);
    call->job->abort();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Cancelled);
    QCOMPARE(m_fixture->server.requests().size(), 1);
}

void TestHttpClient::clientDestroyed()
{
    m_fixture->server.otherwise(RawServer::hang());
    const auto read = m_fixture->get();
    const auto change = m_fixture->post();
    QTRY_COMPARE(m_fixture->server.requests().size(), 2);
    const auto unsent = m_fixture->post();
    m_fixture->destroyClient();
    QVERIFY(!read->isDone() && !change->isDone() && !unsent->isDone());
    for (const auto &call : {read, change, unsent}) {
        QTRY_VERIFY(call->isDone());
        QCOMPARE(call->error().kind, Error::Kind::Cancelled);
    }
    QCOMPARE(read->error().outcome, Error::Outcome::Refused);
    QCOMPARE(change->error().outcome, Error::Outcome::Unknown);
    QCOMPARE(unsent->error().outcome, Error::Outcome::NotSent);
    QTest::qWait(20);
    QCOMPARE(read->answers + change->answers + unsent->answers, 3);
    QCOMPARE(m_fixture->server.requests().size(), 2);
}

void TestHttpClient::clientDestroyedByItsListener()
{
    QObject::connect(
        &m_fixture->client(), &HttpClient::attemptFinished, this, [this] { m_fixture->destroyClient(); });
    const auto call = m_fixture->post();
    const auto other = m_fixture->get();
    QTRY_VERIFY(call->isDone() && other->isDone());
    QVERIFY(call->result->ok() != other->result->ok());
}

void TestHttpClient::ownerDestroyed_data()
{
    abortBeforeSending_data();
}

void TestHttpClient::ownerDestroyed()
{
    QFETCH(const Method, method);
    m_fixture->server.otherwise(RawServer::hang());
    auto owner = std::make_unique<QObject>();
    HttpRequest request;
    request.method = method;
    request.path = QStringLiteral("/things");
    const auto call = m_fixture->send(request, owner.get());
    QTRY_COMPARE(m_fixture->server.requests().size(), 1);
    owner.reset();
    QVERIFY(!call->job);
    QTRY_VERIFY(m_fixture->server.openConnections().isEmpty());
    QTest::qWait(20);
    QCOMPARE(call->answers, 0);
    // The client is none the worse for it.
    m_fixture->server.otherwise(RawServer::answer(200));
    const auto next = m_fixture->get();
    QTRY_VERIFY(next->isDone());
    QVERIFY(next->result->ok());
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
