// SPDX-License-Identifier: MIT
#include "astronomerplaces.h"
#include "democlient.h"

#include "demo/demoserver.h"
#include "support/manualclock.h"

#include <QSet>

using namespace std::chrono_literals;
using namespace astronomer;

/// Create, get, update, rotate and delete as openapi/astronomer-v1alpha1.yaml describes them.
class TestAstronomerService final : public QObject
{
    Q_OBJECT

private:
    ManualClock m_clock;

private Q_SLOTS:
    void createAnswersWithTheSecretOnce_data();
    void createAnswersWithTheSecretOnce();
    void secretIsAnUnsignedJwtWithTheClaims();
    void createRefuses_data();
    void createRefuses();
    void createTakesTheExtremes_data();
    void createTakesTheExtremes();
    void getShowsTheTokenWithoutItsSecret();
    void updateReplacesEverything();
    void updateOfWorkspaceTokenReplacesItsRole();
    void updateRefuses_data();
    void updateRefuses();
    void rotateKillsTheOldValueAtOnce_data();
    void rotateKillsTheOldValueAtOnce();
    void rotateTakesNoBody();
    void deleteAndDetachDiffer();
};

void TestAstronomerService::createAnswersWithTheSecretOnce_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("operation");
    QTest::newRow("organization") << acme << QStringLiteral("ORGANIZATION_OWNER")
                                  << QStringLiteral("ORGANIZATION")
                                  << QStringLiteral("createOrganizationApiToken");
    QTest::newRow("workspace") << pipelines << QStringLiteral("WORKSPACE_AUTHOR")
                               << QStringLiteral("WORKSPACE") << QStringLiteral("createWorkspaceApiToken");
}

void TestAstronomerService::createAnswersWithTheSecretOnce()
{
    QFETCH(QString, account);
    QFETCH(QString, role);
    QFETCH(QString, type);
    QFETCH(QString, operation);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, account);
    const QString path = listPath(server, account);
    const RawAnswer answer = client.post(path,
        {{QStringLiteral("name"), QStringLiteral("mine")}, {QStringLiteral("role"), role},
            {QStringLiteral("description"), QStringLiteral("why")},
            {QStringLiteral("tokenExpiryPeriodInDays"), 30}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    const QJsonObject token = answer.json();
    QCOMPARE(text(token, "type"), type);
    QCOMPARE(text(token, "description"), QStringLiteral("why"));
    QCOMPARE(token.value(QLatin1String("expiryPeriodInDays")).toInt(), 30);
    QCOMPARE(text(token, "startAt"), QStringLiteral("2026-11-22T12:00:00.000Z"));
    QCOMPARE(text(token, "endAt"), QStringLiteral("2026-12-22T12:00:00.000Z"));
    QVERIFY(!token.contains(QLatin1String("lastUsedAt")));
    const QByteArray secret = text(token, "token").toLatin1();
    QVERIFY(server.isValidSecret(secret));
    QCOMPARE(server.commits(operation), 1);
    const RawAnswer list = client.get(path + QStringLiteral("?limit=1000"));
    QVERIFY(idsOf(list.list("apiTokens")).contains(text(token, "id")));
    QVERIFY(!list.body.contains(secret));
    QVERIFY(!list.body.contains("\"token\""));
}

void TestAstronomerService::secretIsAnUnsignedJwtWithTheClaims()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QJsonObject token =
        DemoClient::as(server, pipelines)
            .post(listPath(server, pipelines),
                jsonOf(R"({"name":"x","role":"WORKSPACE_MEMBER","tokenExpiryPeriodInDays":1})"))
            .json();
    const QByteArrayList parts = text(token, "token").toLatin1().split('.');
    QCOMPARE(parts.size(), 3);
    QVERIFY(parts.at(0).startsWith("eyJ"));
    const QJsonObject claims =
        QJsonDocument::fromJson(QByteArray::fromBase64(parts.at(1), QByteArray::Base64UrlEncoding)).object();
    QCOMPARE(text(claims, "apiTokenId"), text(token, "id"));
    QCOMPARE(claims.value(QLatin1String("exp")).toInteger(), m_clock.nowUtc().addDays(1).toSecsSinceEpoch());
    const QJsonArray permissions = claims.value(QLatin1String("permissions")).toArray();
    QVERIFY(permissions.contains(QStringLiteral("workspaceId:") + workspaceId(server, pipelines)));
    QVERIFY(permissions.contains(
        QStringLiteral("organizationId:") + DemoClient::account(server, acme).account.organizationId));
}

void TestAstronomerService::createRefuses_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QString &account, const QByteArray &body) {
        QTest::newRow(name) << account << body;
    };
    const QByteArray longName(257, 'n');
    const QByteArray longText(501, 'd');
    row("no body", acme, "");
    row("broken JSON", acme, "{");
    row("a list", acme, "[]");
    row("no name", acme, R"({"role":"ORGANIZATION_MEMBER"})");
    row("no role", acme, R"({"name":"x"})");
    row("unknown key", acme, R"({"name":"x","role":"ORGANIZATION_MEMBER","scope":"ADMIN"})");
    row("empty name", acme, R"({"name":"","role":"ORGANIZATION_MEMBER"})");
    row("long name", acme, R"({"role":"ORGANIZATION_MEMBER","name":")" + longName + "\"}");
    row("name is null", acme, R"({"name":null,"role":"ORGANIZATION_MEMBER"})");
    row("long description", acme,
        R"({"name":"x","role":"ORGANIZATION_MEMBER","description":")" + longText + "\"}");
    row("description is null", acme, R"({"name":"x","role":"ORGANIZATION_MEMBER","description":null})");
    row("workspace role", acme, R"({"name":"x","role":"WORKSPACE_MEMBER"})");
    row("organization role", pipelines, R"({"name":"x","role":"ORGANIZATION_MEMBER"})");
    row("unknown role", pipelines, R"({"name":"x","role":"WORKSPACE_KING"})");
    row("days 0", acme, R"({"name":"x","role":"ORGANIZATION_MEMBER","tokenExpiryPeriodInDays":0})");
    row("days 3651", acme, R"({"name":"x","role":"ORGANIZATION_MEMBER","tokenExpiryPeriodInDays":3651})");
    row("days negative", acme, R"({"name":"x","role":"ORGANIZATION_MEMBER","tokenExpiryPeriodInDays":-1})");
    row("days 1.5", acme, R"({"name":"x","role":"ORGANIZATION_MEMBER","tokenExpiryPeriodInDays":1.5})");
    row("days a text", acme, R"({"name":"x","role":"ORGANIZATION_MEMBER","tokenExpiryPeriodInDays":"30"})");
    row("days null", acme, R"({"name":"x","role":"ORGANIZATION_MEMBER","tokenExpiryPeriodInDays":null})");
    row("unknown key in workspace", pipelines, R"({"name":"x","role":"WORKSPACE_MEMBER","roles":{}})");
}

void TestAstronomerService::createRefuses()
{
    QFETCH(QString, account);
    QFETCH(QByteArray, body);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const int before = server.tokenCount(DemoClient::account(server, acme).account.organizationId);
    const RawAnswer answer = DemoClient::as(server, account).request("POST", listPath(server, account), body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json().value(QLatin1String("statusCode")).toInt(), 400);
    QVERIFY(!text(answer.json(), "message").isEmpty());
    QVERIFY(!text(answer.json(), "requestId").isEmpty());
    QCOMPARE(server.tokenCount(DemoClient::account(server, acme).account.organizationId), before);
    const RawAnswer wrongType = DemoClient::as(server, account)
                                    .request("POST", listPath(server, account),
                                        R"({"name":"x","role":"ORGANIZATION_MEMBER"})", "text/plain");
    QCOMPARE(wrongType.status, 400);
}

void TestAstronomerService::createTakesTheExtremes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("days");
    QTest::newRow("one character, one day") << QStringLiteral("x") << 1;
    QTest::newRow("256 characters, ten years") << QString(256, u'w') << 3650;
    // 256 characters, but 512 UTF-16 units
    QTest::newRow("256 emoji") << QStringLiteral("😀").repeated(256) << 30;
    QTest::newRow("no end") << QStringLiteral("<b>\"\\\u0001</b>") << 0;
}

void TestAstronomerService::createTakesTheExtremes()
{
    QFETCH(QString, name);
    QFETCH(int, days);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    QJsonObject body{{QStringLiteral("name"), name},
        {QStringLiteral("role"), QStringLiteral("ORGANIZATION_BILLING_ADMIN")}};
    if (days > 0)
        body.insert(QStringLiteral("tokenExpiryPeriodInDays"), days);
    const RawAnswer answer = DemoClient::as(server, acme).post(listPath(server, acme), body);
    QCOMPARE(answer.status, 200);
    QCOMPARE(text(answer.json(), "name"), name);
    QCOMPARE(answer.json().value(QLatin1String("expiryPeriodInDays")).toInt(), days);
    QCOMPARE(answer.json().contains(QLatin1String("endAt")), days > 0);
}

void TestAstronomerService::getShowsTheTokenWithoutItsSecret()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    for (const QString &account : {acme, pipelines}) {
        const DemoClient client = DemoClient::as(server, account);
        const QString path = listPath(server, account);
        const QString role =
            account == acme ? QStringLiteral("ORGANIZATION_MEMBER") : QStringLiteral("WORKSPACE_MEMBER");
        QJsonObject created =
            client.post(path, {{QStringLiteral("name"), QStringLiteral("x")}, {QStringLiteral("role"), role}})
                .json();
        const RawAnswer answer = client.get(path + u'/' + text(created, "id"));
        QCOMPARE(answer.status, 200);
        created.remove(QStringLiteral("token"));
        QCOMPARE(answer.json(), created);
    }
}

void TestAstronomerService::updateReplacesEverything()
{
    ManualClock clock;
    DemoServer server({}, clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, acme);
    const QString id = plantAttachedToken(server);
    const QString path = listPath(server, acme) + u'/' + id;
    const QJsonObject before = client.get(path).json();
    QCOMPARE(before.value(QLatin1String("roles")).toArray().size(), 3);
    clock.advance(1h);
    const RawAnswer answer = client.post(path,
        jsonOf(R"({"name":"renamed","description":"new","roles":{"organization":"ORGANIZATION_OWNER"}})"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(text(answer.json(), "name"), QStringLiteral("renamed"));
    QCOMPARE(text(answer.json(), "description"), QStringLiteral("new"));
    QCOMPARE(text(answer.json(), "createdAt"), text(before, "createdAt"));
    QVERIFY(text(answer.json(), "updatedAt") > text(before, "updatedAt"));
    // Workspace roles that are not named are gone, and with them the places in the workspaces' lists.
    const QJsonArray roles = answer.list("roles");
    QCOMPARE(roles.size(), 1);
    QCOMPARE(text(roles.at(0).toObject(), "role"), QStringLiteral("ORGANIZATION_OWNER"));
    const QJsonArray left =
        client.get(listPath(server, pipelines) + QStringLiteral("?limit=1000")).list("apiTokens");
    QVERIFY(!idsOf(left).contains(id));
    QVERIFY(!answer.json().contains(QLatin1String("token")));
    QCOMPARE(client.get(path).json(), answer.json());
}

void TestAstronomerService::updateOfWorkspaceTokenReplacesItsRole()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, pipelines);
    const QString path = listPath(server, pipelines);
    const QString id =
        text(client.post(path, jsonOf(R"({"name":"x","role":"WORKSPACE_MEMBER"})")).json(), "id");
    const RawAnswer answer =
        client.post(path + u'/' + id, jsonOf(R"({"name":"y","description":"","role":"WORKSPACE_OPERATOR"})"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(text(answer.json(), "name"), QStringLiteral("y"));
    QCOMPARE(answer.list("roles").size(), 1);
    QCOMPARE(text(answer.list("roles").at(0).toObject(), "role"), QStringLiteral("WORKSPACE_OPERATOR"));
    QCOMPARE(server.commits(QStringLiteral("updateWorkspaceApiToken")), 1);
}

void TestAstronomerService::updateRefuses_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QString &account, const QByteArray &body) {
        QTest::newRow(name) << account << body;
    };
    row("no name", acme, R"({"description":"","roles":{"organization":"ORGANIZATION_MEMBER"}})");
    row("no description", acme, R"({"name":"x","roles":{"organization":"ORGANIZATION_MEMBER"}})");
    row("no roles", acme, R"({"name":"x","description":""})");
    row("roles is a text", acme, R"({"name":"x","description":"","roles":"ORGANIZATION_MEMBER"})");
    row("role instead of roles", acme, R"({"name":"x","description":"","role":"ORGANIZATION_MEMBER"})");
    row("no organization role", acme, R"({"name":"x","description":"","roles":{}})");
    row("unknown organization role", acme,
        R"({"name":"x","description":"","roles":{"organization":"KING"}})");
    row("unknown key", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER"},"type":"ORGANIZATION"})");
    row("expiry", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER"},"tokenExpiryPeriodInDays":1})");
    row("unknown key in roles", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER","deployment":[]}})");
    row("workspace roles no list", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER","workspace":{}}})");
    row("workspace role a text", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER","workspace":["x"]}})");
    row("workspace role without entity", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[{"role":"WORKSPACE_MEMBER"}]}})");
    row("workspace role without role", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[{"entityId":"WS"}]}})");
    row("workspace role with more", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[{"entityId":"WS","role":"WORKSPACE_MEMBER","entityType":"WORKSPACE"}]}})");
    row("unknown workspace", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[{"entityId":"cmnone","role":"WORKSPACE_MEMBER"}]}})");
    row("workspace twice", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[{"entityId":"WS","role":"WORKSPACE_MEMBER"},{"entityId":"WS","role":"WORKSPACE_OWNER"}]}})");
    row("unknown workspace role", acme,
        R"({"name":"x","description":"","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[{"entityId":"WS","role":"KING"}]}})");
    row("workspace: no role", pipelines, R"({"name":"x","description":""})");
    row("workspace: no description", pipelines, R"({"name":"x","role":"WORKSPACE_MEMBER"})");
    row("workspace: roles", pipelines, R"({"name":"x","description":"","roles":{"workspace":[]}})");
    row("workspace: unknown role", pipelines,
        R"({"name":"x","description":"","role":"ORGANIZATION_MEMBER"})");
    row("no body", pipelines, "");
}

void TestAstronomerService::updateRefuses()
{
    QFETCH(QString, account);
    QFETCH(QByteArray, body);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const Account place = DemoClient::account(server, account).account;
    body.replace("WS\"", workspaceId(server, pipelines).toLatin1() + '"');
    const QString id =
        server.addToken(place.organizationId, place.workspaceIds.value(0), QStringLiteral("kept"));
    const DemoClient client = DemoClient::as(server, account);
    const QString path = listPath(server, account) + u'/' + id;
    const QJsonObject before = client.get(path).json();
    QCOMPARE(client.request("POST", path, body).status, 400);
    QCOMPARE(client.get(path).json(), before);
}

void TestAstronomerService::rotateKillsTheOldValueAtOnce_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("role");
    QTest::newRow("organization") << acme << QStringLiteral("ORGANIZATION_MEMBER");
    QTest::newRow("workspace") << pipelines << QStringLiteral("WORKSPACE_MEMBER");
}

void TestAstronomerService::rotateKillsTheOldValueAtOnce()
{
    QFETCH(QString, account);
    QFETCH(QString, role);
    ManualClock clock;
    DemoServer server({}, clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, account);
    const QString path = listPath(server, account);
    const QJsonObject created =
        client.post(path, {{QStringLiteral("name"), QStringLiteral("x")}, {QStringLiteral("role"), role}})
            .json();
    const QByteArray oldSecret = text(created, "token").toLatin1();
    QCOMPARE(DemoClient(server, "Bearer " + oldSecret).get(path).status, 200);
    clock.advance(1min);
    const RawAnswer answer =
        client.request("POST", path + u'/' + text(created, "id") + QStringLiteral("/rotate"));
    QCOMPARE(answer.status, 200);
    const QByteArray newSecret = text(answer.json(), "token").toLatin1();
    QVERIFY(!newSecret.isEmpty() && newSecret != oldSecret);
    QCOMPARE(DemoClient(server, "Bearer " + oldSecret).get(path).status, 401);
    QCOMPARE(DemoClient(server, "Bearer " + newSecret).get(path).status, 200);
    QVERIFY(!server.isValidSecret(oldSecret));
    QVERIFY(text(answer.json(), "updatedAt") > text(created, "updatedAt"));
    QVERIFY(text(answer.json(), "shortToken") != text(created, "shortToken"));
    for (const char *kept : {"id", "name", "description", "createdAt", "startAt"})
        QCOMPARE(text(answer.json(), kept), text(created, kept));
    QCOMPARE(answer.list("roles"), created.value(QLatin1String("roles")).toArray());
}

void TestAstronomerService::rotateTakesNoBody()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString organization = DemoClient::account(server, acme).account.organizationId;
    const QString id = server.addToken(organization, {}, QStringLiteral("x"));
    const QString path = listPath(server, acme) + u'/' + id;
    const DemoClient client = DemoClient::as(server, acme);
    QCOMPARE(client.request("POST", path + QStringLiteral("/rotate"), "{}").status, 400);
    QCOMPARE(client.request("DELETE", path, "{}").status, 400);
    QCOMPARE(server.commits(QStringLiteral("rotateOrganizationApiToken")), 0);
}

void TestAstronomerService::deleteAndDetachDiffer()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString id = plantAttachedToken(server);
    QVERIFY(!id.isEmpty());
    const DemoClient client = DemoClient::as(server, pipelines);
    const QString inPipelines = listPath(server, pipelines) + u'/' + id;
    const QString inAnalytics = listPath(server, analytics) + u'/' + id;
    const QString atHome = listPath(server, acme) + u'/' + id;
    // The workspace lets go of it; it lives on in the organization and in the other workspace.
    QCOMPARE(client.get(inPipelines).status, 200);
    QCOMPARE(client.remove(inPipelines).status, 204);
    QCOMPARE(client.get(inPipelines).status, 404);
    QCOMPARE(client.remove(inPipelines).status, 404);
    const DemoClient owner = DemoClient::as(server, acme);
    QCOMPARE(owner.get(atHome).list("roles").size(), 2);
    QCOMPARE(owner.get(inAnalytics).status, 200);
    // The organization deletes it, and it is gone everywhere.
    QCOMPARE(owner.remove(atHome).status, 204);
    QCOMPARE(owner.get(inAnalytics).status, 404);
    QCOMPARE(owner.get(atHome).status, 404);
    // A workspace's own token is deleted through the workspace.
    const QString own = server.addToken(DemoClient::account(server, acme).account.organizationId,
        workspaceId(server, pipelines), QStringLiteral("own"));
    QCOMPARE(client.remove(listPath(server, pipelines) + u'/' + own).status, 204);
    QVERIFY(!server.removeToken(own));
    QCOMPARE(server.commits(QStringLiteral("deleteWorkspaceApiToken")), 2);
    QCOMPARE(server.commits(QStringLiteral("deleteOrganizationApiToken")), 1);
}

QTEST_GUILESS_MAIN(TestAstronomerService)
#include "tst_astronomerservice.moc"
