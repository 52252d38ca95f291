// SPDX-License-Identifier: MIT
#include "net/clientfixture.h"
#include "net/ratebudget.h"

#include <QElapsedTimer>
#include <QTest>

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Method = HttpRequest::Method;

/// A 429 closes the gate of the whole account.
class TestRateLimit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ClientFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void wholeAccountWaits_data();
    void wholeAccountWaits();
    void datesFollowTheServersClock();
    void changeIsRefusedNotRepeated();
    void readsGiveUp();
    void laterAndLongerWins();
    void waitingRequestsAreUnsent_data();
    void waitingRequestsAreUnsent();
    void clientDestroyedAtTheGate();
    void tooLongAWait();
    void absurdWaitIsBounded();
    void unprescribedWaitIsABackoff();
    void listenerMayDestroyEverything();
    void aSpentAllowanceIsKept();
    void whoSharesABudgetWaitsToo();
    void documentedRatesAreKept();

private:
    std::unique_ptr<ClientFixture> m_fixture;
};

void TestRateLimit::wholeAccountWaits_data()
{
    QTest::addColumn<QByteArray>("headers");
    // The fixture's clock stands at Sunday, 2026-11-22 12:00:00.
    QTest::newRow("seconds") << QByteArray("Retry-After: 1\r\n");
    QTest::newRow("IMF date") << QByteArray("Retry-After: Sun, 22 Nov 2026 12:00:01 GMT\r\n");
    QTest::newRow("RFC 850 date") << QByteArray("Retry-After: Sunday, 22-Nov-26 12:00:01 GMT\r\n");
    QTest::newRow("asctime date") << QByteArray("Retry-After: Sun Nov 22 12:00:01 2026\r\n");
    QTest::newRow("reset time") << QByteArray("X-RateLimit-Reset: 1795348801\r\n");
    QTest::newRow("both") << QByteArray("X-RateLimit-Reset: 1895348801\r\nRetry-After: 1\r\n");
}

void TestRateLimit::wholeAccountWaits()
{
    QFETCH(const QByteArray, headers);
    RawServer &server = m_fixture->server;
    server.then(RawServer::answer(429, "{\"detail\":\"slow down\"}", headers));
    QElapsedTimer elapsed;
    elapsed.start();
    const auto first = m_fixture->get(QStringLiteral("/first"));
    QTRY_COMPARE(m_fixture->gates.size(), 1);
    QCOMPARE(m_fixture->gates.constFirst(), 1000ms);
    QCOMPARE(m_fixture->client().gatedUntil(), m_fixture->clock.nowUtc().addSecs(1));

    const auto second = m_fixture->post(QStringLiteral("/second"));
    const auto third = m_fixture->get(QStringLiteral("/third"));
    const auto fourth = m_fixture->send(Method::Delete, QStringLiteral("/fourth"));
    QTRY_COMPARE(fourth->waits.size(), 1);
    for (const auto &call : {first, second, third, fourth}) {
        QCOMPARE(call->waits.size(), 1);
        QCOMPARE(call->waits.constFirst().first, call == first ? 2 : 1);
        QVERIFY(call->waits.constFirst().second <= 1000ms);
    }
    QCOMPARE(server.requests().size(), 1);

    for (const auto &call : {first, second, third, fourth}) {
        QTRY_VERIFY(call->isDone());
        QVERIFY(call->result->ok());
    }
    QVERIFY(elapsed.elapsed() >= 1000);
    QVERIFY(!m_fixture->client().gatedUntil().isValid());
    QCOMPARE(server.requests().size(), 5);
    QStringList lines;
    for (const HttpLogEntry &entry : std::as_const(m_fixture->log))
        lines += entry.path;
    QCOMPARE(lines.size(), 5);
}

void TestRateLimit::datesFollowTheServersClock()
{
    // The server's clock is ten minutes behind ours: by our clock the wait would be over.
    m_fixture->server.then(RawServer::answer(
        429, {}, "Date: Sun, 22 Nov 2026 11:50:00 GMT\r\nRetry-After: Sun, 22 Nov 2026 11:50:30 GMT\r\n"));
    const auto call = m_fixture->post();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().retryAfter, std::optional<milliseconds>(30s));
}

void TestRateLimit::changeIsRefusedNotRepeated()
{
    m_fixture->server.then(RawServer::answer(429, "{\"detail\":\"slow down\"}", "Retry-After: 1\r\n"));
    const auto change = m_fixture->post();
    QTRY_VERIFY(change->isDone());
    QCOMPARE(change->error().kind, Error::Kind::RateLimited);
    QCOMPARE(change->error().outcome, Error::Outcome::Refused);
    QCOMPARE(change->error().retryAfter, std::optional<milliseconds>(1s));
    QCOMPARE(change->error().serverText, QStringLiteral("slow down"));
    QVERIFY(m_fixture->client().gatedUntil().isValid());
    const auto read = m_fixture->get();
    QTRY_VERIFY(read->isDone());
    QVERIFY(read->result->ok());
    QCOMPARE(read->waits.size(), 1);
    QCOMPARE(m_fixture->server.requests().size(), 2);
}

void TestRateLimit::readsGiveUp()
{
    m_fixture->server.otherwise(RawServer::answer(429, {}, "Retry-After: 0\r\n"));
    const auto call = m_fixture->get();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::RateLimited);
    QCOMPARE(call->error().retryAfter, std::optional<milliseconds>(0ms));
    QCOMPARE(m_fixture->server.requests().size(), 3);
}

void TestRateLimit::laterAndLongerWins()
{
    RawServer &server = m_fixture->server;
    QList<QPointer<QTcpSocket>> sockets;
    server.otherwise([&sockets](QTcpSocket &socket, const RawRequest &) { sockets += &socket; });
    const auto first = m_fixture->post();
    const auto second = m_fixture->post();
    const auto third = m_fixture->post();
    QTRY_COMPARE(sockets.size(), 3);
    const auto answer = [&sockets](qsizetype index, const QByteArray &seconds) {
        RawServer::answer(429, {}, "Retry-After: " + seconds + "\r\n")(*sockets.at(index), {});
    };
    answer(0, "20");
    QTRY_COMPARE(m_fixture->gates, QList<milliseconds>({20s}));
    answer(1, "60");
    QTRY_COMPARE(m_fixture->gates, QList<milliseconds>({20s, 60s}));
    answer(2, "1");
    QTRY_VERIFY(first->isDone() && second->isDone() && third->isDone());
    QCOMPARE(m_fixture->gates.size(), 2);
    QCOMPARE(m_fixture->client().gatedUntil(), m_fixture->clock.nowUtc().addSecs(60));
}

void TestRateLimit::waitingRequestsAreUnsent_data()
{
    QTest::addColumn<Method>("method");
    QTest::newRow("GET") << Method::Get;
    QTest::newRow("POST") << Method::Post;
    QTest::newRow("DELETE") << Method::Delete;
}

void TestRateLimit::waitingRequestsAreUnsent()
{
    QFETCH(const Method, method);
    m_fixture->server.then(RawServer::answer(429, {}, "Retry-After: 100\r\n"));
    const auto closer = m_fixture->post();
    QTRY_VERIFY(closer->isDone());
    const auto call = m_fixture->send(method);
    QTRY_COMPARE(call->waits.size(), 1);
    call->job->abort();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Cancelled);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    QCOMPARE(m_fixture->server.requests().size(), 1);
}

void TestRateLimit::clientDestroyedAtTheGate()
{
    m_fixture->server.then(RawServer::answer(429, {}, "Retry-After: 100\r\n"));
    const auto closer = m_fixture->post();
    QTRY_VERIFY(closer->isDone());
    const auto call = m_fixture->post();
    QTRY_COMPARE(call->waits.size(), 1);
    m_fixture->destroyClient();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
}

void TestRateLimit::tooLongAWait()
{
    m_fixture->server.then(RawServer::answer(429, {}, "Retry-After: 600\r\n"));
    const auto read = m_fixture->get();
    QTRY_VERIFY(read->isDone());
    QCOMPARE(read->error().kind, Error::Kind::RateLimited);
    QCOMPARE(read->error().retryAfter, std::optional<milliseconds>(600s));
    // Nobody is left hanging for ten minutes: the next one hears of it at once.
    const auto change = m_fixture->post();
    QTRY_VERIFY(change->isDone());
    QCOMPARE(change->error().kind, Error::Kind::RateLimited);
    QCOMPARE(change->error().outcome, Error::Outcome::NotSent);
    QVERIFY(change->error().retryAfter > std::optional<milliseconds>(500s));
    QCOMPARE(m_fixture->server.requests().size(), 1);
}

void TestRateLimit::absurdWaitIsBounded()
{
    m_fixture->server.then(RawServer::answer(429, {}, "Retry-After: 999999999999\r\n"));
    const auto read = m_fixture->get();
    QTRY_VERIFY(read->isDone());
    QCOMPARE(m_fixture->gates, QList<milliseconds>({1h}));
}

void TestRateLimit::unprescribedWaitIsABackoff()
{
    m_fixture->settings.firstBackoff = 40ms;
    m_fixture->server.then(RawServer::answer(429));
    const auto read = m_fixture->get();
    QTRY_VERIFY(read->isDone());
    QVERIFY(read->result->ok());
    QCOMPARE(m_fixture->gates.size(), 1);
    QVERIFY(m_fixture->gates.constFirst() >= 20ms && m_fixture->gates.constFirst() <= 60ms);
}

void TestRateLimit::listenerMayDestroyEverything()
{
    m_fixture->server.otherwise(RawServer::answer(429, {}, "Retry-After: 100\r\n"));
    QObject::connect(
        &m_fixture->client(), &HttpClient::gateClosed, this, [this] { m_fixture->destroyClient(); });
    const auto read = m_fixture->get();
    const auto change = m_fixture->post();
    QTRY_VERIFY(read->isDone() && change->isDone());
    QVERIFY(!read->result->ok() && !change->result->ok());
    QCOMPARE(read->answers + change->answers, 2);
}

/// The service tells how many it still takes, and is not asked for more.
void TestRateLimit::aSpentAllowanceIsKept()
{
    // The fixture's clock stands at Sunday, 2026-11-22 12:00:00.
    const QByteArray headers = "X-RateLimit-Limit: 1000\r\nX-RateLimit-Reset: 1795348801\r\n"
                               "X-RateLimit-Remaining: ";
    m_fixture->server.then(RawServer::answer(200, "{}", headers + "1\r\n"));
    m_fixture->server.then(RawServer::answer(200, "{}", headers + "0\r\n"));
    for (int i = 0; i < 2; ++i) {
        const auto call = m_fixture->get();
        QTRY_VERIFY(call->isDone());
        QVERIFY(call->waits.isEmpty());
    }
    const auto read = m_fixture->get();
    const auto change = m_fixture->post();
    QTRY_COMPARE(read->waits.size(), 1);
    QVERIFY(read->waits.constFirst().second <= 1000ms);
    QCOMPARE(m_fixture->server.requests().size(), 2);
    QTRY_VERIFY(read->isDone() && change->isDone());
    QVERIFY(read->result->ok() && change->result->ok());
}

void TestRateLimit::whoSharesABudgetWaitsToo()
{
    const auto budget = std::make_shared<RateBudget>();
    ClientFixture other;
    m_fixture->client().setBudget(budget);
    other.client().setBudget(budget);
    m_fixture->server.then(RawServer::answer(429, {}, "Retry-After: 1\r\n"));
    const auto refused = m_fixture->post();
    QTRY_VERIFY(refused->isDone());
    const auto read = other.get();
    const auto change = other.post();
    QTRY_VERIFY(read->waits.size() == 1 && change->waits.size() == 1);
    QVERIFY(other.server.requests().isEmpty());
    QTRY_VERIFY(read->isDone() && change->isDone());
    QVERIFY(read->result->ok() && change->result->ok());
}

void TestRateLimit::documentedRatesAreKept()
{
    m_fixture->client().setBudget(std::make_shared<RateBudget>(RateLimits{3, 2, 1}));
    QElapsedTimer elapsed;
    elapsed.start();
    QList<std::shared_ptr<Call>> calls;
    for (int i = 0; i < 4; ++i)
        calls += m_fixture->get();
    for (int i = 0; i < 2; ++i)
        calls += m_fixture->post();
    for (const auto &call : calls) {
        QTRY_VERIFY(call->isDone());
        QVERIFY(call->result->ok());
        QVERIFY(call->waits.isEmpty()); // a moment of politeness is no news
    }
    QVERIFY2(elapsed.elapsed() >= 1000, "the fourth read waits for the next second");
}

QTEST_GUILESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
