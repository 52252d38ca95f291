// SPDX-License-Identifier: MIT
#include "connectionend.h"
#include "democlient.h"

#include "demo/demoserver.h"
#include "support/manualclock.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTcpServer>
#include <QThread>

using namespace std::chrono_literals;

namespace {

const QString acme = QStringLiteral("Acme data");

} // namespace

/// The HTTP server itself and what it hands to tests.
class TestDemoServer final : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static QString listPath(const DemoServer &server)
    {
        return QStringLiteral("/v1alpha1/organizations/%1/api-tokens")
            .arg(DemoClient::account(server, acme).account.organizationId);
    }
    [[nodiscard]] static QByteArray exchange(const DemoServer &server, const QByteArray &bytes)
    {
        RawSocket socket(server);
        socket.send(bytes);
        return socket.waitForClose() ? socket.received() : QByteArray("the connection stayed open");
    }

    ManualClock m_clock;

private Q_SLOTS:
    void accountsCoverServicesPlacesAndRights();
    void openingAccountsAreOwnersOfEveryKind();
    void everyAccountDoesWhatItsRoleSays();
    void seedHasTheDifficultNames();
    void portInUseIsToldInWords();
    void keepsAConnectionForSeveralRequests();
    void closesWhenAskedOrOldVersion_data();
    void closesWhenAskedOrOldVersion();
    void pipelinedRequestsAreAnsweredInOrder();
    void bodiesMayBeChunked();
    void bytewiseRequestsAreUnderstood();
    void continueIsSentWhenExpected();
    void headHasNoBody();
    void refusesGarbage_data();
    void refusesGarbage();
    void survivesRandomBytes();
    void boundsHeadAndBody();
    void requestsAreLoggedAsTheyCame();
    void logIsBounded();
    void latencyIsOfEveryAnswer();
    void dropsConnectionsWithFinOrReset_data();
    void dropsConnectionsWithFinOrReset();
    void stateCanBeChangedBehindTheProgramsBack();
    void worksInAnotherThread();
};

void TestDemoServer::accountsCoverServicesPlacesAndRights()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    QSet<QString> organizations[2];
    QSet<QString> workspaces;
    QHash<QString, int> roles;
    const QList<DemoAccount> accounts = server.accounts();
    for (const DemoAccount &account : accounts) {
        const bool isQovery = account.account.providerKey == QLatin1String("qovery");
        QVERIFY(isQovery || account.account.providerKey == QLatin1String("astronomer"));
        QCOMPARE(account.account.baseUrl, isQovery ? server.qoveryUrl() : server.astronomerUrl());
        QVERIFY(account.account.id.isEmpty());
        QVERIFY(!account.credential.isEmpty());
        organizations[isQovery ? 0 : 1].insert(account.account.organizationId);
        for (const QString &workspace : account.account.workspaceIds)
            workspaces.insert(workspace);
        ++roles[account.role];
        QCOMPARE(server.isValidSecret(account.credential), account.role != QLatin1String("revoked"));
    }
    QCOMPARE(organizations[0].size(), 3);
    QCOMPARE(organizations[1].size(), 2);
    QCOMPARE(workspaces.size(), 4);
    QCOMPARE(roles.value(QStringLiteral("owner")), 10);
    QCOMPARE(roles.value(QStringLiteral("read-only")), 9);
    QCOMPARE(roles.value(QStringLiteral("revoked")), 9);
}

void TestDemoServer::openingAccountsAreOwnersOfEveryKind()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    QStringList names;
    QStringList production;
    const QList<DemoAccount> accounts = server.openingAccounts();
    for (const DemoAccount &account : accounts) {
        QCOMPARE(account.role, QStringLiteral("owner"));
        names.append(account.account.name);
        if (account.account.isProduction)
            production.append(account.account.name);
    }
    QCOMPARE(names,
        QStringList({QStringLiteral("Acme production"), QStringLiteral("Acme development"),
            QStringLiteral("Initech lab"), acme, QStringLiteral("Globex analytics"),
            QStringLiteral("Acme data · Pipelines"), QStringLiteral("Globex analytics · Reporting")}));
    QCOMPARE(production,
        QStringList({QStringLiteral("Acme production"), acme, QStringLiteral("Acme data · Pipelines")}));
}

void TestDemoServer::everyAccountDoesWhatItsRoleSays()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QList<DemoAccount> accounts = server.accounts();
    for (const DemoAccount &account : accounts) {
        const bool isQovery = account.account.providerKey == QLatin1String("qovery");
        QString path = QStringLiteral("/organization/%1/apiToken");
        if (!isQovery)
            path = account.account.workspaceIds.isEmpty()
                ? QStringLiteral("/v1alpha1/organizations/%1/api-tokens")
                : QStringLiteral("/v1alpha1/organizations/%1/workspaces/")
                    + account.account.workspaceIds.constFirst() + QStringLiteral("/api-tokens");
        const bool isToken = account.credential.startsWith("qov_");
        const DemoClient client(server, (isToken ? "Token " : "Bearer ") + account.credential);
        const int status = client.get(path.arg(account.account.organizationId)).status;
        QCOMPARE(status, account.role == QLatin1String("revoked") ? 401 : 200);
    }
}

void TestDemoServer::seedHasTheDifficultNames()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    int tokens = 0;
    QStringList names;
    QSet<qsizetype> fractions;
    int offsets = 0;
    const auto collect = [&](const QJsonArray &list) {
        for (const QJsonValue &value : list) {
            ++tokens;
            names.append(value.toObject().value(QLatin1String("name")).toString());
            QString created = value.toObject().value(QLatin1String("createdAt")).toString();
            if (created.isEmpty())
                created = value.toObject().value(QLatin1String("created_at")).toString();
            offsets += created.endsWith(u'Z') ? 0 : 1;
            const QString fraction =
                created.section(u'.', 1).section(QRegularExpression(QStringLiteral("[Z+-]")), 0, 0);
            fractions.insert(fraction.size());
        }
    };
    for (const QString &name : {QStringLiteral("Acme production"), QStringLiteral("Acme development")}) {
        const QString path = QStringLiteral("/organization/%1/apiToken");
        collect(DemoClient::as(server, name)
                    .get(path.arg(DemoClient::account(server, name).account.organizationId))
                    .list("results"));
    }
    collect(
        DemoClient::as(server, acme).get(listPath(server) + QStringLiteral("?limit=1000")).list("apiTokens"));
    QVERIFY(tokens >= 40);
    const auto hasName = [&](const std::function<bool(const QString &)> &test) {
        return std::any_of(names.cbegin(), names.cend(), test);
    };
    QVERIFY(hasName([](const QString &name) { return name.isRightToLeft(); }));
    QVERIFY(hasName([](const QString &name) { return name.contains(QLatin1String("<img src=x")); }));
    QVERIFY(hasName([](const QString &name) { return name.size() == 256; }));
    QVERIFY(hasName([](const QString &name) { return name.startsWith(u' '); }));
    QVERIFY(hasName([](const QString &name) { return name.contains(QStringLiteral("🚀")); }));
    QCOMPARE(fractions.size(), 10);
    QVERIFY(offsets > 0);
}

void TestDemoServer::portInUseIsToldInWords()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    DemoOptions options;
    options.port = other.serverPort();
    DemoServer server(options, m_clock);
    QVERIFY(!server.start());
    QVERIFY(!server.errorString().isEmpty());
    other.close();
    QVERIFY(server.start());
    QCOMPARE(server.qoveryUrl().port(), int(options.port));
}

void TestDemoServer::keepsAConnectionForSeveralRequests()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    RawSocket socket(server);
    for (int i = 1; i <= 3; ++i) {
        socket.send("GET /organization HTTP/1.1\r\nHost: demo\r\n\r\n");
        QTRY_COMPARE(socket.received().count("HTTP/1.1 401 "), i);
    }
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(server.requests().at(0).connection, server.requests().at(2).connection);
    RawSocket second(server);
    second.send("GET /organization HTTP/1.1\r\nHost: demo\r\n\r\n");
    QTRY_COMPARE(server.requests().size(), 4);
    QVERIFY(server.requests().at(3).connection != server.requests().at(0).connection);
}

void TestDemoServer::closesWhenAskedOrOldVersion_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("asked") << QByteArray("GET / HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
}

void TestDemoServer::closesWhenAskedOrOldVersion()
{
    QFETCH(QByteArray, head);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer(exchange(server, head));
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.headers.value("connection"), QByteArray("close"));
    QCOMPARE(answer.body.size(), answer.headers.value("content-length").toInt());
}

void TestDemoServer::pipelinedRequestsAreAnsweredInOrder()
{
    DemoOptions options;
    options.latency = 20ms;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    const QByteArray received = exchange(server,
        "GET /first HTTP/1.1\r\nHost: demo\r\n\r\n"
        "POST /organization HTTP/1.1\r\nHost: demo\r\nContent-Length: 5\r\n\r\nhello"
        "GET /organization HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n");
    const qsizetype first = received.indexOf("HTTP/1.1 404");
    const qsizetype second = received.indexOf("HTTP/1.1 405");
    const qsizetype third = received.indexOf("HTTP/1.1 401");
    QVERIFY(first == 0 && second > first && third > second);
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(server.requests().at(1).body, QByteArray("hello"));
}

void TestDemoServer::bodiesMayBeChunked()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QByteArray received = exchange(server,
        "POST /organization HTTP/1.1\r\nHost: demo\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\nA;extension=1\r\n, chunked \r\n5\r\nworld\r\n0\r\nTrailer: 1\r\n\r\n");
    QCOMPARE(RawAnswer(received).status, 405);
    QCOMPARE(server.requests().constFirst().body, QByteArray("hello, chunked world"));
}

void TestDemoServer::bytewiseRequestsAreUnderstood()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    RawSocket socket(server);
    const QByteArray request =
        "\r\nPOST /organization HTTP/1.1\r\nHost: demo\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi";
    QTRY_COMPARE(socket.socket().state(), QAbstractSocket::ConnectedState);
    for (const char byte : request) {
        socket.send(QByteArray(1, byte));
        socket.socket().flush();
        QCoreApplication::processEvents();
    }
    QVERIFY(socket.waitForClose());
    QCOMPARE(RawAnswer(socket.received()).status, 405);
    QCOMPARE(server.requests().constFirst().body, QByteArray("hi"));
}

void TestDemoServer::continueIsSentWhenExpected()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    RawSocket socket(server);
    socket.send("POST /organization HTTP/1.1\r\nHost: demo\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
                "Connection: close\r\n\r\n");
    QTRY_COMPARE(socket.received(), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    QVERIFY(server.requests().isEmpty());
    socket.send("hi");
    QVERIFY(socket.waitForClose());
    QVERIFY(socket.received().contains("HTTP/1.1 405 "));
}

void TestDemoServer::headHasNoBody()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer = DemoClient::as(server, acme).request("HEAD", listPath(server));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.isEmpty());
    QVERIFY(answer.headers.value("content-length").toInt() > 1000);
}

void TestDemoServer::refusesGarbage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status = 400) {
        QTest::newRow(name) << bytes << status;
    };
    row("a word", "GARBAGE\r\n\r\n");
    row("TLS greeting", QByteArray::fromHex("16030100a5010000a10303"));
    row("no version", "GET /\r\n\r\n");
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("future version", "GET / HTTP/3.0\r\nHost: x\r\n\r\n", 505);
    row("other protocol", "GET / SMTP/1.1\r\nHost: x\r\n\r\n");
    row("two blanks", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n");
    row("relative target", "GET organization HTTP/1.1\r\nHost: x\r\n\r\n");
    row("no host", "GET / HTTP/1.1\r\n\r\n");
    row("header without colon", "GET / HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n");
    row("header name with a blank", "GET / HTTP/1.1\r\nHost : x\r\n\r\n");
    row("folded header", "GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\n 2\r\n\r\n");
    row("zero byte", QByteArrayLiteral("GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n"));
    row("negative length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n");
    row("length with a sign", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\n");
    row("length no number", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n");
    row("overflowing length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n");
    row("two lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
    row("length and chunks",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
    row("unknown coding", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501);
    row("chunk size no number", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    row("chunk size empty", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\r\n");
    row("chunk too long",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n");
    row("huge length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n", 413);
    row("huge chunk", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n",
        413);
}

void TestDemoServer::refusesGarbage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    QCOMPARE(RawAnswer(exchange(server, bytes)).status, status);
    QVERIFY(server.requests().isEmpty());
    // And it lives on.
    QCOMPARE(DemoClient::as(server, acme).get(listPath(server)).status, 200);
}

void TestDemoServer::survivesRandomBytes()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    QRandomGenerator random(20220421);
    const QByteArray valid =
        DemoClient::as(server, acme)
            .requestText("POST", listPath(server), R"({"name":"x","role":"ORGANIZATION_MEMBER"})");
    for (int round = 0; round < 100; ++round) {
        QByteArray bytes = valid;
        const int flips = 1 + random.bounded(8);
        for (int i = 0; i < flips; ++i)
            bytes[random.bounded(int(bytes.size()))] = static_cast<char>(random.bounded(256));
        RawSocket socket(server);
        socket.send(bytes.left(random.bounded(int(bytes.size())) + 1));
        socket.socket().disconnectFromHost();
        QVERIFY(socket.waitForClose());
    }
    QCOMPARE(DemoClient::as(server, acme).get(listPath(server)).status, 200);
}

void TestDemoServer::boundsHeadAndBody()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QByteArray start = "GET /organization HTTP/1.1\r\nHost: demo\r\nConnection: close\r\nX-Filler: ";
    const QByteArray fitting = start + QByteArray(64 * 1024 - start.size(), 'x') + "\r\n\r\n";
    QCOMPARE(RawAnswer(exchange(server, fitting)).status, 401);
    QCOMPARE(RawAnswer(exchange(server, start + QByteArray(64 * 1024, 'x') + "\r\n\r\n")).status, 431);
    QCOMPARE(RawAnswer(exchange(server, start + QByteArray(300 * 1024, 'x'))).status, 431);
    const QByteArray body(1024 * 1024, ' ');
    QCOMPARE(DemoClient::as(server, acme).request("POST", listPath(server), body).status, 400);
    QCOMPARE(DemoClient::as(server, acme).request("POST", listPath(server), body + ' ').status, 413);
}

void TestDemoServer::requestsAreLoggedAsTheyCame()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    QList<SeenRequest> heard;
    connect(&server, &DemoServer::requestSeen, this,
        [&heard](const SeenRequest &request) { heard.append(request); });
    const DemoClient client = DemoClient::as(server, acme);
    const QByteArray body = R"({"name":"x","role":"ORGANIZATION_MEMBER"})";
    QCOMPARE(client.request("POST", listPath(server), body).status, 200);
    QCOMPARE(client.get(listPath(server) + QStringLiteral("?limit=5")).status, 200);
    QCOMPARE(client.get(QStringLiteral("/nowhere")).status, 404);
    const QList<SeenRequest> seen = server.requests();
    QCOMPARE(seen.size(), 3);
    QCOMPARE(heard.size(), 3);
    QCOMPARE(seen.at(0).method, QByteArray("POST"));
    QCOMPARE(seen.at(0).operation, QStringLiteral("createOrganizationApiToken"));
    QCOMPARE(seen.at(0).body, body);
    QVERIFY(seen.at(0).wasCommitted);
    QVERIFY(
        seen.at(0).headers.contains(qMakePair(QByteArray("content-type"), QByteArray("application/json"))));
    QCOMPARE(seen.at(1).target, listPath(server).toLatin1() + "?limit=5");
    QCOMPARE(seen.at(1).operation, QStringLiteral("listOrganizationApiTokens"));
    QVERIFY(!seen.at(1).wasCommitted);
    QVERIFY(seen.at(2).operation.isEmpty());
    server.clearRequests();
    QVERIFY(server.requests().isEmpty());
}

void TestDemoServer::logIsBounded()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    RawSocket socket(server);
    QTRY_COMPARE(socket.socket().state(), QAbstractSocket::ConnectedState);
    int heard = 0;
    connect(&server, &DemoServer::requestSeen, this, [&heard] { ++heard; });
    const QByteArray request = "GET /x HTTP/1.1\r\nHost: d\r\n\r\n";
    socket.send(request.repeated(10050));
    QTRY_COMPARE_WITH_TIMEOUT(heard, 10050, 60000);
    QCOMPARE(server.requests().size(), 10000);
}

void TestDemoServer::latencyIsOfEveryAnswer()
{
    DemoOptions options;
    options.latency = 60ms;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(DemoClient::as(server, acme).get(listPath(server)).status, 200);
    QVERIFY(timer.elapsed() >= 60);
}

void TestDemoServer::dropsConnectionsWithFinOrReset_data()
{
    QTest::addColumn<bool>("isReset");
    QTest::newRow("FIN") << false;
    QTest::newRow("RST") << true;
}

void TestDemoServer::dropsConnectionsWithFinOrReset()
{
    QFETCH(bool, isReset);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
#ifdef Q_OS_UNIX
    NativeSocket socket(server.qoveryUrl().port(), "GET /x HTTP/1.1\r\nHost: d\r\n\r\n");
    QCOMPARE(socket.waitForEnd(true), NativeSocket::End::StillOpen);
    server.dropConnections(isReset);
    QCOMPARE(socket.waitForEnd(), isReset ? NativeSocket::End::Rst : NativeSocket::End::Fin);
#else
    Q_UNUSED(isReset)
    QSKIP("needs sockets of the system's own");
#endif
    QCOMPARE(DemoClient::as(server, acme).get(listPath(server)).status, 200);
}

void TestDemoServer::stateCanBeChangedBehindTheProgramsBack()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString organization = DemoClient::account(server, acme).account.organizationId;
    const int before = server.tokenCount(organization);
    const QString id = server.addToken(organization, {}, QStringLiteral("sudden"));
    QCOMPARE(server.tokenCount(organization), before + 1);
    QCOMPARE(DemoClient::as(server, acme).get(listPath(server) + u'/' + id).status, 200);
    QVERIFY(server.removeToken(id));
    QVERIFY(!server.removeToken(id));
    QCOMPARE(server.tokenCount(organization), before);
    QVERIFY(server.addToken(QStringLiteral("nobody"), {}, QStringLiteral("x")).isEmpty());
    QCOMPARE(server.tokenCount(QStringLiteral("nobody")), 0);
}

void TestDemoServer::worksInAnotherThread()
{
    QThread thread;
    auto *server = new DemoServer({}, m_clock);
    server->moveToThread(&thread);
    thread.start();
    bool isStarted = false;
    QMetaObject::invokeMethod(
        server, [&] { isStarted = server->start(); }, Qt::BlockingQueuedConnection);
    QVERIFY(isStarted);
    QCOMPARE(DemoClient::as(*server, acme).get(listPath(*server)).status, 200);
    QMetaObject::invokeMethod(
        server, [&] { delete server; }, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
}

QTEST_GUILESS_MAIN(TestDemoServer)
#include "tst_demoserver.moc"
