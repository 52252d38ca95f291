// SPDX-License-Identifier: MIT
#include "net/clientfixture.h"
#include "support/wine.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>
#include <QtEndian>

#include <algorithm>

using namespace std::chrono_literals;
using Method = HttpRequest::Method;

namespace {

quint32 crc32(const QByteArray &data)
{
    quint32 crc = ~0U;
    for (const char c : data) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

/// qCompress() makes a zlib stream behind four bytes of length; gzip frames the same deflate data otherwise.
QByteArray gzip(const QByteArray &data)
{
    const QByteArray deflated = qCompress(data, 9).sliced(6).chopped(4);
    return QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) + deflated + littleEndian(crc32(data))
        + littleEndian(static_cast<quint32>(data.size()));
}

QByteArray head(int status, const QByteArray &headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n" + headers + "\r\n";
}

} // namespace

/// Answers that never end, end too soon, are too much, or are no answers.
class TestHttpFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ClientFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void compressedAnswer();
    void brokenAnswer_data();
    void brokenAnswer();
    void cutGetIsRepeated();
    void errorBodyIsCapped_data();
    void errorBodyIsCapped();
    void errorBodyIsNotAwaitedForEver();
    void deadline_data();
    void deadline();
    void deadlineIsPerAttempt();
    void bigAnswerLeavesTheEventLoopRunning();

private:
    std::unique_ptr<ClientFixture> m_fixture;
};

void TestHttpFaults::compressedAnswer()
{
    const QByteArray body = "{\"results\":[" + QByteArray(20'000, ' ') + "]}";
    m_fixture->server.otherwise(RawServer::answer(200, gzip(body), "Content-Encoding: gzip\r\n"));
    for (const Method method : {Method::Get, Method::Post}) {
        const auto call = m_fixture->send(method);
        QTRY_VERIFY(call->isDone());
        QVERIFY(call->result->ok());
        QCOMPARE(call->result->value().body, body);
    }
}

void TestHttpFaults::brokenAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Error::Kind>("kindOfRead");
    QTest::addColumn<Error::Kind>("kindOfChange");
    QTest::addColumn<int>("status");

    constexpr auto network = Error::Kind::Network;
    constexpr auto protocol = Error::Kind::Protocol;
    const auto row = [](const char *name, const QByteArray &answer, Error::Kind read, Error::Kind change,
                         int status) { QTest::newRow(name) << answer << read << change << status; };
    row("cut by length", head(201, "Content-Length: 100\r\n") + "{\"token\":", network, protocol, 201);
    row("cut after the header", head(201, "Content-Length: 100\r\n"), network, protocol, 201);
    row("cut chunks", head(201, "Transfer-Encoding: chunked\r\n") + "5\r\n{\"tok", network, protocol, 201);
    row("cut between chunks", head(201, "Transfer-Encoding: chunked\r\n") + "2\r\n{}\r\n", network, protocol,
        201);
    row("length over the cap", head(201, "Content-Length: 100000\r\n") + QByteArray(100'000, 'x'), protocol,
        protocol, 201);
    row("length far over the cap", head(201, "Content-Length: 9000000000000000000\r\n"), protocol, protocol,
        201);
    row("chunks over the cap",
        head(201, "Transfer-Encoding: chunked\r\n") + "c350\r\n" + QByteArray(50'000, 'x') + "\r\n0\r\n\r\n",
        protocol, protocol, 201);
    row("no length, over the cap", head(201, "Connection: close\r\n") + QByteArray(50'000, 'x'), protocol,
        protocol, 201);
    const QByteArray bomb = gzip(QByteArray(4 * 1024 * 1024, '\0'));
    row("gzip bomb",
        head(201, "Content-Encoding: gzip\r\nContent-Length: " + QByteArray::number(bomb.size()) + "\r\n")
            + bomb,
        protocol, protocol, 201);
    row("small gzip over the cap",
        head(201, "Content-Encoding: gzip\r\nConnection: close\r\n") + gzip(QByteArray(50'000, 'x')),
        protocol, protocol, 201);
    row("bad gzip", head(201, "Content-Encoding: gzip\r\nContent-Length: 100\r\n") + QByteArray(100, '\xff'),
        protocol, protocol, 201);
    row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", network, network, 0);
}

void TestHttpFaults::brokenAnswer()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const Error::Kind, kindOfRead);
    QFETCH(const Error::Kind, kindOfChange);
    QFETCH(const int, status);
    m_fixture->settings.maxBodyBytes = 20'000;
    m_fixture->settings.maxAttempts = 1;
    m_fixture->server.otherwise(RawServer::bytesThenClose(answer));
    for (const Method method : {Method::Get, Method::Post, Method::Delete}) {
        const bool isRead = method == Method::Get;
        const auto call = m_fixture->send(method);
        QTRY_VERIFY(call->isDone());
        QVERIFY(!call->result->ok());
        QCOMPARE(call->error().kind, isRead ? kindOfRead : kindOfChange);
        QCOMPARE(call->error().outcome, isRead ? Error::Outcome::Refused : Error::Outcome::Unknown);
        QCOMPARE(call->error().httpStatus, status);
        QVERIFY(!call->error().technical.isEmpty());
        QVERIFY(call->error().serverText.isEmpty());
    }
    QTest::qWait(20);
    // Qt repeats a GET without an answer by itself; what changes something is there once.
    for (const QByteArray method : {"POST", "DELETE"}) {
        QCOMPARE(std::ranges::count_if(m_fixture->server.requests(),
                     [&method](const RawRequest &request) { return request.head.startsWith(method); }),
            1);
    }
}

void TestHttpFaults::cutGetIsRepeated()
{
    m_fixture->server.then(RawServer::bytesThenClose(head(200, "Content-Length: 100\r\n") + "{"));
    m_fixture->server.then(RawServer::answer(200, "{\"whole\":true}"));
    const auto call = m_fixture->get();
    QTRY_VERIFY(call->isDone());
    QVERIFY(call->result->ok());
    QCOMPARE(call->result->value().body, "{\"whole\":true}");
    QCOMPARE(call->waits.size(), 1);
}

void TestHttpFaults::errorBodyIsCapped_data()
{
    QTest::addColumn<Method>("method");
    QTest::newRow("GET") << Method::Get;
    QTest::newRow("POST") << Method::Post;
}

void TestHttpFaults::errorBodyIsCapped()
{
    QFETCH(const Method, method);
    m_fixture->settings.maxErrorBodyBytes = 1000;
    m_fixture->server.otherwise(
        RawServer::answer(400, "first words " + QByteArray(5'000'000, 'x'), "Content-Type: text/plain\r\n"));
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Invalid);
    QCOMPARE(call->error().outcome, Error::Outcome::Refused);
    QVERIFY(call->error().serverText.startsWith(QLatin1String("first words xxx")));
    QCOMPARE(call->error().serverText.size(), 1000);
}

void TestHttpFaults::errorBodyIsNotAwaitedForEver()
{
    m_fixture->settings.attemptDeadline = 150ms;
    m_fixture->server.otherwise(RawServer::bytes(head(409, "Content-Length: 100\r\n") + "name taken"));
    const auto call = m_fixture->post();
    QTRY_VERIFY(call->isDone());
    // The status line said it all; the missing rest of the words makes it no less refused.
    QCOMPARE(call->error().kind, Error::Kind::Conflict);
    QCOMPARE(call->error().outcome, Error::Outcome::Refused);
    QCOMPARE(call->error().serverText, QStringLiteral("name taken"));
}

void TestHttpFaults::deadline_data()
{
    QTest::addColumn<RawServer::Reaction>("reaction");
    QTest::addColumn<int>("status");
    QTest::newRow("hang") << RawServer::hang() << 0;
    QTest::newRow("dripping header") << RawServer::drip(
        "HTTP/1.1 201 Created\r\nX-Long: xxxxxxxxxxxxxxxxxxxxxxxxx", 20ms)
                                     << 0;
    QTest::newRow("huge header") << RawServer::Reaction([](QTcpSocket &socket, const RawRequest &) {
        socket.write("HTTP/1.1 201 Created\r\n");
        for (int i = 0; i < 100'000; ++i)
            socket.write("X-Header: and another one that means nothing\r\n");
    }) << 0;
    QTest::newRow("dripping body") << RawServer::Reaction([](QTcpSocket &socket, const RawRequest &request) {
        socket.write(head(201, "Content-Length: 100000\r\n"));
        RawServer::drip("x", 10ms)(socket, request);
    }) << 201;
    QTest::newRow("hanging body") << RawServer::bytes(head(201, "Content-Length: 10\r\n") + "{") << 201;
}

void TestHttpFaults::deadline()
{
    QFETCH(const RawServer::Reaction, reaction);
    QFETCH(const int, status);
    // Long enough for what comes before the silence.
    const auto deadline = isUnderWine() ? 1500ms : 250ms;
    m_fixture->settings.attemptDeadline = deadline;
    m_fixture->settings.maxAttempts = 1;
    m_fixture->server.otherwise(reaction);
    for (const Method method : {Method::Get, Method::Post, Method::Delete}) {
        QElapsedTimer elapsed;
        elapsed.start();
        const auto call = m_fixture->send(method);
        QTRY_VERIFY(call->isDone());
        QVERIFY(elapsed.elapsed() >= deadline.count());
        QCOMPARE(call->error().kind, Error::Kind::Timeout);
        QCOMPARE(call->error().httpStatus, status);
        QCOMPARE(
            call->error().outcome, method == Method::Get ? Error::Outcome::Refused : Error::Outcome::Unknown);
        QVERIFY(!call->error().technical.isEmpty());
    }
    QCOMPARE(m_fixture->server.requests().size(), 3);
}

void TestHttpFaults::deadlineIsPerAttempt()
{
    m_fixture->settings.attemptDeadline = 150ms;
    m_fixture->server.then(RawServer::hang());
    m_fixture->server.then(RawServer::hang());
    const auto call = m_fixture->get();
    QTRY_VERIFY(call->isDone());
    QVERIFY(call->result->ok());
    QCOMPARE(m_fixture->server.requests().size(), 3);
}

void TestHttpFaults::bigAnswerLeavesTheEventLoopRunning()
{
    const QByteArray body(30'000'000, 'x');
    m_fixture->server.otherwise(RawServer::answer(200, body));
    int beats = 0;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&beats] { ++beats; });
    heart.start(0);
    const auto call = m_fixture->get();
    QTRY_VERIFY_WITH_TIMEOUT(call->isDone(), 60'000);
    QVERIFY(call->result->ok());
    QCOMPARE(call->result->value().body.size(), body.size());
    // At least one turn of the loop for each megabyte.
    QVERIFY(beats >= 30);
}

QTEST_GUILESS_MAIN(TestHttpFaults)
#include "tst_httpfaults.moc"
