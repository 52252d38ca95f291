// SPDX-License-Identifier: MIT
#include "astronomerplaces.h"
#include "democlient.h"

#include "demo/demoserver.h"
#include "support/manualclock.h"

#include <QSet>

using namespace std::chrono_literals;
using namespace astronomer;

/// Who may do what, where nothing is found, and when a credential stops working.
class TestAstronomerRights final : public QObject
{
    Q_OBJECT

private:
    ManualClock m_clock;

private Q_SLOTS:
    void workspacesFollowTheRoles();
    void selfIsForPeople();
    void organizationTokensAreManagedAtHomeOnly();
    void rights_data();
    void rights();
    void roleOfTheTokenRules_data();
    void roleOfTheTokenRules();
    void notFound_data();
    void notFound();
    void expiredAndPendingTokensAreRefused();
    void useIsRecorded();
    void authorization_data();
    void authorization();
    void unknownPathsAndMethods_data();
    void unknownPathsAndMethods();
    void rateLimitsAnswerInPlainText();
};

void TestAstronomerRights::workspacesFollowTheRoles()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString path = organizationPath(server, acme) + QStringLiteral("/workspaces");
    const auto count = [&](const QString &account, const QString &role) {
        return DemoClient::as(server, account, role).get(path).list("workspaces").size();
    };
    QCOMPARE(count(acme, QStringLiteral("owner")), 2);
    // A plain organization member sees no workspace.
    QCOMPARE(count(acme, QStringLiteral("read-only")), 0);
    QCOMPARE(count(pipelines, QStringLiteral("owner")), 1);
    QCOMPARE(DemoClient::as(server, globex).get(path).status, 403);
    QCOMPARE(
        DemoClient::as(server, acme).get(QStringLiteral("/v1alpha1/organizations/none/workspaces")).status,
        403);
}

void TestAstronomerRights::selfIsForPeople()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString path = QStringLiteral("/v1alpha1/users/self");
    const DemoClient person = DemoClient::as(server, QStringLiteral("Acme data · Ada Example"));
    const RawAnswer answer = person.get(path + QStringLiteral("?createIfNotExist=false"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(text(answer.json(), "fullName"), QStringLiteral("Ada Example"));
    QCOMPARE(answer.list("roles").size(), 1);
    QCOMPARE(person.get(path + QStringLiteral("?createIfNotExist=maybe")).status, 400);
    QCOMPARE(DemoClient::as(server, acme).get(path).status, 403);
    QCOMPARE(DemoClient::as(server, acme, QStringLiteral("revoked")).get(path).status, 401);
    QCOMPARE(
        person.post(listPath(server, acme), jsonOf(R"({"name":"x","role":"ORGANIZATION_MEMBER"})")).status,
        200);
}

void TestAstronomerRights::organizationTokensAreManagedAtHomeOnly()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString id = plantAttachedToken(server);
    const QString path = listPath(server, pipelines) + u'/' + id;
    for (const QString &account : {acme, pipelines}) {
        const DemoClient client = DemoClient::as(server, account);
        QCOMPARE(client.request("POST", path + QStringLiteral("/rotate")).status, 403);
        QCOMPARE(
            client.post(path, jsonOf(R"({"name":"x","description":"","role":"WORKSPACE_OWNER"})")).status,
            403);
    }
}

void TestAstronomerRights::rights_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("readStatus");
    QTest::addColumn<int>("changeStatus");
    QTest::addColumn<int>("deleteStatus");
    QTest::newRow("owner") << QStringLiteral("owner") << 200 << 200 << 204;
    QTest::newRow("read-only") << QStringLiteral("read-only") << 200 << 403 << 403;
    QTest::newRow("revoked") << QStringLiteral("revoked") << 401 << 401 << 401;
}

void TestAstronomerRights::rights()
{
    QFETCH(QString, role);
    QFETCH(int, readStatus);
    QFETCH(int, changeStatus);
    QFETCH(int, deleteStatus);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    for (const QString &account : {acme, globex, pipelines, analytics}) {
        const Account place = DemoClient::account(server, account).account;
        const bool isWorkspace = !place.workspaceIds.isEmpty();
        const DemoClient client = DemoClient::as(server, account, role);
        const QString list = listPath(server, account);
        const QString token = list + u'/'
            + server.addToken(place.organizationId, place.workspaceIds.value(0), QStringLiteral("prey"));
        QCOMPARE(client.get(list).status, readStatus);
        QCOMPARE(client.get(token).status, readStatus);
        const QJsonObject draft = isWorkspace ? jsonOf(R"({"name":"x","role":"WORKSPACE_MEMBER"})")
                                              : jsonOf(R"({"name":"x","role":"ORGANIZATION_MEMBER"})");
        QCOMPARE(client.post(list, draft).status, changeStatus);
        const QJsonObject change = isWorkspace
            ? jsonOf(R"({"name":"x","description":"","role":"WORKSPACE_MEMBER"})")
            : jsonOf(R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER"}})");
        QCOMPARE(client.post(token, change).status, changeStatus);
        QCOMPARE(client.request("POST", token + QStringLiteral("/rotate")).status, changeStatus);
        QCOMPARE(client.remove(token).status, deleteStatus);
    }
}

void TestAstronomerRights::roleOfTheTokenRules_data()
{
    QTest::addColumn<QString>("home");
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("organizationList");
    QTest::addColumn<int>("organizationCreate");
    QTest::addColumn<int>("workspaceList");
    QTest::addColumn<int>("workspaceCreate");
    const auto row = [](const QString &home, const char *role, int list, int create, int wsList,
                         int wsCreate) {
        QTest::newRow(role) << home << QString::fromLatin1(role) << list << create << wsList << wsCreate;
    };
    row(acme, "ORGANIZATION_OWNER", 200, 200, 200, 200);
    row(acme, "ORGANIZATION_BILLING_ADMIN", 200, 403, 403, 403);
    row(acme, "ORGANIZATION_MEMBER", 200, 403, 403, 403);
    row(pipelines, "WORKSPACE_OWNER", 403, 403, 200, 200);
    row(pipelines, "WORKSPACE_OPERATOR", 403, 403, 200, 403);
    row(pipelines, "WORKSPACE_AUTHOR", 403, 403, 200, 403);
    row(pipelines, "WORKSPACE_MEMBER", 403, 403, 200, 403);
}

void TestAstronomerRights::roleOfTheTokenRules()
{
    QFETCH(QString, home);
    QFETCH(QString, role);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QJsonObject minted =
        DemoClient::as(server, home)
            .post(listPath(server, home), {{QStringLiteral("name"), role}, {QStringLiteral("role"), role}})
            .json();
    const DemoClient client(server, "Bearer " + text(minted, "token").toLatin1());
    QTEST(client.get(listPath(server, acme)).status, "organizationList");
    QTEST(client.post(listPath(server, acme), jsonOf(R"({"name":"x","role":"ORGANIZATION_MEMBER"})")).status,
        "organizationCreate");
    QTEST(client.get(listPath(server, pipelines)).status, "workspaceList");
    QTEST(
        client.post(listPath(server, pipelines), jsonOf(R"({"name":"x","role":"WORKSPACE_MEMBER"})")).status,
        "workspaceCreate");
    QCOMPARE(client.get(listPath(server, globex)).status, 403);
}

void TestAstronomerRights::notFound_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    const QString organization = QStringLiteral("/v1alpha1/organizations/ORG");
    const QString workspace = organization + QStringLiteral("/workspaces/WS");
    for (const char *method : {"GET", "POST", "DELETE"}) {
        QTest::addRow("%s organization token", method)
            << QByteArray(method) << organization + QStringLiteral("/api-tokens/cmnone");
        QTest::addRow("%s workspace token", method)
            << QByteArray(method) << workspace + QStringLiteral("/api-tokens/cmnone");
    }
    QTest::newRow("rotate") << QByteArray("POST")
                            << organization + QStringLiteral("/api-tokens/cmnone/rotate");
    QTest::newRow("rotate in workspace")
        << QByteArray("POST") << workspace + QStringLiteral("/api-tokens/cmnone/rotate");
    QTest::newRow("organization") << QByteArray("GET")
                                  << QStringLiteral("/v1alpha1/organizations/cmnone/api-tokens");
    QTest::newRow("workspace") << QByteArray("GET")
                               << organization + QStringLiteral("/workspaces/cmnone/api-tokens");
}

void TestAstronomerRights::notFound()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    path.replace(QLatin1String("ORG"), DemoClient::account(server, acme).account.organizationId);
    path.replace(QLatin1String("WS"), workspaceId(server, pipelines));
    const RawAnswer answer = DemoClient::as(server, acme).request(method, path);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.json().value(QLatin1String("statusCode")).toInt(), 404);
}

void TestAstronomerRights::expiredAndPendingTokensAreRefused()
{
    ManualClock clock;
    DemoServer server({}, clock);
    QVERIFY(server.start());
    const QString path = listPath(server, acme);
    const QJsonObject minted =
        DemoClient::as(server, acme)
            .post(path, jsonOf(R"({"name":"x","role":"ORGANIZATION_MEMBER","tokenExpiryPeriodInDays":1})"))
            .json();
    const QByteArray secret = text(minted, "token").toLatin1();
    const DemoClient client(server, "Bearer " + secret);
    clock.advance(24h - 1ms);
    QCOMPARE(client.get(path).status, 200);
    clock.advance(1ms);
    QCOMPARE(client.get(path).status, 401);
    QVERIFY(!server.isValidSecret(secret));
    // Back before its start: not yet valid.
    clock.advance(-25h);
    QCOMPARE(client.get(path).status, 401);
}

void TestAstronomerRights::useIsRecorded()
{
    ManualClock clock;
    DemoServer server({}, clock);
    QVERIFY(server.start());
    const DemoClient owner = DemoClient::as(server, acme);
    const QString path = listPath(server, acme);
    const QJsonObject minted =
        owner.post(path, jsonOf(R"({"name":"x","role":"ORGANIZATION_MEMBER"})")).json();
    const QString tokenPath = path + u'/' + text(minted, "id");
    QVERIFY(!owner.get(tokenPath).json().contains(QLatin1String("lastUsedAt")));
    clock.advance(1h);
    QCOMPARE(DemoClient(server, "Bearer " + text(minted, "token").toLatin1()).get(path).status, 200);
    QCOMPARE(text(owner.get(tokenPath).json(), "lastUsedAt"), QStringLiteral("2026-11-22T13:00:00.000Z"));
}

void TestAstronomerRights::authorization_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("status");
    QTest::newRow("bearer") << QByteArray("Bearer ") << 200;
    QTest::newRow("token") << QByteArray("Token ") << 401;
    QTest::newRow("none") << QByteArray() << 401;
    QTest::newRow("bearer twice") << QByteArray("Bearer Bearer ") << 401;
}

void TestAstronomerRights::authorization()
{
    QFETCH(QByteArray, word);
    QFETCH(int, status);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QByteArray credential = DemoClient::account(server, acme).credential;
    const RawAnswer answer = DemoClient(server, word + credential).get(listPath(server, acme));
    QCOMPARE(answer.status, status);
    if (status == 401)
        QCOMPARE(answer.json().value(QLatin1String("statusCode")).toInt(), 401);
    // A credential of the other service opens nothing.
    const QByteArray foreign = DemoClient::account(server, QStringLiteral("Acme development")).credential;
    QCOMPARE(DemoClient(server, "Bearer " + foreign).get(listPath(server, acme)).status, 401);
}

void TestAstronomerRights::unknownPathsAndMethods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("allow");
    const QString base = QStringLiteral("/v1alpha1");
    QTest::newRow("root") << QByteArray("GET") << base << 404 << QByteArray();
    QTest::newRow("elsewhere") << QByteArray("GET") << base + QStringLiteral("/clusters") << 404
                               << QByteArray();
    QTest::newRow("put") << QByteArray("PUT") << base + QStringLiteral("/organizations/o/api-tokens/t") << 405
                         << QByteArray("DELETE, GET, HEAD, POST");
    QTest::newRow("get rotate") << QByteArray("GET")
                                << base + QStringLiteral("/organizations/o/api-tokens/t/rotate") << 405
                                << QByteArray("POST");
    QTest::newRow("delete list") << QByteArray("DELETE")
                                 << base + QStringLiteral("/organizations/o/workspaces/w/api-tokens") << 405
                                 << QByteArray("GET, HEAD, POST");
    QTest::newRow("too deep") << QByteArray("GET")
                              << base + QStringLiteral("/organizations/o/api-tokens/t/rotate/x") << 404
                              << QByteArray();
}

void TestAstronomerRights::unknownPathsAndMethods()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QByteArray, allow);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer = DemoClient::as(server, acme).request(method, path);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("allow"), allow);
    QCOMPARE(answer.json().value(QLatin1String("statusCode")).toInt(), status);
}

void TestAstronomerRights::rateLimitsAnswerInPlainText()
{
    DemoOptions options;
    options.enforcesRateLimits = true;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, acme);
    const QString path = listPath(server, acme) + QStringLiteral("/cmnone");
    // Six deletes within a second; a slow machine may need more than one second to get there.
    RawAnswer limited;
    for (int i = 0; i < 100 && limited.status != 429; ++i)
        limited = client.remove(path);
    QCOMPARE(limited.status, 429);
    QCOMPARE(limited.headers.value("content-type"), QByteArray("text/plain"));
    QCOMPARE(limited.headers.value("retry-after"), QByteArray("1"));
    // Other verbs and other credentials have their own measure.
    QCOMPARE(client.get(listPath(server, acme)).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(client.remove(path).status, 404, 10000);
}

QTEST_GUILESS_MAIN(TestAstronomerRights)
#include "tst_astronomerrights.moc"
