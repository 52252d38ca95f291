// SPDX-License-Identifier: MIT
#include "providers/astronomerupdate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

TokenRole role(EntityType type, const char *entityId, const char *name)
{
    TokenRole value;
    value.entityType = type;
    value.entityId = QString::fromLatin1(entityId);
    value.role = QString::fromLatin1(name);
    return value;
}

RoleEdit edit(EntityType type, const char *entityId, const char *name)
{
    return {type, QString::fromLatin1(entityId), QString::fromLatin1(name)};
}

Token organizationToken()
{
    Token token;
    token.id = QStringLiteral("clt1");
    token.name = QStringLiteral("ci");
    token.description = QStringLiteral("old words");
    token.scope = TokenScope::Organization;
    token.roles = {role(EntityType::Organization, "cl-org", "ORGANIZATION_MEMBER"),
        role(EntityType::Workspace, "w1", "WORKSPACE_MEMBER"),
        role(EntityType::Workspace, "w2", "WORKSPACE_OPERATOR")};
    return token;
}

Token workspaceToken()
{
    Token token;
    token.id = QStringLiteral("clt2");
    token.workspaceId = QStringLiteral("w1");
    token.name = QStringLiteral("etl");
    token.scope = TokenScope::Workspace;
    token.roles = {role(EntityType::Workspace, "w1", "WORKSPACE_MEMBER")};
    return token;
}

QByteArray compact(const char *json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    Q_ASSERT(document.isObject());
    return document.toJson(QJsonDocument::Compact);
}

} // namespace

class TestAstronomerUpdate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheWhole_data();
    void sendsTheWhole();
    void refuses_data();
    void refuses();
};

void TestAstronomerUpdate::sendsTheWhole_data()
{
    QTest::addColumn<Token>("current");
    QTest::addColumn<TokenChange>("change");
    QTest::addColumn<QByteArray>("body");

    TokenChange rename;
    rename.name = QStringLiteral("new");
    TokenChange clear;
    clear.description = QString();
    const auto roles = [](const QList<RoleEdit> &edits) {
        TokenChange change;
        change.roles = edits;
        return change;
    };
    constexpr auto org = EntityType::Organization;
    constexpr auto ws = EntityType::Workspace;
    constexpr auto dep = EntityType::Deployment;

    QTest::newRow("name keeps all roles") << organizationToken() << rename << compact(R"({
        "name":"new","description":"old words","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[
        {"entityId":"w1","role":"WORKSPACE_MEMBER"},{"entityId":"w2","role":"WORKSPACE_OPERATOR"}]}})");
    QTest::newRow("description can be cleared") << organizationToken() << clear << compact(R"({
        "name":"ci","description":"","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[
        {"entityId":"w1","role":"WORKSPACE_MEMBER"},{"entityId":"w2","role":"WORKSPACE_OPERATOR"}]}})");
    QTest::newRow("one workspace role of several")
        << organizationToken() << roles({edit(ws, "W2", "WORKSPACE_AUTHOR")}) << compact(R"({
        "name":"ci","description":"old words","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[
        {"entityId":"w1","role":"WORKSPACE_MEMBER"},{"entityId":"w2","role":"WORKSPACE_AUTHOR"}]}})");
    QTest::newRow("roles come and go") << organizationToken()
                                       << roles({edit(ws, "w1", ""), edit(ws, "w3", "WORKSPACE_MEMBER"),
                                              edit(org, "", "ORGANIZATION_OWNER"), edit(ws, "unknown", "")})
                                       << compact(R"({
        "name":"ci","description":"old words","roles":{"organization":"ORGANIZATION_OWNER","workspace":[
        {"entityId":"w2","role":"WORKSPACE_OPERATOR"},{"entityId":"w3","role":"WORKSPACE_MEMBER"}]}})");
    Token lonely = organizationToken();
    lonely.roles.resize(1);
    QTest::newRow("no workspace roles") << lonely << rename << compact(R"({
        "name":"new","description":"old words","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[]}})");
    Token deploying = organizationToken();
    deploying.roles.append(role(dep, "d1", "DEPLOYMENT_ADMIN"));
    QTest::newRow("deployment roles are sent back") << deploying << rename << compact(R"({
        "name":"new","description":"old words","roles":{"organization":"ORGANIZATION_MEMBER","workspace":[
        {"entityId":"w1","role":"WORKSPACE_MEMBER"},{"entityId":"w2","role":"WORKSPACE_OPERATOR"}],
        "deployment":[{"entityId":"d1","role":"DEPLOYMENT_ADMIN"}]}})");
    Token newerRole = organizationToken();
    newerRole.roles[0].role = QStringLiteral("ORGANIZATION_OBSERVE_ADMIN");
    newerRole.roles.resize(1);
    QTest::newRow("a role word nobody knows is sent back") << newerRole << rename << compact(R"({
        "name":"new","description":"old words",
        "roles":{"organization":"ORGANIZATION_OBSERVE_ADMIN","workspace":[]}})");

    QTest::newRow("workspace token, name")
        << workspaceToken() << rename
        << compact(R"({"name":"new","description":"","role":"WORKSPACE_MEMBER"})");
    QTest::newRow("workspace token, role")
        << workspaceToken() << roles({edit(ws, "w1", "WORKSPACE_OWNER")})
        << compact(R"({"name":"etl","description":"","role":"WORKSPACE_OWNER"})");
    Token deployingWorkspace = workspaceToken();
    deployingWorkspace.roles.append(role(dep, "d1", "custom role"));
    QTest::newRow("workspace token with deployment roles")
        << deployingWorkspace << roles({edit(ws, "w1", "WORKSPACE_OWNER")}) << compact(R"({
        "name":"etl","description":"","roles":{"workspace":"WORKSPACE_OWNER",
        "deployment":[{"entityId":"d1","role":"custom role"}]}})");
}

void TestAstronomerUpdate::sendsTheWhole()
{
    QFETCH(Token, current);
    QFETCH(TokenChange, change);
    QFETCH(QByteArray, body);
    const auto made = AstronomerUpdate::body(current, change);
    QVERIFY(made.ok());
    QCOMPARE(made.value(), body);
}

void TestAstronomerUpdate::refuses_data()
{
    QTest::addColumn<Token>("current");
    QTest::addColumn<QList<RoleEdit>>("edits");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("field");
    using Edits = QList<RoleEdit>;
    constexpr auto org = EntityType::Organization;
    constexpr auto ws = EntityType::Workspace;
    const QString roleField = QStringLiteral("role");

    QTest::newRow("organization role removed")
        << organizationToken() << Edits{edit(org, "cl-org", "")} << Error::Kind::Invalid << roleField;
    QTest::newRow("workspace role removed")
        << workspaceToken() << Edits{edit(ws, "w1", "")} << Error::Kind::Invalid << roleField;
    QTest::newRow("organization role for a workspace token")
        << workspaceToken() << Edits{edit(org, "cl-org", "ORGANIZATION_OWNER")} << Error::Kind::Invalid
        << roleField;
    QTest::newRow("another workspace for a workspace token")
        << workspaceToken() << Edits{edit(ws, "w2", "WORKSPACE_OWNER")} << Error::Kind::Invalid << roleField;
    QTest::newRow("workspace role without a workspace")
        << organizationToken() << Edits{edit(ws, "", "WORKSPACE_OWNER")} << Error::Kind::Invalid << roleField;
    QTest::newRow("role on something unknown")
        << organizationToken() << Edits{edit(EntityType::Other, "x", "Y")} << Error::Kind::Invalid
        << roleField;

    Token future = organizationToken();
    future.roles.append(role(EntityType::Other, "x1", "DAG_VIEWER"));
    future.roles.last().entityTypeText = QStringLiteral("DAG");
    QTest::newRow("has a role nobody could send back")
        << future << Edits() << Error::Kind::Unsupported << QString();
    Token wide = workspaceToken();
    wide.roles.append(role(ws, "w2", "WORKSPACE_MEMBER"));
    QTest::newRow("workspace token with a role elsewhere")
        << wide << Edits() << Error::Kind::Unsupported << QString();
    Token bare = organizationToken();
    bare.roles.clear();
    QTest::newRow("has no role") << bare << Edits() << Error::Kind::Invalid << roleField;
}

void TestAstronomerUpdate::refuses()
{
    QFETCH(Token, current);
    QFETCH(QList<RoleEdit>, edits);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, field);
    TokenChange change;
    change.name = QStringLiteral("new");
    change.roles = edits;
    const auto made = AstronomerUpdate::body(current, change);
    QVERIFY(!made.ok());
    QCOMPARE(made.error().kind, kind);
    QCOMPARE(made.error().outcome, Error::Outcome::NotSent);
    QCOMPARE(made.error().fieldErrors.value(0).field, field);
}

QTEST_GUILESS_MAIN(TestAstronomerUpdate)
#include "tst_astronomerupdate.moc"
