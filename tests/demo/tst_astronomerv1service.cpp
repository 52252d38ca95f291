// SPDX-License-Identifier: MIT
#include "astronomerplaces.h"
#include "democlient.h"

#include "demo/demoserver.h"
#include "support/manualclock.h"

#include <QSet>

using namespace astronomer;

namespace {

QString v1Path(const DemoServer &server, const QString &account = acme)
{
    return QStringLiteral("/v1/organizations/") + DemoClient::account(server, account).account.organizationId;
}

QString tokensPath(const DemoServer &server)
{
    return v1Path(server) + QStringLiteral("/tokens");
}

QJsonObject withId(const QJsonArray &tokens, const QString &id)
{
    for (const QJsonValue &token : tokens) {
        if (text(token.toObject(), "id") == id)
            return token.toObject();
    }
    return {};
}

QSet<QString> scopesOf(const QJsonArray &tokens)
{
    QSet<QString> scopes;
    for (const QJsonValue &token : tokens)
        scopes.insert(text(token.toObject(), "scope"));
    return scopes;
}

QJsonObject roleOf(const QString &type, const QString &id, const QString &role)
{
    return {{QStringLiteral("entityType"), type}, {QStringLiteral("entityId"), id},
        {QStringLiteral("role"), role}};
}

QString firstField(const RawAnswer &answer)
{
    return text(answer.list("fieldErrors").at(0).toObject(), "field");
}

} // namespace

/// Astronomer's current generation as openapi/astronomer-v1.yaml and api/astronomer.md describe it.
class TestAstronomerV1Service final : public QObject
{
    Q_OBJECT

private:
    ManualClock m_clock;
    std::unique_ptr<DemoServer> m_server;

    [[nodiscard]] QString organizationId() const
    {
        return DemoClient::account(*m_server, acme).account.organizationId;
    }
    [[nodiscard]] QString deploymentId() const { return m_server->deploymentIds(organizationId()).first(); }
    [[nodiscard]] DemoClient owner() const { return DemoClient::as(*m_server, acme); }
    [[nodiscard]] QString newToken(const QString &workspace = {}) const
    {
        return m_server->addToken(organizationId(), workspace, QStringLiteral("planted"));
    }

private Q_SLOTS:
    void init()
    {
        DemoOptions options;
        options.hasLooseData = false;
        m_server = std::make_unique<DemoServer>(options, m_clock);
        QVERIFY(m_server->start());
    }

    void bothGenerationsShowTheSameTokens()
    {
        const RawAnswer old = owner().get(listPath(*m_server, acme) + QStringLiteral("?limit=1000"));
        const RawAnswer now = owner().get(
            tokensPath(*m_server) + QStringLiteral("?limit=1000&includeOnlyOrganizationTokens=true"));
        QCOMPARE(now.status, 200);
        QVERIFY(old.list("apiTokens").size() > 10);
        QCOMPARE(idsOf(now.list("tokens")), idsOf(old.list("apiTokens")));
        const QString inWorkspace = v1Path(*m_server) + QStringLiteral("/tokens?limit=1000&workspaceId=")
            + workspaceId(*m_server, pipelines);
        const RawAnswer oldPlace =
            owner().get(listPath(*m_server, pipelines) + QStringLiteral("?limit=1000"));
        QCOMPARE(idsOf(owner().get(inWorkspace).list("tokens")), idsOf(oldPlace.list("apiTokens")));
    }

    void anOrganizationListsEveryScope()
    {
        const RawAnswer all = owner().get(tokensPath(*m_server) + QStringLiteral("?limit=1000"));
        QCOMPARE(scopesOf(all.list("tokens")),
            (QSet<QString>{
                QStringLiteral("ORGANIZATION"), QStringLiteral("WORKSPACE"), QStringLiteral("DEPLOYMENT")}));
        QCOMPARE(all.json().value(QLatin1String("totalCount")).toInt(), all.list("tokens").size());
        for (const QJsonValue &token : all.list("tokens")) {
            const QJsonObject object = token.toObject();
            QVERIFY(!object.contains(QLatin1String("roles")));
            QVERIFY(!object.contains(QLatin1String("token")));
            QVERIFY(!object.contains(QLatin1String("type")));
            QCOMPARE(text(object, "kind"), QStringLiteral("STANDARD"));
        }
        const RawAnswer one =
            owner().get(tokensPath(*m_server) + QStringLiteral("?deploymentId=") + deploymentId());
        QCOMPARE(one.list("tokens").size(), 1);
        QCOMPARE(scopesOf(one.list("tokens")), QSet<QString>{QStringLiteral("DEPLOYMENT")});
    }

    void listsPageByPage()
    {
        QStringList ids;
        const int total =
            owner().get(tokensPath(*m_server)).json().value(QLatin1String("totalCount")).toInt();
        for (int offset = 0; offset < total; offset += 7) {
            const RawAnswer page = owner().get(tokensPath(*m_server)
                + QStringLiteral("?limit=7&sorts=name:desc&sorts=createdAt:asc&offset=%1").arg(offset));
            QCOMPARE(page.json().value(QLatin1String("offset")).toInt(), offset);
            ids += idsOf(page.list("tokens"));
        }
        QCOMPARE(ids.size(), total);
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), total);
    }

    void listFiltersByKind()
    {
        const RawAnswer made = owner().post(tokensPath(*m_server),
            jsonOf(
                R"({"name":"direct","role":"ORGANIZATION_MEMBER","scope":"ORGANIZATION","kind":"DIRECT_ACCESS"})"));
        QCOMPARE(made.status, 200);
        const RawAnswer list = owner().get(tokensPath(*m_server) + QStringLiteral("?kind=DIRECT_ACCESS"));
        QCOMPARE(idsOf(list.list("tokens")), QStringList{text(made.json(), "id")});
    }

    void listRefuses_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::newRow("limit") << QStringLiteral("limit=1001") << 400;
        QTest::newRow("offset") << QStringLiteral("offset=-1") << 400;
        QTest::newRow("sort of the older generation") << QStringLiteral("sorts=id:asc") << 400;
        QTest::newRow("kind") << QStringLiteral("kind=OTHER") << 400;
        QTest::newRow("flag") << QStringLiteral("includeOnlyOrganizationTokens=1") << 400;
        QTest::newRow("workspace") << QStringLiteral("workspaceId=none") << 404;
        QTest::newRow("deployment") << QStringLiteral("deploymentId=none") << 404;
    }

    void listRefuses()
    {
        QFETCH(QString, query);
        QFETCH(int, status);
        const RawAnswer answer = owner().get(tokensPath(*m_server) + u'?' + query);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.json().value(QLatin1String("statusCode")).toInt(), status);
        QVERIFY(!text(answer.json(), "requestId").isEmpty());
    }

    void createsInEveryScope_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("role");
        QTest::newRow("organization")
            << QStringLiteral("ORGANIZATION") << QStringLiteral("ORGANIZATION_OWNER");
        QTest::newRow("workspace") << QStringLiteral("WORKSPACE") << QStringLiteral("WORKSPACE_ACCESSOR");
        QTest::newRow("deployment") << QStringLiteral("DEPLOYMENT") << QStringLiteral("Deployment_Viewer");
    }

    void createsInEveryScope()
    {
        QFETCH(QString, scope);
        QFETCH(QString, role);
        QString entity = organizationId();
        if (scope == QLatin1String("WORKSPACE"))
            entity = workspaceId(*m_server, pipelines);
        if (scope == QLatin1String("DEPLOYMENT"))
            entity = deploymentId();
        const RawAnswer answer = owner().post(tokensPath(*m_server),
            {{QStringLiteral("name"), QStringLiteral("mine")}, {QStringLiteral("role"), role},
                {QStringLiteral("scope"), scope}, {QStringLiteral("entityId"), entity},
                {QStringLiteral("tokenExpiryPeriodInDays"), 30}});
        QCOMPARE(answer.status, 200);
        const QJsonObject token = answer.json();
        QCOMPARE(text(token, "scope"), scope);
        QCOMPARE(text(token, "endAt"), QStringLiteral("2026-12-22T12:00:00.000Z"));
        QCOMPARE(token.value(QLatin1String("roles")).toArray(), (QJsonArray{roleOf(scope, entity, role)}));
        QVERIFY(m_server->isValidSecret(text(token, "token").toLatin1()));
        QCOMPARE(m_server->commits(QStringLiteral("createToken")), 1);
        const RawAnswer again = owner().get(tokensPath(*m_server) + u'/' + text(token, "id"));
        QCOMPARE(again.status, 200);
        QVERIFY(!again.json().contains(QLatin1String("token")));
        QCOMPARE(again.list("roles").size(), 1);
    }

    void createRefuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const char *body, const char *field) {
            QTest::newRow(name) << QByteArray(body) << QString::fromLatin1(field);
        };
        row("no body", "", "");
        row("no scope", R"({"name":"x","role":"ORGANIZATION_MEMBER"})", "scope");
        row("older key", R"({"name":"x","role":"ORGANIZATION_MEMBER","scope":"ORGANIZATION","type":"A"})",
            "type");
        row("empty name", R"({"name":"","role":"ORGANIZATION_MEMBER","scope":"ORGANIZATION"})", "name");
        row("role of another scope", R"({"name":"x","role":"WORKSPACE_MEMBER","scope":"ORGANIZATION"})",
            "role");
        row("no entity", R"({"name":"x","role":"WORKSPACE_MEMBER","scope":"WORKSPACE"})", "entityId");
        row("foreign entity", R"({"name":"x","role":"WORKSPACE_MEMBER","scope":"WORKSPACE","entityId":"w"})",
            "entityId");
        row("kind", R"({"name":"x","role":"ORGANIZATION_MEMBER","scope":"ORGANIZATION","kind":"OTHER"})",
            "kind");
        row("days",
            R"({"name":"x","role":"ORGANIZATION_MEMBER","scope":"ORGANIZATION","tokenExpiryPeriodInDays":0})",
            "tokenExpiryPeriodInDays");
    }

    void createRefuses()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, field);
        const RawAnswer answer = owner().request("POST", tokensPath(*m_server), body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(firstField(answer), field);
        QCOMPARE(m_server->commits(QStringLiteral("createToken")), 0);
    }

    void updateChangesTheTextsAlone()
    {
        const QString id = newToken();
        const QString path = tokensPath(*m_server) + u'/' + id;
        const QJsonArray roles = owner().get(path).list("roles");
        const RawAnswer answer = owner().post(path, jsonOf(R"({"name":"renamed","description":"why"})"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(text(answer.json(), "name"), QStringLiteral("renamed"));
        QCOMPARE(owner().get(path).list("roles"), roles);
        QCOMPARE(text(owner().get(listPath(*m_server, acme) + u'/' + id).json(), "description"),
            QStringLiteral("why"));
        for (const char *bad : {R"({"description":"x"})", R"({"name":""})", R"({"name":"x","roles":[]})"}) {
            const RawAnswer refused = owner().post(path, jsonOf(bad));
            QCOMPARE(refused.status, 400);
            QVERIFY(!firstField(refused).isEmpty());
        }
    }

    void rolesAreReplaced()
    {
        const QString id = newToken();
        const QString path = tokensPath(*m_server) + u'/' + id;
        const QJsonObject dag{{QStringLiteral("entityType"), QStringLiteral("DAG")},
            {QStringLiteral("entityId"), QStringLiteral("my_dag")},
            {QStringLiteral("deploymentId"), deploymentId()},
            {QStringLiteral("role"), QStringLiteral("DAG_VIEWER")}};
        const QJsonArray roles{
            roleOf(QStringLiteral("ORGANIZATION"), organizationId(), QStringLiteral("ORGANIZATION_MEMBER")),
            roleOf(QStringLiteral("WORKSPACE"), workspaceId(*m_server, pipelines),
                QStringLiteral("WORKSPACE_MEMBER")),
            dag};
        const RawAnswer answer =
            owner().post(path + QStringLiteral("/roles"), {{QStringLiteral("roles"), roles}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(text(answer.json(), "organizationRole"), QStringLiteral("ORGANIZATION_MEMBER"));
        QCOMPARE(answer.list("workspaceRoles").size(), 1);
        QCOMPARE(answer.list("dagRoles").size(), 1);
        QCOMPARE(owner().get(path).list("roles"), roles);
        // The workspace's list has it now.
        QCOMPARE(
            DemoClient::as(*m_server, pipelines).get(listPath(*m_server, pipelines) + u'/' + id).status, 200);
    }

    void rolesRefuse_data()
    {
        QTest::addColumn<QByteArray>("roles");
        const auto row = [](const char *name, const char *roles) {
            QTest::newRow(name) << QByteArray(roles);
        };
        row("none", "[]");
        row("no list", "{}");
        row("no role of its own scope",
            R"([{"entityType":"WORKSPACE","entityId":"%W","role":"WORKSPACE_MEMBER"}])");
        row("twice", R"([{"entityType":"ORGANIZATION","entityId":"%O","role":"ORGANIZATION_MEMBER"},
            {"entityType":"ORGANIZATION","entityId":"%O","role":"ORGANIZATION_OWNER"}])");
        row("foreign workspace",
            R"([{"entityType":"ORGANIZATION","entityId":"%O","role":"ORGANIZATION_MEMBER"},
            {"entityType":"WORKSPACE","entityId":"elsewhere","role":"WORKSPACE_MEMBER"}])");
        row("DAG without a deployment",
            R"([{"entityType":"ORGANIZATION","entityId":"%O","role":"ORGANIZATION_MEMBER"},
            {"entityType":"DAG","entityId":"d","role":"DAG_VIEWER"}])");
        row("role of another scope",
            R"([{"entityType":"ORGANIZATION","entityId":"%O","role":"WORKSPACE_OWNER"}])");
    }

    void rolesRefuse()
    {
        QFETCH(QByteArray, roles);
        roles.replace("%O", organizationId().toLatin1());
        roles.replace("%W", workspaceId(*m_server, pipelines).toLatin1());
        const QString path = tokensPath(*m_server) + u'/' + newToken();
        const QJsonArray before = owner().get(path).list("roles");
        const RawAnswer answer =
            owner().request("POST", path + QStringLiteral("/roles"), "{\"roles\":" + roles + '}');
        QCOMPARE(answer.status, 400);
        QVERIFY(firstField(answer).startsWith(QLatin1String("roles")));
        QCOMPARE(owner().get(path).list("roles"), before);
    }

    void rotateKillsTheOldValueAndTellsWhen()
    {
        const RawAnswer made = owner().post(tokensPath(*m_server),
            jsonOf(R"({"name":"x","role":"ORGANIZATION_MEMBER","scope":"ORGANIZATION"})"));
        QVERIFY(!made.json().contains(QLatin1String("lastRotatedAt")));
        const QString path = tokensPath(*m_server) + u'/' + text(made.json(), "id");
        QCOMPARE(owner().request("POST", path + QStringLiteral("/rotate"), "{}").status, 400);
        const RawAnswer answer = owner().request("POST", path + QStringLiteral("/rotate"));
        QCOMPARE(answer.status, 200);
        QVERIFY(!m_server->isValidSecret(text(made.json(), "token").toLatin1()));
        QVERIFY(m_server->isValidSecret(text(answer.json(), "token").toLatin1()));
        QCOMPARE(text(owner().get(path).json(), "lastRotatedAt"), QStringLiteral("2026-11-22T12:00:00.000Z"));
    }

    void deleteEndsTheTokenInBothGenerations()
    {
        const QString id = plantAttachedToken(*m_server);
        const QString path = tokensPath(*m_server) + u'/' + id;
        QCOMPARE(owner().remove(path).status, 204);
        QCOMPARE(owner().get(path).status, 404);
        QCOMPARE(owner().remove(path).status, 404);
        QCOMPARE(owner().get(listPath(*m_server, pipelines) + u'/' + id).status, 404);
    }

    void rightsGoByTheHome()
    {
        const DemoClient workspaceOwner = DemoClient::as(*m_server, pipelines);
        const QString workspace = workspaceId(*m_server, pipelines);
        const QString path = tokensPath(*m_server);
        QCOMPARE(workspaceOwner.get(path).status, 403);
        QCOMPARE(workspaceOwner.get(path + QStringLiteral("?workspaceId=") + workspace).status, 200);
        QCOMPARE(
            workspaceOwner.get(path + QStringLiteral("?workspaceId=") + workspaceId(*m_server, analytics))
                .status,
            403);
        const QString own = newToken(workspace);
        QCOMPARE(workspaceOwner.post(path + u'/' + own, jsonOf(R"({"name":"mine"})")).status, 200);
        const QString attached = plantAttachedToken(*m_server);
        QCOMPARE(workspaceOwner.get(path + u'/' + attached).status, 200);
        QCOMPARE(workspaceOwner.post(path + u'/' + attached, jsonOf(R"({"name":"x"})")).status, 403);
        QCOMPARE(workspaceOwner.remove(path + u'/' + attached).status, 403);
        QCOMPARE(
            workspaceOwner.request("POST", path + u'/' + attached + QStringLiteral("/rotate")).status, 403);
        // Its role in the own workspace may go, the one in another may not.
        QJsonArray roles = owner().get(path + u'/' + attached).list("roles");
        QCOMPARE(roles.size(), 3);
        const auto without = [&roles](const QString &entity) {
            QJsonArray rest;
            for (const QJsonValue &role : std::as_const(roles)) {
                if (text(role.toObject(), "entityId") != entity)
                    rest.append(role);
            }
            return QJsonObject{{QStringLiteral("roles"), rest}};
        };
        const QString rolesPath = path + u'/' + attached + QStringLiteral("/roles");
        QCOMPARE(workspaceOwner.post(rolesPath, without(workspaceId(*m_server, analytics))).status, 403);
        QCOMPARE(workspaceOwner.post(rolesPath, without(workspace)).status, 200);
        const DemoClient reader = DemoClient::as(*m_server, acme, QStringLiteral("read-only"));
        QCOMPARE(reader.get(path).status, 200);
        QCOMPARE(reader.remove(path + u'/' + own).status, 403);
        QCOMPARE(DemoClient(*m_server, {}).get(path).status, 401);
        QCOMPARE(DemoClient::as(*m_server, acme, QStringLiteral("revoked")).get(path).status, 401);
    }

    void unknownPathsAndMethods()
    {
        QCOMPARE(owner().get(QStringLiteral("/v1/organizations/none/tokens")).status, 404);
        QCOMPARE(owner().get(v1Path(*m_server) + QStringLiteral("/api-tokens")).status, 404);
        const RawAnswer wrong = owner().request("PUT", tokensPath(*m_server) + u'/' + newToken());
        QCOMPARE(wrong.status, 405);
        QCOMPARE(wrong.headers.value("allow"), QByteArray("DELETE, GET, HEAD, POST"));
    }

    void picksFromLists()
    {
        const RawAnswer organizations = owner().get(QStringLiteral("/v1/organizations"));
        QCOMPARE(organizations.list("organizations").size(), 1);
        QCOMPARE(text(organizations.list("organizations").at(0).toObject(), "id"), organizationId());
        const RawAnswer workspaces =
            owner().get(v1Path(*m_server) + QStringLiteral("/workspaces?sorts=name:asc"));
        QCOMPARE(workspaces.list("workspaces").size(), 2);
        QCOMPARE(owner().get(v1Path(*m_server) + QStringLiteral("/workspaces?sorts=id:asc")).status, 400);
        const RawAnswer deployments = owner().get(v1Path(*m_server)
            + QStringLiteral("/deployments?workspaceIds=") + workspaceId(*m_server, pipelines));
        QCOMPARE(deployments.list("deployments").size(), 2);
        QCOMPARE(text(withId(deployments.list("deployments"), deploymentId()), "workspaceName"),
            QStringLiteral("Pipelines"));
        const RawAnswer one =
            owner().get(v1Path(*m_server) + QStringLiteral("/deployments?names=staging&limit=1"));
        QCOMPARE(one.list("deployments").size(), 1);
        const RawAnswer older = owner().get(organizationPath(*m_server, acme)
            + QStringLiteral("/deployments?limit=1&workspaceIds=") + workspaceId(*m_server, pipelines));
        QCOMPARE(older.list("deployments").size(), 1);
        QCOMPARE(older.json().value(QLatin1String("totalCount")).toInt(), 2);
    }

    void listsRoles()
    {
        const QString path = v1Path(*m_server) + QStringLiteral("/roles");
        const RawAnswer custom = owner().get(path);
        QCOMPARE(custom.status, 200);
        QCOMPARE(custom.list("roles").size(), 2);
        QVERIFY(!custom.json().contains(QLatin1String("defaultRoles")));
        const RawAnswer all =
            owner().get(path + QStringLiteral("?includeDefaultRoles=true&scopeTypes=DEPLOYMENT&limit=1"));
        QCOMPARE(all.list("roles").size(), 1);
        QCOMPARE(all.json().value(QLatin1String("totalCount")).toInt(), 2);
        QCOMPARE(all.list("defaultRoles").size(), 1);
        QCOMPARE(text(all.list("defaultRoles").at(0).toObject(), "name"), QStringLiteral("DEPLOYMENT_ADMIN"));
        QCOMPARE(owner().get(path + QStringLiteral("?scopeTypes=WORKSPACE")).list("roles").size(), 0);
        QCOMPARE(owner().get(path + QStringLiteral("?scopeTypes=NONE")).status, 400);
        QCOMPARE(owner().get(path + QStringLiteral("?includeDefaultRoles=1")).status, 400);
        QCOMPARE(owner().get(path + QStringLiteral("?sorts=id:asc")).status, 400);
        // A login of a workspace has no role in the organization.
        QCOMPARE(DemoClient::as(*m_server, pipelines).get(path).status, 403);
    }

    void aRoleForOtherWorkspacesIsRefused()
    {
        const QJsonObject draft{{QStringLiteral("name"), QStringLiteral("mine")},
            {QStringLiteral("role"), QStringLiteral("Night_Operator")},
            {QStringLiteral("scope"), QStringLiteral("DEPLOYMENT")},
            {QStringLiteral("entityId"), deploymentId()}};
        const RawAnswer refused = owner().post(tokensPath(*m_server), draft);
        QCOMPARE(refused.status, 400);
        QCOMPARE(firstField(refused), QStringLiteral("role"));
    }

    void tellsWhoAPersonIs()
    {
        const QString path = QStringLiteral("/v1/users/self");
        QCOMPARE(owner().get(path).status, 401); // a token is no user
        const DemoClient person = DemoClient::as(*m_server, QStringLiteral("Acme data · Ada Example"));
        const RawAnswer self = person.get(path);
        QCOMPARE(self.status, 200);
        QCOMPARE(self.list("roles").size(), 1);
        QVERIFY(!self.json().value(QLatin1String("isIdpManaged")).toBool(true));
        QCOMPARE(person.get(path + QStringLiteral("?createIfNotExist=maybe")).status, 400);
    }
};

QTEST_GUILESS_MAIN(TestAstronomerV1Service)
#include "tst_astronomerv1service.moc"
