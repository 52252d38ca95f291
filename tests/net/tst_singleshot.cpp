// SPDX-License-Identifier: MIT
#include "net/httpclient.h"
#include "net/singleshotbody.h"
#include "support/manualclock.h"
#include "support/rawserver.h"

#include <QTest>

#include <optional>

using namespace std::chrono_literals;

namespace {

QStringList messages;

void collectMessage(QtMsgType, const QMessageLogContext &, const QString &text)
{
    messages += text;
}

} // namespace

/// A change leaves exactly once, counted at the socket, however the server ends the connection.
class TestSingleShot final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void bodyCannotBeRewound();
    void leavesOnce_data();
    void leavesOnce();
    void wireFormat_data();
    void wireFormat();
    void changesUseAConnectionOfTheirOwn();
    void simultaneousChangesDoNotShareAConnection();
    void idleHour_data();
    void idleHour();
    void basicChallengeDoesNotRepeat_data();
    void basicChallengeDoesNotRepeat();

private:
    void send(HttpRequest::Method method, const std::optional<QByteArray> &json);
    [[nodiscard]] bool isDone() const { return m_result.has_value(); }

    std::unique_ptr<RawServer> m_server;
    std::unique_ptr<HttpClient> m_client;
    ManualClock m_clock;
    std::optional<Result<HttpAnswer>> m_result;
    QtMessageHandler m_previousHandler = nullptr;
};

void TestSingleShot::init()
{
    messages.clear();
    m_previousHandler = qInstallMessageHandler(collectMessage);
    m_result.reset();
    m_server = std::make_unique<RawServer>();
    HttpSettings settings;
    settings.baseUrl = m_server->url();
    settings.firstBackoff = 1ms;
    m_client = std::make_unique<HttpClient>(
        settings, [] { return QByteArrayLiteral("Token abc"); }, m_clock);
}

void TestSingleShot::cleanup()
{
    m_client.reset();
    m_server.reset();
    qInstallMessageHandler(m_previousHandler);
    QVERIFY2(messages.isEmpty(), qPrintable(messages.join(QLatin1Char('\n'))));
}

void TestSingleShot::send(HttpRequest::Method method, const std::optional<QByteArray> &json)
{
    m_result.reset();
    HttpRequest request;
    request.method = method;
    request.path = QStringLiteral("/things");
    request.json = json;
    m_client->send(this, request)->onFinished(this, [this](Result<HttpAnswer> &&result) {
        m_result.emplace(std::move(result));
    });
}

void TestSingleShot::bodyCannotBeRewound()
{
    SingleShotBody body("0123456789");
    QVERIFY(body.isSequential());
    QVERIFY(!body.wasTouched());
    QCOMPARE(body.bytesAvailable(), 10);
    QCOMPARE(body.read(4), QByteArray("0123"));
    QVERIFY(body.wasTouched());
    QVERIFY(!body.seek(0));
    QVERIFY(!body.reset());
    QCOMPARE(body.bytesAvailable(), 6);
    QCOMPARE(body.readAll(), QByteArray("456789"));
    char byte = 0;
    QCOMPARE(body.read(&byte, 1), -1);

    SingleShotBody empty({});
    QCOMPARE(empty.read(&byte, 1), -1);
}

void TestSingleShot::leavesOnce_data()
{
    QTest::addColumn<HttpRequest::Method>("method");
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<int>("ending");
    QTest::addColumn<bool>("afterGet");

    const QList<std::pair<const char *, int>> endings{
        {"FIN", 0}, {"RST", 1}, {"half-closed", 2}, {"status line only", 3}, {"half a header", 4}};
    for (const auto &[name, ending] : endings) {
        for (const bool afterGet : {false, true}) {
            const char *before = afterGet ? "after a GET" : "first";
            QTest::addRow("POST with body, %s, %s", name, before)
                << HttpRequest::Method::Post << true << ending << afterGet;
            QTest::addRow("POST without body, %s, %s", name, before)
                << HttpRequest::Method::Post << false << ending << afterGet;
            QTest::addRow("DELETE, %s, %s", name, before)
                << HttpRequest::Method::Delete << false << ending << afterGet;
        }
    }
}

void TestSingleShot::leavesOnce()
{
    QFETCH(const HttpRequest::Method, method);
    QFETCH(const bool, hasBody);
    QFETCH(const int, ending);
    QFETCH(const bool, afterGet);

    if (afterGet) {
        send(HttpRequest::Method::Get, {});
        QTRY_VERIFY(isDone());
        QVERIFY(m_result->ok());
    }
    const qsizetype before = m_server->requests().size();
    const QList<RawServer::Reaction> reactions{RawServer::bytesThenClose({}), RawServer::reset(),
        RawServer::halfClose(), RawServer::bytesThenClose("HTTP/1.1 201 Created\r\n"),
        RawServer::bytesThenClose("HTTP/1.1 201 Created\r\nContent-Le")};
    m_server->otherwise(reactions.at(ending));
    send(method, hasBody ? std::optional(QByteArrayLiteral("{\"name\":\"ci\"}")) : std::nullopt);
    QTRY_VERIFY(isDone());
    QVERIFY(!m_result->ok());
    QCOMPARE(m_result->error().outcome, Error::Outcome::Unknown);
    QCOMPARE(m_result->error().kind, Error::Kind::Network);
    QVERIFY(!m_result->error().technical.isEmpty());
    // A repetition would come at once; a short while proves that none does.
    QTest::qWait(30);
    QCOMPARE(m_server->requests().size() - before, 1);
}

void TestSingleShot::wireFormat_data()
{
    QTest::addColumn<HttpRequest::Method>("method");
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("POST with body") << HttpRequest::Method::Post << true
                                    << QByteArray("POST /things HTTP/1.1");
    QTest::newRow("POST") << HttpRequest::Method::Post << false << QByteArray("POST /things HTTP/1.1");
    QTest::newRow("DELETE") << HttpRequest::Method::Delete << false << QByteArray("DELETE /things HTTP/1.1");
}

void TestSingleShot::wireFormat()
{
    QFETCH(const HttpRequest::Method, method);
    QFETCH(const bool, hasBody);
    QFETCH(const QByteArray, line);

    const QByteArray body = hasBody ? QByteArray(100'000, ' ') + "{}" : QByteArray();
    send(method, hasBody ? std::optional(body) : std::nullopt);
    QTRY_VERIFY(isDone());
    QVERIFY(m_result->ok());
    QCOMPARE(m_server->requests().size(), 1);
    const RawRequest request = m_server->requests().constFirst();
    QCOMPARE(request.requestLine(), line);
    QCOMPARE(request.header("Content-Length"), QByteArray::number(body.size()));
    QCOMPARE(request.hasHeader("Content-Type"), hasBody);
    QCOMPARE(request.header("Content-Type"), hasBody ? QByteArray("application/json") : QByteArray());
    QVERIFY(!request.hasHeader("Transfer-Encoding"));
    QVERIFY(!request.hasHeader("Upgrade"));
    QCOMPARE(request.header("Authorization"), QByteArray("Token abc"));
    QCOMPARE(request.body, body);
}

void TestSingleShot::changesUseAConnectionOfTheirOwn()
{
    for (const auto method : {HttpRequest::Method::Get, HttpRequest::Method::Post,
             HttpRequest::Method::Delete, HttpRequest::Method::Get, HttpRequest::Method::Post}) {
        send(method, {});
        QTRY_VERIFY(isDone());
        QVERIFY(m_result->ok());
    }
    QList<int> connections;
    for (const RawRequest &request : m_server->requests())
        connections += request.connection;
    QCOMPARE(connections, QList<int>({1, 2, 3, 1, 4}));
}

void TestSingleShot::simultaneousChangesDoNotShareAConnection()
{
    constexpr int count = 12;
    int answered = 0;
    HttpRequest request;
    request.method = HttpRequest::Method::Post;
    for (int i = 0; i < count; ++i) {
        request.path = QStringLiteral("/things/%1").arg(i);
        m_client->send(this, request)->onFinished(this, [&answered](Result<HttpAnswer> &&result) {
            answered += result.ok() ? 1 : 0;
        });
    }
    QTRY_COMPARE(answered, count);
    QSet<int> connections;
    for (const RawRequest &seen : m_server->requests())
        connections.insert(seen.connection);
    QCOMPARE(m_server->requests().size(), count);
    QCOMPARE(connections.size(), count);
}

void TestSingleShot::idleHour_data()
{
    QTest::addColumn<bool>("isReset");
    QTest::addColumn<HttpRequest::Method>("method");
    QTest::newRow("POST after RST") << true << HttpRequest::Method::Post;
    QTest::newRow("DELETE after RST") << true << HttpRequest::Method::Delete;
    QTest::newRow("POST after FIN") << false << HttpRequest::Method::Post;
    QTest::newRow("DELETE after FIN") << false << HttpRequest::Method::Delete;
}

void TestSingleShot::idleHour()
{
    QFETCH(const bool, isReset);
    QFETCH(const HttpRequest::Method, method);

    send(HttpRequest::Method::Get, {});
    QTRY_VERIFY(isDone());
    const QList<QTcpSocket *> open = m_server->openConnections();
    QCOMPARE(open.size(), 1);
    // What a firewall does to a connection it forgot: the client hears of it only when it speaks.
    if (isReset)
        RawServer::resetSocket(*open.constFirst());
    else
        open.constFirst()->close();
    send(method, {});
    QTRY_VERIFY(isDone());
    QVERIFY(m_result->ok());
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(m_server->requests().constLast().connection, 2);
}

void TestSingleShot::basicChallengeDoesNotRepeat_data()
{
    QTest::addColumn<QByteArray>("challenge");
    for (const char *challenge :
        {"Basic realm=\"x\"", "Negotiate", "NTLM", "Digest realm=\"x\", nonce=\"y\""})
        QTest::newRow(challenge) << QByteArray(challenge);
}

void TestSingleShot::basicChallengeDoesNotRepeat()
{
    QFETCH(const QByteArray, challenge);
    m_server->otherwise(RawServer::answer(401, "{\"detail\":\"who are you\"}",
        "WWW-Authenticate: " + challenge + "\r\nContent-Type: application/json\r\n"));
    send(HttpRequest::Method::Post, QByteArrayLiteral("{}"));
    QTRY_VERIFY(isDone());
    QVERIFY(!m_result->ok());
    QCOMPARE(m_result->error().kind, Error::Kind::Auth);
    QCOMPARE(m_result->error().outcome, Error::Outcome::Refused);
    QCOMPARE(m_result->error().serverText, QStringLiteral("who are you"));
    QTest::qWait(30);
    QCOMPARE(m_server->requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestSingleShot)
#include "tst_singleshot.moc"
