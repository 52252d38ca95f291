// SPDX-License-Identifier: MIT
#include "democlient.h"

#include "demo/demoserver.h"
#include "support/manualclock.h"

#include <QUuid>

namespace {

const QString production = QStringLiteral("Acme production");
const QString development = QStringLiteral("Acme development");

} // namespace

/// Qovery as openapi/qovery.yaml and qovery-seed.yaml describe it.
class TestQoveryService final : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static DemoOptions seedEra()
    {
        DemoOptions options;
        options.qoveryEra = DemoOptions::QoveryEra::Seed;
        return options;
    }
    [[nodiscard]] static QString tokensPath(const DemoServer &server, const QString &account)
    {
        return QStringLiteral("/organization/%1/apiToken")
            .arg(DemoClient::account(server, account).account.organizationId);
    }
    [[nodiscard]] static QString roleId(const DemoServer &server, const QString &account, const QString &name)
    {
        const QString path = QStringLiteral("/organization/%1/availableRole")
                                 .arg(DemoClient::account(server, account).account.organizationId);
        const QJsonArray roles = DemoClient::as(server, account).get(path).list("results");
        for (const QJsonValue &role : roles) {
            if (role.toObject().value(QLatin1String("name")) == name)
                return role.toObject().value(QLatin1String("id")).toString();
        }
        return {};
    }

    ManualClock m_clock;

private Q_SLOTS:
    void listsOnlyTheOrganizationsOfTheCredential();
    void listHasEveryTokenAndNoSecret();
    void listFiltersByNameAndCreator();
    void rolesHaveBuiltInAndCustomOnesWithOwnIds();
    void createAnswersWithTheSecretOnce();
    void createdSecretWorksAtOnce();
    void createRefuses_data();
    void createRefuses();
    void createTakesTheBodyOfBothEras();
    void nullRoleMeansAdmin();
    void nameIsTakenWhateverItsCase();
    void deleteTakesTheTokenAndItsValueAway();
    void authorization_data();
    void authorization();
    void rights_data();
    void rights();
    void foreignAndUnknownOrganizationsAreForbidden();
    void roleOfTheTokenRules_data();
    void roleOfTheTokenRules();
    void personsSessionEnds();
    void seedEraSpeaksScope();
    void seedEraRefuses_data();
    void seedEraRefuses();
    void seedEraHasNoRoles();
    void unknownPathsAndMethods_data();
    void unknownPathsAndMethods();
    void looseDataIsServedOnlyWhenAskedFor();
    void policyTokens();
    void policyTokensRefuse_data();
    void policyTokensRefuse();
    void policyTokensAreForOwnersAndAdministrators();
};

namespace {

const QString somePolicy = QStringLiteral("default allow := false");

QString policyPath(const DemoServer &server)
{
    return QStringLiteral("/organization/%1/policyApiToken")
        .arg(DemoClient::account(server, production).account.organizationId);
}

} // namespace

void TestQoveryService::policyTokens()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, production);
    QCOMPARE(client.get(policyPath(server)).list("results").size(), 0);
    const QJsonObject body{{QStringLiteral("name"), QStringLiteral("reader")},
        {QStringLiteral("opa_policy"), somePolicy},
        {QStringLiteral("expires_at"), QStringLiteral("2099-01-01T00:00:00Z")}};
    const RawAnswer created = client.post(policyPath(server), body);
    QCOMPARE(created.status, 201);
    const QJsonObject token = created.json();
    QVERIFY(token.value(QLatin1String("token")).toString().startsWith(QLatin1String("sk-qov-01-")));
    QVERIFY(!token.value(QLatin1String("user_sub")).toString().isEmpty());
    QVERIFY(!token.value(QLatin1String("creator_name")).toString().isEmpty());
    QCOMPARE(token.value(QLatin1String("role_name")).toString(), QStringLiteral("admin"));
    QCOMPARE(client.post(policyPath(server), body).status, 409);
    const QJsonArray listed = client.get(policyPath(server)).list("results");
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed.at(0).toObject().value(QLatin1String("opa_policy")).toString(), somePolicy);
    QVERIFY(listed.at(0).toObject().value(QLatin1String("token")).isUndefined());
    const QString id = token.value(QLatin1String("id")).toString();
    QCOMPARE(client.remove(tokensPath(server, production) + u'/' + id).status, 404);
    QCOMPARE(client.remove(policyPath(server) + u'/' + id).status, 204);
    QCOMPARE(client.get(policyPath(server)).list("results").size(), 0);
}

void TestQoveryService::policyTokensRefuse_data()
{
    QTest::addColumn<QJsonObject>("change");
    const auto row = [](const char *name, const char *key, const QJsonValue &value) {
        QTest::newRow(name) << QJsonObject{{QLatin1String(key), value}};
    };
    row("no policy", "opa_policy", QJsonValue::Undefined);
    row("empty policy", "opa_policy", QStringLiteral(""));
    row("policy of another type", "opa_policy", 7);
    row("too long", "opa_policy", QString(somePolicy + QString(65'536, u'#')));
    row("a package", "opa_policy", QString(QStringLiteral("package x\n") + somePolicy));
    row("no allow", "opa_policy", QStringLiteral("deny := true"));
    row("open brace", "opa_policy", QStringLiteral("allow {"));
    row("no name", "name", QJsonValue::Undefined);
    row("a blank name", "name", QStringLiteral(" "));
    row("role that is none", "role_id", QStringLiteral("00000000-0000-4000-8000-00000000dead"));
    row("expiry that is none", "expires_at", QStringLiteral("tomorrow, at the latest"));
    row("expiry in the past", "expires_at", QStringLiteral("2001-01-01T00:00:00Z"));
}

void TestQoveryService::policyTokensRefuse()
{
    QFETCH(QJsonObject, change);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    QJsonObject body{{QStringLiteral("name"), QStringLiteral("reader")},
        {QStringLiteral("opa_policy"), somePolicy}, {QStringLiteral("role_id"), QJsonValue()},
        {QStringLiteral("expires_at"), QJsonValue()}};
    for (auto entry = change.begin(); entry != change.end(); ++entry)
        body.insert(entry.key(), entry.value());
    if (change.isEmpty())
        body.remove(QString::fromLatin1(QTest::currentDataTag()).contains(QLatin1String("name"))
                ? QStringLiteral("name")
                : QStringLiteral("opa_policy"));
    const RawAnswer answer = DemoClient::as(server, production).post(policyPath(server), body);
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.json().value(QLatin1String("detail")).toString().isEmpty());
    QCOMPARE(server.commits(QStringLiteral("createPolicyApiToken")), 0);
}

void TestQoveryService::policyTokensAreForOwnersAndAdministrators()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    int refused = 0;
    for (const DemoAccount &account : server.accounts()) {
        if (account.account.providerKey != QLatin1String("qovery")
            || account.account.organizationId
                != DemoClient::account(server, production).account.organizationId)
            continue;
        const QByteArray word = account.credential.startsWith("qov_") ? "Token " : "Bearer ";
        const int status = DemoClient(server, word + account.credential).get(policyPath(server)).status;
        const bool may = account.role == QLatin1String("owner") || account.role == QLatin1String("admin");
        if (may)
            QCOMPARE(status, 200);
        else
            QVERIFY2(status == 403 || status == 401, qPrintable(account.role));
        refused += status == 403;
    }
    QVERIFY(refused > 0);
}

void TestQoveryService::listsOnlyTheOrganizationsOfTheCredential()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer = DemoClient::as(server, production).get(QStringLiteral("/organization"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    QVERIFY(!QUuid::fromString(QLatin1String(answer.headers.value("x-request-id"))).isNull());
    QVERIFY(answer.headers.value("date").endsWith(" GMT"));
    QCOMPARE(answer.list("results").size(), 1);
    const QJsonObject organization = answer.list("results").at(0).toObject();
    QCOMPARE(organization.value(QLatin1String("name")).toString(), QStringLiteral("Acme Production"));
    QCOMPARE(organization.value(QLatin1String("id")).toString(),
        DemoClient::account(server, production).account.organizationId);
}

void TestQoveryService::listHasEveryTokenAndNoSecret()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoAccount account = DemoClient::account(server, production);
    const RawAnswer answer = DemoClient::as(server, production).get(tokensPath(server, production));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.list("results").size(), server.tokenCount(account.account.organizationId));
    QVERIFY(answer.list("results").size() > 10);
    QVERIFY(!answer.body.contains(account.credential));
    QVERIFY(!answer.body.contains("\"token\""));
    const QJsonArray tokens = answer.list("results");
    for (const QJsonValue &token : tokens)
        QVERIFY(!QUuid::fromString(token.toObject().value(QLatin1String("id")).toString()).isNull());
}

void TestQoveryService::listFiltersByNameAndCreator()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, production);
    const QString path = tokensPath(server, production);
    QCOMPARE(client.get(path + QStringLiteral("?name=TERRAFORM")).list("results").size(), 1);
    QCOMPARE(client.get(path + QStringLiteral("?name=nothing-like-it")).list("results").size(), 0);
    const qsizetype all = client.get(path).list("results").size();
    const qsizetype adas =
        client.get(path + QStringLiteral("?creatorName=ada%20example")).list("results").size();
    QVERIFY(adas > 0 && adas < all);
}

void TestQoveryService::rolesHaveBuiltInAndCustomOnesWithOwnIds()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString id = DemoClient::account(server, production).account.organizationId;
    const DemoClient client = DemoClient::as(server, production);
    QCOMPARE(client.get(QStringLiteral("/organization/%1/availableRole").arg(id)).list("results").size(), 6);
    const QJsonArray custom =
        client.get(QStringLiteral("/organization/%1/customRole").arg(id)).list("results");
    QCOMPARE(custom.size(), 1);
    QVERIFY(!custom.at(0).toObject().value(QLatin1String("description")).toString().isEmpty());
    QVERIFY(roleId(server, production, QStringLiteral("viewer"))
        != roleId(server, development, QStringLiteral("viewer")));
}

void TestQoveryService::createAnswersWithTheSecretOnce()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, production);
    const QString path = tokensPath(server, production);
    const RawAnswer answer = client.post(path,
        {{QStringLiteral("name"), QStringLiteral("new one")},
            {QStringLiteral("role_id"), roleId(server, production, QStringLiteral("devops"))}});
    QCOMPARE(answer.status, 201);
    const QByteArray secret = answer.json().value(QLatin1String("token")).toString().toLatin1();
    QVERIFY(secret.startsWith("qov_demo"));
    QCOMPARE(answer.json().value(QLatin1String("role_name")).toString(), QStringLiteral("devops"));
    QVERIFY(!answer.json().contains(QLatin1String("description")));
    QCOMPARE(server.commits(QStringLiteral("createApiToken")), 1);
    QVERIFY(server.isValidSecret(secret));
    QVERIFY(client.get(path).body.contains("new one"));
    QVERIFY(!client.get(path).body.contains(secret));
}

void TestQoveryService::createdSecretWorksAtOnce()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString path = tokensPath(server, production);
    const RawAnswer created =
        DemoClient::as(server, production)
            .post(path,
                {{QStringLiteral("name"), QStringLiteral("fresh")},
                    {QStringLiteral("role_id"), roleId(server, production, QStringLiteral("viewer"))}});
    const QByteArray secret = created.json().value(QLatin1String("token")).toString().toLatin1();
    QCOMPARE(DemoClient(server, "Token " + secret).get(path).status, 200);
    QCOMPARE(DemoClient(server, "Bearer " + secret).get(path).status, 401);
}

void TestQoveryService::createRefuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    const auto row = [](const char *name, const char *body, const char *type = "application/json") {
        QTest::newRow(name) << QByteArray(body) << QByteArray(type);
    };
    row("no body", "");
    row("broken JSON", "{\"name\":");
    row("a list", "[]");
    row("a form", "name=x&role_id=ROLE", "application/x-www-form-urlencoded");
    row("no content type that fits", R"({"name":"x","role_id":"ROLE"})", "text/plain");
    row("no name", R"({"role_id":"ROLE"})");
    row("name is a number", R"({"name":1,"role_id":"ROLE"})");
    row("name is null", R"({"name":null,"role_id":"ROLE"})");
    row("empty name", R"({"name":"","role_id":"ROLE"})");
    row("blank name", R"({"name":"  ","role_id":"ROLE"})");
    row("description is null", R"({"name":"x","description":null,"role_id":"ROLE"})");
    row("no role", R"({"name":"x"})");
    row("only a scope", R"({"name":"x","scope":"ADMIN"})");
    row("role is no uuid", R"({"name":"x","role_id":"admin"})");
    row("role of nobody", R"({"name":"x","role_id":"11111111-2222-4333-8444-555555555555"})");
    row("unknown scope", R"({"name":"x","role_id":"ROLE","scope":"READ_ONLY"})");
}

void TestQoveryService::createRefuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    body.replace("ROLE", roleId(server, production, QStringLiteral("viewer")).toLatin1());
    const RawAnswer answer =
        DemoClient::as(server, production).request("POST", tokensPath(server, production), body, contentType);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json().value(QLatin1String("status")).toInt(), 400);
    QCOMPARE(answer.json().value(QLatin1String("error")).toString(), QStringLiteral("Bad Request"));
    QVERIFY(!answer.json().value(QLatin1String("detail")).toString().isEmpty());
    QCOMPARE(server.commits(QStringLiteral("createApiToken")), 0);
}

void TestQoveryService::createTakesTheBodyOfBothEras()
{
    for (const bool isSeed : {false, true}) {
        DemoServer server(isSeed ? seedEra() : DemoOptions(), m_clock);
        QVERIFY(server.start());
        const QString role = isSeed ? QStringLiteral("11111111-2222-4333-8444-555555555555")
                                    : roleId(server, production, QStringLiteral("viewer"));
        const RawAnswer answer =
            DemoClient::as(server, production)
                .post(tokensPath(server, production),
                    {{QStringLiteral("name"), QStringLiteral("both")},
                        {QStringLiteral("description"), QStringLiteral("d")},
                        {QStringLiteral("scope"), QStringLiteral("ADMIN")}, {QStringLiteral("role_id"), role},
                        {QStringLiteral("unknown"), 1}});
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.json().value(QLatin1String("description")).toString(), QStringLiteral("d"));
    }
}

void TestQoveryService::nullRoleMeansAdmin()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer =
        DemoClient::as(server, production)
            .post(tokensPath(server, production), jsonOf(R"({"name":"x","role_id":null,"scope":null})"));
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.json().value(QLatin1String("role_name")).toString(), QStringLiteral("admin"));
}

void TestQoveryService::nameIsTakenWhateverItsCase()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer =
        DemoClient::as(server, production)
            .post(tokensPath(server, production), jsonOf(R"({"name":"CI-Deploy","role_id":null})"));
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.json().value(QLatin1String("status")).toInt(), 409);
    QCOMPARE(answer.json().value(QLatin1String("error")).toString(), QStringLiteral("Conflict"));
    QVERIFY(answer.json().value(QLatin1String("detail")).toString().contains(QLatin1String("CI-Deploy")));
    // The same name in another organization is free.
    QCOMPARE(DemoClient::as(server, development)
                 .post(tokensPath(server, development), jsonOf(R"({"name":"terraform-prod","role_id":null})"))
                 .status,
        201);
}

void TestQoveryService::deleteTakesTheTokenAndItsValueAway()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, production);
    const QString path = tokensPath(server, production);
    const QJsonObject created = client.post(path, jsonOf(R"({"name":"x","role_id":null})")).json();
    const QByteArray secret = created.value(QLatin1String("token")).toString().toLatin1();
    const QString tokenPath = path + u'/' + created.value(QLatin1String("id")).toString();
    const RawAnswer answer = client.remove(tokenPath);
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.body.isEmpty());
    QVERIFY(!answer.headers.contains("content-length"));
    QCOMPARE(client.remove(tokenPath).status, 404);
    QCOMPARE(server.commits(QStringLiteral("deleteApiToken")), 1);
    QVERIFY(!server.isValidSecret(secret));
    QCOMPARE(DemoClient(server, "Token " + secret).get(path).status, 401);
    // Neither a token of another organization nor nonsense is found here.
    const QString foreign = server.addToken(
        DemoClient::account(server, development).account.organizationId, {}, QStringLiteral("foreign"));
    QCOMPARE(client.remove(path + u'/' + foreign).status, 404);
    QCOMPARE(client.remove(path + QStringLiteral("/nonsense")).status, 404);
}

void TestQoveryService::authorization_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<bool>("isSeedEra");
    QTest::addColumn<int>("status");
    QTest::newRow("token as token") << production << QByteArray("Token ") << false << 200;
    QTest::newRow("token as bearer") << production << QByteArray("Bearer ") << false << 401;
    QTest::newRow("token in small letters") << production << QByteArray("token ") << false << 401;
    QTest::newRow("token without a word") << production << QByteArray() << false << 401;
    QTest::newRow("token twice") << production << QByteArray("Token Token ") << false << 401;
    QTest::newRow("session as bearer") << development << QByteArray("Bearer ") << false << 200;
    QTest::newRow("session as token") << development << QByteArray("Token ") << false << 401;
    QTest::newRow("seed era: bearer") << production << QByteArray("Bearer ") << true << 200;
    QTest::newRow("seed era: token") << production << QByteArray("Token ") << true << 401;
}

void TestQoveryService::authorization()
{
    QFETCH(QString, account);
    QFETCH(QByteArray, word);
    QFETCH(bool, isSeedEra);
    QFETCH(int, status);
    DemoServer server(isSeedEra ? seedEra() : DemoOptions(), m_clock);
    QVERIFY(server.start());
    const QByteArray credential = DemoClient::account(server, account).credential;
    const RawAnswer answer = DemoClient(server, word + credential).get(QStringLiteral("/organization"));
    QCOMPARE(answer.status, status);
    if (status == 401)
        QCOMPARE(answer.json().value(QLatin1String("error")).toString(), QStringLiteral("Unauthorized"));
    QCOMPARE(DemoClient(server, {}).get(QStringLiteral("/organization")).status, 401);
}

void TestQoveryService::rights_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("listStatus");
    QTest::addColumn<int>("createStatus");
    QTest::addColumn<int>("deleteStatus");
    QTest::newRow("owner") << QStringLiteral("owner") << 200 << 201 << 204;
    QTest::newRow("read-only") << QStringLiteral("read-only") << 200 << 403 << 403;
    QTest::newRow("revoked") << QStringLiteral("revoked") << 401 << 401 << 401;
}

void TestQoveryService::rights()
{
    QFETCH(QString, role);
    QFETCH(int, listStatus);
    QFETCH(int, createStatus);
    QFETCH(int, deleteStatus);
    for (const bool isSeed : {false, true}) {
        DemoServer server(isSeed ? seedEra() : DemoOptions(), m_clock);
        QVERIFY(server.start());
        for (const QString &name : {production, development, QStringLiteral("Initech lab")}) {
            const DemoClient client = DemoClient::as(server, name, role);
            const QString path = tokensPath(server, name);
            QCOMPARE(client.get(path).status, listStatus);
            const QJsonObject body = jsonOf(R"({"name":"mine","role_id":null,"scope":"ADMIN"})");
            QCOMPARE(client.post(path, body).status, createStatus);
            const QString id = server.addToken(
                DemoClient::account(server, name).account.organizationId, {}, QStringLiteral("prey"));
            QCOMPARE(client.remove(path + u'/' + id).status, deleteStatus);
        }
    }
}

void TestQoveryService::foreignAndUnknownOrganizationsAreForbidden()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, production);
    for (const QString &path : {tokensPath(server, development),
             QStringLiteral("/organization/11111111-2222-4333-8444-555555555555/apiToken"),
             QStringLiteral("/organization/nonsense/availableRole")}) {
        const RawAnswer answer = client.get(path);
        QCOMPARE(answer.status, 403);
        QCOMPARE(answer.json().value(QLatin1String("error")).toString(), QStringLiteral("Forbidden"));
    }
}

void TestQoveryService::roleOfTheTokenRules_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("status");
    QTest::newRow("owner") << QStringLiteral("owner") << 201;
    QTest::newRow("admin") << QStringLiteral("admin") << 201;
    QTest::newRow("devops") << QStringLiteral("devops") << 201;
    QTest::newRow("billing") << QStringLiteral("billing") << 403;
    QTest::newRow("viewer") << QStringLiteral("viewer") << 403;
    QTest::newRow("custom") << QStringLiteral("Release manager") << 403;
}

void TestQoveryService::roleOfTheTokenRules()
{
    QFETCH(QString, role);
    QFETCH(int, status);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString path = tokensPath(server, production);
    const QString id = roleId(server, production, role);
    QVERIFY(!id.isEmpty());
    const RawAnswer minted =
        DemoClient::as(server, production)
            .post(path, {{QStringLiteral("name"), role}, {QStringLiteral("role_id"), id}});
    const QByteArray secret = minted.json().value(QLatin1String("token")).toString().toLatin1();
    const DemoClient client(server, "Token " + secret);
    QCOMPARE(client.get(path).status, 200);
    QCOMPARE(client.post(path, jsonOf(R"({"name":"second","role_id":null})")).status, status);
}

void TestQoveryService::personsSessionEnds()
{
    ManualClock clock;
    DemoServer server({}, clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, development);
    QCOMPARE(client.get(QStringLiteral("/organization")).status, 200);
    clock.advance(std::chrono::hours(24 * 31));
    QCOMPARE(client.get(QStringLiteral("/organization")).status, 401);
}

void TestQoveryService::seedEraSpeaksScope()
{
    DemoServer server(seedEra(), m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, production);
    const QString path = tokensPath(server, production);
    const RawAnswer created = client.post(path, jsonOf(R"({"name":"x","scope":"ADMIN"})"));
    QCOMPARE(created.status, 201);
    QCOMPARE(created.json().value(QLatin1String("scope")).toString(), QStringLiteral("ADMIN"));
    QVERIFY(!created.json().contains(QLatin1String("role_id")));
    const QByteArray secret = created.json().value(QLatin1String("token")).toString().toLatin1();
    QCOMPARE(DemoClient(server, "Bearer " + secret).get(path).status, 200);
    const QJsonObject listed = client.get(path).list("results").at(0).toObject();
    QCOMPARE(listed.value(QLatin1String("scope")).toString(), QStringLiteral("ADMIN"));
    QVERIFY(!listed.contains(QLatin1String("role_name")));
    // The filters came years later.
    QCOMPARE(client.get(path + QStringLiteral("?name=nothing")).list("results").size(),
        client.get(path).list("results").size());
}

void TestQoveryService::seedEraRefuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no scope") << QByteArray(R"({"name":"x","role_id":null})");
    QTest::newRow("null scope") << QByteArray(R"({"name":"x","scope":null})");
    QTest::newRow("other scope") << QByteArray(R"({"name":"x","scope":"VIEWER"})");
    QTest::newRow("no name") << QByteArray(R"({"scope":"ADMIN"})");
}

void TestQoveryService::seedEraRefuses()
{
    QFETCH(QByteArray, body);
    DemoServer server(seedEra(), m_clock);
    QVERIFY(server.start());
    QCOMPARE(
        DemoClient::as(server, production).request("POST", tokensPath(server, production), body).status, 400);
}

void TestQoveryService::seedEraHasNoRoles()
{
    DemoServer server(seedEra(), m_clock);
    QVERIFY(server.start());
    const QString id = DemoClient::account(server, production).account.organizationId;
    for (const char *collection : {"availableRole", "customRole"}) {
        const QString path = QStringLiteral("/organization/%1/%2").arg(id, QLatin1String(collection));
        QCOMPARE(DemoClient::as(server, production).get(path).status, 404);
    }
}

void TestQoveryService::unknownPathsAndMethods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("allow");
    const QString id = QStringLiteral("/organization/11111111-2222-4333-8444-555555555555");
    QTest::newRow("root") << QByteArray("GET") << QStringLiteral("/") << 404 << QByteArray();
    QTest::newRow("elsewhere") << QByteArray("GET") << QStringLiteral("/project") << 404 << QByteArray();
    QTest::newRow("post organizations")
        << QByteArray("POST") << QStringLiteral("/organization") << 405 << QByteArray("GET, HEAD");
    QTest::newRow("put tokens") << QByteArray("PUT") << id + QStringLiteral("/apiToken") << 405
                                << QByteArray("GET, HEAD, POST");
    QTest::newRow("get one token") << QByteArray("GET") << id + QStringLiteral("/apiToken/x") << 405
                                   << QByteArray("DELETE");
}

void TestQoveryService::unknownPathsAndMethods()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QByteArray, allow);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer = DemoClient::as(server, production).request(method, path);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("allow"), allow);
}

void TestQoveryService::looseDataIsServedOnlyWhenAskedFor()
{
    DemoOptions strict;
    strict.hasLooseData = false;
    DemoServer loose({}, m_clock);
    DemoServer exact(strict, m_clock);
    QVERIFY(loose.start());
    QVERIFY(exact.start());
    const auto list = [](const DemoServer &server) {
        return DemoClient::as(server, production).get(tokensPath(server, production)).body;
    };
    QVERIFY(list(loose).contains("\"role_id\":null"));
    QVERIFY(!list(exact).contains("null"));
}

QTEST_GUILESS_MAIN(TestQoveryService)
#include "tst_qoveryservice.moc"
