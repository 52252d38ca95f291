// SPDX-License-Identifier: MIT
#include "net/readlane.h"

#include "core/clock.h"
#include "net/httpclient.h"
#include "net/proxyroute.h"
#include "net/readlanes.h"
#include "support/rawserver.h"

#include <QTest>

Q_DECLARE_METATYPE(HttpSettings)

/// Clients that share what they read over.
class TestReadLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_server = std::make_unique<RawServer>(); }
    void cleanup()
    {
        m_clients.clear();
        m_server.reset();
    }

    void turnsGoRound();
    void aTurnThatIsNotUsedGoesOn();
    void oneLaneForTheSameWay_data();
    void oneLaneForTheSameWay();
    void connectionsAreShared();
    void aLongListHoldsUpNobody();
    void whoGoesMakesRoom();
    void whatWaitsCanBeStopped();

private:
    [[nodiscard]] HttpSettings settings() const
    {
        HttpSettings settings;
        settings.baseUrl = m_server->url();
        return settings;
    }
    HttpClient &newClient()
    {
        m_clients.push_back(std::make_unique<HttpClient>(
            settings(), [] { return QByteArray(); }, m_clock));
        m_clients.back()->shareReads(m_lanes);
        return *m_clients.back();
    }
    JobOf<HttpAnswer> *get(HttpClient &client, const QString &path)
    {
        HttpRequest request;
        request.path = path;
        auto *job = client.send(this, request);
        job->onFinished(this, [this, path](Result<HttpAnswer> &&) { m_done.append(path); });
        return job;
    }
    void getMany(HttpClient &client, int count)
    {
        for (int i = 0; i < count; ++i)
            (void)get(client, QStringLiteral("/many"));
    }

    SystemClock m_clock;
    ReadLanes m_lanes;
    std::unique_ptr<RawServer> m_server;
    std::vector<std::unique_ptr<HttpClient>> m_clients;
    QStringList m_done;
};

void TestReadLane::turnsGoRound()
{
    ProxyRoute route(settings());
    ReadLane lane(route);
    const QObject one;
    const QObject two;
    for (int i = 0; i < ReadLane::mostAtOnce; ++i) {
        QVERIFY(lane.isTurnOf(&one));
        lane.enter(&one);
    }
    QVERIFY(!lane.isTurnOf(&one));
    QVERIFY(!lane.isTurnOf(&two));
    int freed = 0;
    connect(&lane, &ReadLane::freed, this, [&freed] { ++freed; });
    lane.leave();
    QCOMPARE(freed, 1);
    QVERIFY(!lane.isTurnOf(&two)); // one asked first
    QVERIFY(lane.isTurnOf(&one));
    lane.enter(&one);
    QVERIFY(!lane.isTurnOf(&one));
    lane.leave();
    QVERIFY(!lane.isTurnOf(&one)); // now it is behind two
    QVERIFY(lane.isTurnOf(&two));
}

void TestReadLane::aTurnThatIsNotUsedGoesOn()
{
    ProxyRoute route(settings());
    ReadLane lane(route);
    const QObject busy;
    const QObject one;
    const QObject two;
    for (int i = 0; i < ReadLane::mostAtOnce; ++i)
        lane.enter(&busy);
    QVERIFY(!lane.isTurnOf(&one));
    QVERIFY(!lane.isTurnOf(&two));
    lane.leave();
    int freed = 0;
    connect(&lane, &ReadLane::freed, this, [&freed] { ++freed; });
    lane.giveUp(&one);
    QCOMPARE(freed, 1);
    QVERIFY(lane.isTurnOf(&two));
    lane.giveUp(&one); // is not there any more
    QCOMPARE(freed, 1);
}

void TestReadLane::oneLaneForTheSameWay_data()
{
    QTest::addColumn<HttpSettings>("other");
    QTest::addColumn<bool>("isShared");
    HttpSettings base;
    base.baseUrl = QUrl(QStringLiteral("https://api.example.com/v1"));
    QTest::newRow("same") << base << true;
    HttpSettings other = base;
    other.baseUrl = QUrl(QStringLiteral("https://API.example.com/v1alpha1/"));
    QTest::newRow("another path") << other << true;
    other.baseUrl = QUrl(QStringLiteral("https://api.example.org/v1"));
    QTest::newRow("another service") << other << false;
    other.baseUrl = QUrl(QStringLiteral("https://api.example.com:8443/v1"));
    QTest::newRow("another port") << other << false;
    other.baseUrl = QUrl(QStringLiteral("http://api.example.com/v1"));
    QTest::newRow("another scheme") << other << false;
    other = base;
    other.proxy = {ProxyChoice::Kind::Http, QStringLiteral("proxy.example.com"), 3128, {}};
    QTest::newRow("through a proxy") << other << false;
    other = base;
    other.authorityTrouble = QStringLiteral("gone");
    QTest::newRow("own authorities that cannot be had") << other << false;
}

void TestReadLane::oneLaneForTheSameWay()
{
    QFETCH(const HttpSettings, other);
    QFETCH(const bool, isShared);
    HttpSettings base;
    base.baseUrl = QUrl(QStringLiteral("https://api.example.com/v1"));
    base.proxy.kind = ProxyChoice::Kind::None;
    HttpSettings second = other;
    if (second.proxy.kind == ProxyChoice::Kind::System)
        second.proxy.kind = ProxyChoice::Kind::None;
    ProxyRoute route(base);
    const auto lane = m_lanes.laneFor(base, route);
    QCOMPARE(m_lanes.laneFor(second, route) == lane, isShared);
    // A login at a proxy is Qt's to keep, so it is never shared.
    HttpSettings guarded = base;
    guarded.proxy = {
        ProxyChoice::Kind::Http, QStringLiteral("proxy.example.com"), 3128, QStringLiteral("ada")};
    QVERIFY(m_lanes.laneFor(guarded, route) != m_lanes.laneFor(guarded, route));
}

void TestReadLane::connectionsAreShared()
{
    m_server->otherwise(RawServer::answer(200));
    for (int i = 0; i < 4; ++i)
        getMany(newClient(), 6);
    QTRY_COMPARE(m_done.size(), 24);
    QVERIFY2(m_server->connectionCount() <= 6, qPrintable(QString::number(m_server->connectionCount())));
    m_done.clear();
}

void TestReadLane::aLongListHoldsUpNobody()
{
    m_server->otherwise(RawServer::answer(200));
    std::vector<HttpClient *> greedy;
    for (int i = 0; i < 4; ++i)
        greedy.push_back(&newClient());
    for (HttpClient *client : greedy)
        getMany(*client, 50);
    (void)get(newClient(), QStringLiteral("/one"));
    QTRY_COMPARE(m_done.size(), 201);
    const qsizetype place = m_done.indexOf(QStringLiteral("/one"));
    QVERIFY2(place < 3 * ReadLane::mostAtOnce, qPrintable(QString::number(place)));
    m_done.clear();
}

void TestReadLane::whoGoesMakesRoom()
{
    m_server->otherwise(RawServer::hang());
    for (int i = 0; i < 3; ++i)
        getMany(newClient(), 6);
    QTRY_COMPARE(m_server->requests().size(), 6);
    (void)get(newClient(), QStringLiteral("/one"));
    QTest::qWait(20);
    QVERIFY(m_done.isEmpty());
    m_server->otherwise(RawServer::answer(200));
    m_clients.erase(m_clients.begin(), m_clients.begin() + 3); // their reads end as stopped
    QTRY_VERIFY(m_done.contains(QStringLiteral("/one")));
    m_done.clear();
}

void TestReadLane::whatWaitsCanBeStopped()
{
    m_server->otherwise(RawServer::hang());
    for (int i = 0; i < 3; ++i)
        getMany(newClient(), 6);
    HttpClient &late = newClient();
    QTRY_COMPARE(m_server->requests().size(), 6);
    JobOf<HttpAnswer> *const waiting = get(late, QStringLiteral("/late"));
    std::optional<Error> error;
    waiting->onFinished(this, [&error](Result<HttpAnswer> &&result) { error = result.error(); });
    waiting->abort();
    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->kind, Error::Kind::Cancelled);
    QCOMPARE(error->outcome, Error::Outcome::NotSent);
    // Its place in the queue is nobody's trouble.
    (void)get(newClient(), QStringLiteral("/one"));
    m_server->otherwise(RawServer::answer(200));
    m_clients.erase(m_clients.begin(), m_clients.begin() + 3);
    QTRY_VERIFY(m_done.contains(QStringLiteral("/one")));
    m_done.clear();
}

QTEST_GUILESS_MAIN(TestReadLane)
#include "tst_readlane.moc"
