// SPDX-License-Identifier: MIT
#include "net/clientfixture.h"
#include "net/proxyroute.h"
#include "net/systemproxy.h"
#include "support/proxyserver.h"
#include "support/tlsfront.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

#include <thread>

using namespace std::chrono_literals;
using Method = HttpRequest::Method;
using Kind = ProxyChoice::Kind;

/// Requests through a real proxy to a name that leads nowhere else.
class TestProxyRoute final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void throughTheProxy_data();
    void throughTheProxy();
    void manyReadsAtOnce_data() { kinds(); }
    void manyReadsAtOnce();
    void loginIsGiven_data() { kinds(); }
    void loginIsGiven();
    void loginIsWanted_data();
    void loginIsWanted();
    void loginIsRefused_data();
    void loginIsRefused();
    void correctedPassword_data() { kinds(); }
    void correctedPassword();
    void unreachable_data();
    void unreachable();
    void wayIsRefused_data() { kinds(); }
    void wayIsRefused();
    void unknownName_data() { kinds(); }
    void unknownName();
    void silentProxy_data() { kinds(); }
    void silentProxy();
    void loopbackGoesStraight_data() { kinds(); }
    void loopbackGoesStraight();
    void aChangeLeavesOnce_data();
    void aChangeLeavesOnce();
    void cutTunnelIsUnknown_data() { kinds(); }
    void cutTunnelIsUnknown();
    void systemProxy();
    void systemProxyIsFoundInTheBackground();
    void systemProxyDiesUnanswered();
    void systemProxyIsAskedAgain();

private:
    static void kinds()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("HTTP") << Kind::Http;
        QTest::newRow("SOCKS5") << Kind::Socks5;
    }
    static void kindsAndMethods()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<Method>("method");
        for (const Kind kind : {Kind::Http, Kind::Socks5}) {
            for (const Method method : {Method::Get, Method::Post, Method::Delete})
                QTest::addRow("%s %d", kind == Kind::Http ? "HTTP" : "SOCKS5", int(method)) << kind << method;
        }
    }
    void use(Kind kind, const QString &user = {})
    {
        m_fixture->settings.proxy = {kind, QStringLiteral("127.0.0.1"), m_proxy->serverPort(), user};
    }
    HttpClient &loggedIn(const QByteArray &password)
    {
        m_password = password;
        m_fixture->client().setProxyPassword([this] { return m_password; });
        return m_fixture->client();
    }

    std::unique_ptr<ClientFixture> m_fixture;
    std::unique_ptr<ProxyServer> m_proxy;
    std::unique_ptr<TlsFront> m_front;
    QByteArray m_password;
};

void TestProxyRoute::init()
{
    m_fixture = std::make_unique<ClientFixture>();
    m_front = std::make_unique<TlsFront>(m_fixture->server.serverPort(), TlsFront::Certificate::Elsewhere);
    m_proxy = std::make_unique<ProxyServer>();
    m_proxy->route(QStringLiteral("elsewhere.test"), m_front->serverPort());
    m_fixture->settings.baseUrl = m_front->url(m_fixture->server.url());
    m_fixture->settings.extraAuthorities = QSslCertificate::fromData(TlsFront::authority());
}

void TestProxyRoute::cleanup()
{
    m_fixture.reset();
    m_proxy.reset();
    m_front.reset();
}

void TestProxyRoute::throughTheProxy_data()
{
    kindsAndMethods();
}

void TestProxyRoute::throughTheProxy()
{
    QFETCH(const Kind, kind);
    QFETCH(const Method, method);
    use(kind);
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QVERIFY2(call->result->ok(), call->result->ok() ? "" : qPrintable(call->error().technical));
    QCOMPARE(m_proxy->targets(), QStringList(QStringLiteral("elsewhere.test:443")));
    QCOMPARE(m_fixture->server.requests().size(), 1);
    QCOMPARE(m_fixture->server.requests().constFirst().header("Authorization"), m_fixture->credential);
    // What the proxy is told is none of the service's business, and the other way round.
    QVERIFY(!m_fixture->server.requests().constFirst().hasHeader("Proxy-Authorization"));
    QCOMPARE(m_proxy->logins(), 0);
}

void TestProxyRoute::manyReadsAtOnce()
{
    QFETCH(const Kind, kind);
    use(kind, QStringLiteral("mia"));
    m_proxy->requireLogin("mia", "pro-xy pass");
    loggedIn("pro-xy pass");
    QList<std::shared_ptr<Call>> calls;
    for (int i = 0; i < 20; ++i)
        calls += m_fixture->get();
    for (const auto &call : calls) {
        QTRY_VERIFY(call->isDone());
        QVERIFY2(call->result->ok(), call->result->ok() ? "" : qPrintable(call->error().technical));
    }
    QVERIFY2(m_proxy->tunnels() <= 6, qPrintable(QString::number(m_proxy->tunnels())));
}

void TestProxyRoute::loginIsGiven()
{
    QFETCH(const Kind, kind);
    use(kind, QStringLiteral("mia"));
    m_proxy->requireLogin("mia", "pro-xy pass");
    loggedIn("pro-xy pass");
    for (const Method method : {Method::Get, Method::Post, Method::Delete}) {
        const auto call = m_fixture->send(method);
        QTRY_VERIFY(call->isDone());
        QVERIFY2(call->result->ok(), call->result->ok() ? "" : qPrintable(call->error().technical));
    }
    QCOMPARE(m_fixture->server.requests().size(), 3);
    QCOMPARE(m_proxy->refusedLogins(), 0);
    QCOMPARE(m_proxy->tunnels(), 3);
}

void TestProxyRoute::loginIsWanted_data()
{
    kindsAndMethods();
}

void TestProxyRoute::loginIsWanted()
{
    QFETCH(const Kind, kind);
    QFETCH(const Method, method);
    use(kind);
    m_proxy->requireLogin("mia", "pro-xy pass");
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QVERIFY(!call->result->ok());
    QCOMPARE(call->error().kind, Error::Kind::Proxy);
    QCOMPARE(call->error().proxy, ProxyTrouble::LoginWanted);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    QCOMPARE(m_proxy->tunnels(), 0);
    QCOMPARE(m_proxy->logins(), 0);
    QVERIFY(m_fixture->server.requests().isEmpty());
}

void TestProxyRoute::loginIsRefused_data()
{
    kindsAndMethods();
}

void TestProxyRoute::loginIsRefused()
{
    QFETCH(const Kind, kind);
    QFETCH(const Method, method);
    use(kind, QStringLiteral("mia"));
    m_proxy->requireLogin("mia", "pro-xy pass");
    loggedIn("yesterday's pass");
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QVERIFY(!call->result->ok());
    QCOMPARE(call->error().kind, Error::Kind::Proxy);
    QCOMPARE(call->error().proxy, ProxyTrouble::LoginRefused);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    QVERIFY(!call->error().technical.contains(QLatin1String("yesterday")));
    // A second try with the same password locks people's accounts.
    QCOMPARE(m_proxy->refusedLogins(), 1);
    QCOMPARE(m_proxy->tunnels(), 0);
}

void TestProxyRoute::correctedPassword()
{
    QFETCH(const Kind, kind);
    use(kind, QStringLiteral("mia"));
    m_proxy->requireLogin("mia", "pro-xy pass");
    loggedIn("yesterday's pass");
    const auto wrong = m_fixture->get();
    QTRY_VERIFY(wrong->isDone());
    QVERIFY(!wrong->result->ok());
    loggedIn("pro-xy pass");
    for (const Method method : {Method::Get, Method::Post}) {
        const auto right = m_fixture->send(method);
        QTRY_VERIFY(right->isDone());
        QVERIFY2(right->result->ok(), right->result->ok() ? "" : qPrintable(right->error().technical));
    }
    QCOMPARE(m_proxy->refusedLogins(), 1);
}

void TestProxyRoute::unreachable_data()
{
    kindsAndMethods();
}

void TestProxyRoute::unreachable()
{
    QFETCH(const Kind, kind);
    QFETCH(const Method, method);
    use(kind);
    m_proxy->close();
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Proxy);
    QCOMPARE(call->error().proxy, ProxyTrouble::Unreachable);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
}

void TestProxyRoute::wayIsRefused()
{
    QFETCH(const Kind, kind);
    use(kind);
    m_proxy->forbidAll();
    for (const Method method : {Method::Get, Method::Post}) {
        const auto call = m_fixture->send(method);
        QTRY_VERIFY(call->isDone());
        QCOMPARE(call->error().kind, Error::Kind::Proxy);
        QCOMPARE(call->error().proxy, ProxyTrouble::WayRefused);
        QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    }
}

void TestProxyRoute::unknownName()
{
    QFETCH(const Kind, kind);
    use(kind);
    m_fixture->settings.baseUrl.setHost(QStringLiteral("nobody.test"));
    for (const Method method : {Method::Get, Method::Post}) {
        const auto call = m_fixture->send(method);
        QTRY_VERIFY(call->isDone());
        QVERIFY(call->error().kind == Error::Kind::Proxy || call->error().kind == Error::Kind::Network);
        QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    }
}

void TestProxyRoute::silentProxy()
{
    QFETCH(const Kind, kind);
    use(kind);
    m_proxy->fallSilent();
    m_fixture->settings.attemptDeadline = 150ms;
    const auto call = m_fixture->post();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Timeout);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    QCOMPARE(m_proxy->tunnels(), 0);
}

void TestProxyRoute::loopbackGoesStraight()
{
    QFETCH(const Kind, kind);
    use(kind);
    for (const char *host : {"127.0.0.1", "localhost"}) {
        m_fixture->destroyClient();
        m_fixture->settings.baseUrl = m_fixture->server.url();
        m_fixture->settings.baseUrl.setHost(QString::fromLatin1(host));
        const auto call = m_fixture->post();
        QTRY_VERIFY(call->isDone());
        QVERIFY(call->result->ok());
    }
    QCOMPARE(m_proxy->connections(), 0);
}

void TestProxyRoute::aChangeLeavesOnce_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Method>("method");
    QTest::addColumn<bool>("resets");
    for (const Kind kind : {Kind::Http, Kind::Socks5}) {
        for (const Method method : {Method::Post, Method::Delete}) {
            for (const bool resets : {false, true})
                QTest::addRow("%d %d %d", int(kind), int(method), int(resets)) << kind << method << resets;
        }
    }
}

/// The service takes the request and closes without a word.
void TestProxyRoute::aChangeLeavesOnce()
{
    QFETCH(const Kind, kind);
    QFETCH(const Method, method);
    QFETCH(const bool, resets);
    use(kind, QStringLiteral("mia"));
    m_proxy->requireLogin("mia", "pro-xy pass");
    loggedIn("pro-xy pass");
    m_fixture->server.otherwise(resets ? RawServer::reset() : RawServer::bytesThenClose({}));
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().outcome, Error::Outcome::Unknown);
    QTest::qWait(100);
    QCOMPARE(m_fixture->server.requests().size(), 1);
    QCOMPARE(m_proxy->tunnels(), 1);
}

void TestProxyRoute::cutTunnelIsUnknown()
{
    QFETCH(const Kind, kind);
    use(kind);
    m_fixture->server.otherwise(RawServer::hang());
    m_proxy->cutAfter(450); // behind the hello of the handshake, before any answer
    const auto call = m_fixture->post();
    QTRY_VERIFY(call->isDone());
    const bool hasArrived = !m_fixture->server.requests().isEmpty();
    QVERIFY(!hasArrived || call->error().outcome == Error::Outcome::Unknown);
    QTest::qWait(100);
    QVERIFY(m_fixture->server.requests().size() <= 1);
    QCOMPARE(m_proxy->tunnels(), 1);
}

void TestProxyRoute::systemProxy()
{
#ifndef Q_OS_LINUX
    QSKIP("elsewhere the system is not asked through the environment");
#endif
    qputenv("https_proxy", "http://127.0.0.1:" + QByteArray::number(m_proxy->serverPort()));
    m_fixture->settings.proxy.kind = Kind::System;
    for (const Method method : {Method::Get, Method::Post}) {
        const auto call = m_fixture->send(method);
        QTRY_VERIFY(call->isDone());
        QVERIFY2(call->result->ok(), call->result->ok() ? "" : qPrintable(call->error().technical));
    }
    QCOMPARE(m_proxy->tunnels(), 2);

    m_fixture->destroyClient();
    m_fixture->settings.proxy.kind = Kind::None;
    const auto straight = m_fixture->post();
    QTRY_VERIFY(straight->isDone());
    QVERIFY(!straight->result->ok());
    QCOMPARE(m_proxy->tunnels(), 2);
    qunsetenv("https_proxy");
}

void TestProxyRoute::systemProxyIsFoundInTheBackground()
{
    auto release = std::make_shared<QSemaphore>();
    const auto caller = std::this_thread::get_id();
    auto asked = std::make_shared<std::atomic<bool>>(false);
    SystemProxy system(QUrl(QStringLiteral("https://elsewhere.test")),
        [release, caller, asked](const QNetworkProxyQuery &query) {
            *asked =
                std::this_thread::get_id() != caller && query.url().host() == QLatin1String("elsewhere.test");
            release->acquire();
            return QList{QNetworkProxy(QNetworkProxy::Socks5Proxy, QStringLiteral("proxy.corp"), 1080)};
        });
    int found = 0;
    connect(&system, &SystemProxy::found, this, [&found] { ++found; });
    QElapsedTimer elapsed;
    elapsed.start();
    system.find();
    system.find();
    QVERIFY2(elapsed.elapsed() < 1000, "it waits for the answer");
    QTRY_VERIFY(asked->load());
    QVERIFY(!system.isKnown());
    QCOMPARE(system.proxy().type(), QNetworkProxy::NoProxy);
    release->release();
    QTRY_COMPARE(found, 1);
    QVERIFY(system.isKnown());
    QCOMPARE(system.proxy().hostName(), QStringLiteral("proxy.corp"));
}

void TestProxyRoute::systemProxyDiesUnanswered()
{
    auto release = std::make_shared<QSemaphore>();
    auto done = std::make_shared<QSemaphore>();
    {
        SystemProxy system(QUrl(QStringLiteral("https://elsewhere.test")),
            [release, done](const QNetworkProxyQuery &) -> QList<QNetworkProxy> {
                release->acquire();
                done->release();
                return {};
            });
        system.find();
    }
    release->release();
    QVERIFY(done->tryAcquire(1, 10'000));
    QTest::qWait(20);
}

void TestProxyRoute::systemProxyIsAskedAgain()
{
    auto asked = std::make_shared<std::atomic<int>>(0);
    const auto ask = [asked](const QNetworkProxyQuery &) -> QList<QNetworkProxy> {
        ++*asked;
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    };
    SystemProxy system(QUrl(QStringLiteral("https://elsewhere.test")), ask, 1h);
    int found = 0;
    connect(&system, &SystemProxy::found, this, [&found] { ++found; });
    system.find();
    QTRY_COMPARE(found, 1);
    system.find();
    QTest::qWait(20);
    QCOMPARE(asked->load(), 1);
    system.doubt();
    system.find();
    QTRY_COMPARE(found, 2);
    QCOMPARE(asked->load(), 2);
}

QTEST_GUILESS_MAIN(TestProxyRoute)
#include "tst_proxyroute.moc"
