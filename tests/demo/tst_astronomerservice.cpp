// SPDX-License-Identifier: MIT
#include "democlient.h"

#include "demo/demoserver.h"
#include "support/manualclock.h"

#include <QSet>

using namespace std::chrono_literals;

namespace {

const QString acme = QStringLiteral("Acme data");
const QString globex = QStringLiteral("Globex analytics");
const QString pipelines = QStringLiteral("Acme data · Pipelines");
const QString analytics = QStringLiteral("Acme data · Analytics");

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

QStringList idsOf(const QJsonArray &tokens)
{
    QStringList ids;
    for (const QJsonValue &token : tokens)
        ids.append(text(token.toObject(), "id"));
    return ids;
}

} // namespace

/// Astronomer as openapi/astronomer-v1alpha1.yaml and api/astronomer.md describe it.
class TestAstronomerService final : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static QString organizationPath(const DemoServer &server, const QString &account)
    {
        return QStringLiteral("/v1alpha1/organizations/")
            + DemoClient::account(server, account).account.organizationId;
    }
    /// The list an account looks at.
    [[nodiscard]] static QString listPath(const DemoServer &server, const QString &account)
    {
        const QStringList workspaces = DemoClient::account(server, account).account.workspaceIds;
        const QString place =
            workspaces.isEmpty() ? QString() : QStringLiteral("/workspaces/") + workspaces.first();
        return organizationPath(server, account) + place + QStringLiteral("/api-tokens");
    }
    [[nodiscard]] static QString workspaceId(const DemoServer &server, const QString &account)
    {
        return DemoClient::account(server, account).account.workspaceIds.constFirst();
    }
    /// An organization token of acme with roles in both workspaces; its id.
    [[nodiscard]] static QString plantAttachedToken(const DemoServer &server)
    {
        const DemoClient client = DemoClient::as(server, acme);
        const QString path = listPath(server, acme);
        const QString id = text(
            client.post(path, jsonOf(R"({"name":"attached","role":"ORGANIZATION_MEMBER"})")).json(), "id");
        const auto role = [&](const QString &workspace) {
            return QJsonObject{{QStringLiteral("entityId"), workspaceId(server, workspace)},
                {QStringLiteral("role"), QStringLiteral("WORKSPACE_AUTHOR")}};
        };
        const QJsonObject roles{{QStringLiteral("organization"), QStringLiteral("ORGANIZATION_MEMBER")},
            {QStringLiteral("workspace"), QJsonArray{role(pipelines), role(analytics)}}};
        const RawAnswer updated = client.post(path + u'/' + id,
            {{QStringLiteral("name"), QStringLiteral("attached")}, {QStringLiteral("description"), QString()},
                {QStringLiteral("roles"), roles}});
        return updated.status == 200 ? id : QString();
    }

    ManualClock m_clock;

private Q_SLOTS:
    void organizationsAreABareList();
    void organizationsAreFilteredAndChecked_data();
    void organizationsAreFilteredAndChecked();
    void workspacesArePagedSearchedAndSorted();
    void workspacesFollowTheRoles();
    void selfIsForPeople();
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
    void organizationTokensAreManagedAtHomeOnly();
    void workspaceTokensAreNoneOfTheOrganizationsList();
    void pagesFollowOffsetAndLimit();
    void listRefuses_data();
    void listRefuses();
    void listSorts_data();
    void listSorts();
    void repeatedSortsBreakTies();
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
    void everyExpiryStateIsThere();
    void looseDataIsServedOnlyWhenAskedFor();
    void hundredThousandTokens();
};

void TestAstronomerService::organizationsAreABareList()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer = DemoClient::as(server, acme).get(QStringLiteral("/v1alpha1/organizations"));
    QCOMPARE(answer.status, 200);
    const QJsonArray list = QJsonDocument::fromJson(answer.body).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(text(list.at(0).toObject(), "name"), QStringLiteral("Acme Data"));
    QCOMPARE(text(list.at(0).toObject(), "id"), DemoClient::account(server, acme).account.organizationId);
}

void TestAstronomerService::organizationsAreFilteredAndChecked_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("count");
    QTest::newRow("search hits") << QStringLiteral("?search=acme") << 200 << 1;
    QTest::newRow("search misses") << QStringLiteral("?search=globex") << 200 << 0;
    QTest::newRow("product") << QStringLiteral("?product=HOSTED") << 200 << 1;
    QTest::newRow("other product") << QStringLiteral("?product=HYBRID") << 200 << 0;
    QTest::newRow("unknown product") << QStringLiteral("?product=BOXED") << 400 << 0;
    QTest::newRow("plan") << QStringLiteral("?supportPlan=TRIAL") << 200 << 0;
    QTest::newRow("unknown plan") << QStringLiteral("?supportPlan=GOLD") << 400 << 0;
    QTest::newRow("sorts") << QStringLiteral("?sorts=shortName:desc&sorts=id:asc") << 200 << 1;
    QTest::newRow("unknown sorts") << QStringLiteral("?sorts=plan:asc") << 400 << 0;
}

void TestAstronomerService::organizationsAreFilteredAndChecked()
{
    QFETCH(QString, query);
    QFETCH(int, status);
    QFETCH(int, count);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer =
        DemoClient::as(server, acme).get(QStringLiteral("/v1alpha1/organizations") + query);
    QCOMPARE(answer.status, status);
    QCOMPARE(QJsonDocument::fromJson(answer.body).array().size(), count);
}

void TestAstronomerService::workspacesArePagedSearchedAndSorted()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, acme);
    const QString path = organizationPath(server, acme) + QStringLiteral("/workspaces");
    const auto names = [&](const QString &query) {
        QStringList found;
        const QJsonArray list = client.get(path + query).list("workspaces");
        for (const QJsonValue &workspace : list)
            found.append(text(workspace.toObject(), "name"));
        return found;
    };
    QCOMPARE(names({}), QStringList({QStringLiteral("Pipelines"), QStringLiteral("Analytics")}));
    QCOMPARE(names(QStringLiteral("?sorts=name:asc")),
        QStringList({QStringLiteral("Analytics"), QStringLiteral("Pipelines")}));
    QCOMPARE(names(QStringLiteral("?offset=1&limit=1")), QStringList{QStringLiteral("Analytics")});
    QCOMPARE(names(QStringLiteral("?search=PIPE")), QStringList{QStringLiteral("Pipelines")});
    QCOMPARE(names(QStringLiteral("?workspaceIds=") + workspaceId(server, analytics)),
        QStringList{QStringLiteral("Analytics")});
    QCOMPARE(
        client.get(path + QStringLiteral("?limit=1")).json().value(QLatin1String("totalCount")).toInt(), 2);
    QCOMPARE(client.get(path + QStringLiteral("?limit=1001")).status, 400);
    QCOMPARE(client.get(path + QStringLiteral("?sorts=plan:asc")).status, 400);
}

void TestAstronomerService::workspacesFollowTheRoles()
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

void TestAstronomerService::selfIsForPeople()
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

void TestAstronomerService::organizationTokensAreManagedAtHomeOnly()
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

void TestAstronomerService::workspaceTokensAreNoneOfTheOrganizationsList()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const Account place = DemoClient::account(server, pipelines).account;
    const QString id = server.addToken(place.organizationId, place.workspaceIds.first(), QStringLiteral("x"));
    const DemoClient client = DemoClient::as(server, acme);
    QCOMPARE(client.get(listPath(server, acme) + u'/' + id).status, 404);
    QCOMPARE(client.get(listPath(server, pipelines) + u'/' + id).status, 200);
    QCOMPARE(client.get(listPath(server, analytics) + u'/' + id).status, 404);
    const QStringList listed =
        idsOf(client.get(listPath(server, acme) + QStringLiteral("?limit=1000")).list("apiTokens"));
    QVERIFY(!listed.contains(id));
    QCOMPARE(listed.size(), server.tokenCount(place.organizationId));
}

void TestAstronomerService::pagesFollowOffsetAndLimit()
{
    DemoOptions options;
    options.extraTokens = 95;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, acme);
    const QString path = listPath(server, acme);
    const int total = server.tokenCount(DemoClient::account(server, acme).account.organizationId);
    const RawAnswer first = client.get(path);
    QCOMPARE(first.list("apiTokens").size(), 20);
    QCOMPARE(first.json().value(QLatin1String("limit")).toInt(), 20);
    QCOMPARE(first.json().value(QLatin1String("offset")).toInt(), 0);
    QCOMPARE(first.json().value(QLatin1String("totalCount")).toInt(), total);

    QSet<QString> seen;
    QString previous;
    for (int offset = 0; offset < total; offset += 30) {
        const RawAnswer page = client.get(path + QStringLiteral("?offset=%1&limit=30").arg(offset));
        QCOMPARE(page.json().value(QLatin1String("offset")).toInt(), offset);
        const QStringList ids = idsOf(page.list("apiTokens"));
        QCOMPARE(ids.size(), qMin(30, total - offset));
        seen.unite(QSet<QString>(ids.cbegin(), ids.cend()));
    }
    QCOMPARE(seen.size(), total);
    QCOMPARE(client.get(path + QStringLiteral("?limit=0")).list("apiTokens").size(), 0);
    QCOMPARE(client.get(path + QStringLiteral("?offset=%1").arg(total)).list("apiTokens").size(), 0);
    QCOMPARE(client.get(path + QStringLiteral("?limit=1000")).list("apiTokens").size(), total);
}

void TestAstronomerService::listRefuses_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"limit=1001", "limit=-1", "limit=x", "limit=", "limit=1.5", "offset=-1",
             "offset=x", "sorts=name", "sorts=role:asc", "sorts=endAt:asc", "sorts=name:up",
             "limit=1&limit=2", "sorts=name:asc&sorts=nonsense"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void TestAstronomerService::listRefuses()
{
    QFETCH(QString, query);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    for (const QString &account : {acme, pipelines})
        QCOMPARE(DemoClient::as(server, account).get(listPath(server, account) + u'?' + query).status, 400);
}

void TestAstronomerService::listSorts_data()
{
    QTest::addColumn<QString>("field");
    for (const char *field : {"name", "description", "id", "shortToken", "createdById", "updatedById"})
        QTest::newRow(field) << QString::fromLatin1(field);
}

void TestAstronomerService::listSorts()
{
    QFETCH(QString, field);
    DemoOptions options;
    options.extraTokens = 50;
    options.hasLooseData = false;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    const auto values = [&](const QString &direction) {
        QStringList found;
        const QJsonArray list = DemoClient::as(server, acme)
                                    .get(listPath(server, acme) + QStringLiteral("?limit=1000&sorts=") + field
                                        + QStringLiteral("%3A") + direction)
                                    .list("apiTokens");
        for (const QJsonValue &token : list)
            found.append(token.toObject().value(field).toString());
        return found;
    };
    const QStringList rising = values(QStringLiteral("asc"));
    QVERIFY(rising.size() > 60);
    QVERIFY(std::is_sorted(rising.cbegin(), rising.cend()));
    const QStringList falling = values(QStringLiteral("desc"));
    QVERIFY(std::is_sorted(falling.crbegin(), falling.crend()));
    QCOMPARE(falling.size(), rising.size());
}

void TestAstronomerService::repeatedSortsBreakTies()
{
    DemoOptions options;
    options.hasLooseData = false;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, acme);
    const auto twins = [&](const char *order) {
        QStringList created;
        const QJsonArray list =
            client
                .get(listPath(server, acme) + QStringLiteral("?limit=1000&sorts=name:asc&sorts=createdAt:")
                    + QLatin1String(order))
                .list("apiTokens");
        for (const QJsonValue &token : list) {
            if (text(token.toObject(), "name") == QLatin1String("ci-deploy"))
                created.append(text(token.toObject(), "id"));
        }
        return created;
    };
    const QStringList older = twins("asc");
    QCOMPARE(older.size(), 2);
    QCOMPARE(twins("desc"), QStringList(older.crbegin(), older.crend()));
}

void TestAstronomerService::rights_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("readStatus");
    QTest::addColumn<int>("changeStatus");
    QTest::addColumn<int>("deleteStatus");
    QTest::newRow("owner") << QStringLiteral("owner") << 200 << 200 << 204;
    QTest::newRow("read-only") << QStringLiteral("read-only") << 200 << 403 << 403;
    QTest::newRow("revoked") << QStringLiteral("revoked") << 401 << 401 << 401;
}

void TestAstronomerService::rights()
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

void TestAstronomerService::roleOfTheTokenRules_data()
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

void TestAstronomerService::roleOfTheTokenRules()
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

void TestAstronomerService::notFound_data()
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

void TestAstronomerService::notFound()
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

void TestAstronomerService::expiredAndPendingTokensAreRefused()
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

void TestAstronomerService::useIsRecorded()
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

void TestAstronomerService::authorization_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("status");
    QTest::newRow("bearer") << QByteArray("Bearer ") << 200;
    QTest::newRow("token") << QByteArray("Token ") << 401;
    QTest::newRow("none") << QByteArray() << 401;
    QTest::newRow("bearer twice") << QByteArray("Bearer Bearer ") << 401;
}

void TestAstronomerService::authorization()
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

void TestAstronomerService::unknownPathsAndMethods_data()
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

void TestAstronomerService::unknownPathsAndMethods()
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

void TestAstronomerService::rateLimitsAnswerInPlainText()
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

void TestAstronomerService::everyExpiryStateIsThere()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString now = m_clock.nowUtc().toString(Qt::ISODateWithMs);
    int pending = 0;
    int never = 0;
    int soon = 0;
    int later = 0;
    int expired = 0;
    int unused = 0;
    for (const QString &account : {acme, pipelines, analytics, globex}) {
        const QJsonArray tokens = DemoClient::as(server, account)
                                      .get(listPath(server, account) + QStringLiteral("?limit=1000"))
                                      .list("apiTokens");
        for (const QJsonValue &value : tokens) {
            const QJsonObject token = value.toObject();
            const QDateTime end = QDateTime::fromString(text(token, "endAt"), Qt::ISODateWithMs);
            const qint64 left = m_clock.nowUtc().daysTo(end);
            pending +=
                QDateTime::fromString(text(token, "startAt"), Qt::ISODateWithMs) > m_clock.nowUtc() ? 1 : 0;
            never += token.contains(QLatin1String("endAt")) ? 0 : 1;
            expired += end.isValid() && end <= m_clock.nowUtc() ? 1 : 0;
            soon += end > m_clock.nowUtc() && left <= 14 ? 1 : 0;
            later += end > m_clock.nowUtc() && left > 14 ? 1 : 0;
            unused += token.contains(QLatin1String("lastUsedAt")) ? 0 : 1;
        }
    }
    QVERIFY(pending > 0);
    QVERIFY(never > 0);
    QVERIFY(soon > 0);
    QVERIFY(later > 0);
    QVERIFY(expired > 0);
    QVERIFY(unused > 0);
}

void TestAstronomerService::looseDataIsServedOnlyWhenAskedFor()
{
    DemoOptions strict;
    strict.hasLooseData = false;
    DemoServer loose({}, m_clock);
    DemoServer exact(strict, m_clock);
    QVERIFY(loose.start());
    QVERIFY(exact.start());
    const auto tokens = [](const DemoServer &server) {
        return DemoClient::as(server, acme).get(listPath(server, acme) + QStringLiteral("?limit=1000"));
    };
    QVERIFY(tokens(loose).body.contains("\"endAt\":null"));
    QVERIFY(tokens(loose).body.contains("\"type\":\"AGENT\""));
    QVERIFY(tokens(loose).body.contains("31/12/2026"));
    QVERIFY(!tokens(exact).body.contains("null"));
    QVERIFY(!tokens(exact).body.contains("AGENT"));
    int withoutPeriod = 0;
    const QJsonArray list = tokens(loose).list("apiTokens");
    for (const QJsonValue &token : list)
        withoutPeriod += token.toObject().contains(QLatin1String("expiryPeriodInDays")) ? 0 : 1;
    QCOMPARE(withoutPeriod, 1);
}

void TestAstronomerService::hundredThousandTokens()
{
    DemoOptions options;
    options.extraTokens = 100000;
    QElapsedTimer timer;
    timer.start();
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    qInfo("100,000 tokens planted in %lld ms", static_cast<long long>(timer.elapsed()));
    const DemoClient client = DemoClient::as(server, acme);
    const int total = server.tokenCount(DemoClient::account(server, acme).account.organizationId);
    QVERIFY(total > 100000);
    const QStringList queries{QStringLiteral("?limit=1000"), QStringLiteral("?limit=1000"),
        QStringLiteral("?limit=1000&offset=99000"), QStringLiteral("?limit=1000&sorts=name:desc"),
        QStringLiteral("?limit=1000&sorts=name:desc&offset=1000")};
    for (const QString &query : queries) {
        timer.restart();
        const RawAnswer answer = client.get(listPath(server, acme) + query);
        qInfo("%s: %lld ms", qPrintable(query), static_cast<long long>(timer.elapsed()));
        QCOMPARE(answer.list("apiTokens").size(), 1000);
        QCOMPARE(answer.json().value(QLatin1String("totalCount")).toInt(), total);
    }
}

QTEST_GUILESS_MAIN(TestAstronomerService)
#include "tst_astronomerservice.moc"
