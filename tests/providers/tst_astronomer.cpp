// SPDX-License-Identifier: MIT
#include "providers/astronomerfixture.h"
#include "support/tokenvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace {

QJsonObject objectOf(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

} // namespace

/// Astronomer v1alpha1 over a real socket against the simulator: what leaves and what comes back. Rows named
/// "organization" and "workspace" run the same operation in both path families.
class TestAstronomer final : public QObject, protected AstronomerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_harness.reset(); }

    void saysWhatItCan();
    void verbsFollowScopeAndPlace_data();
    void verbsFollowScopeAndPlace();
    void placesAreTheWorkspacesOrTheOrganization();
    void listsPages_data();
    void listsPages();
    void readsLooseData();
    void getsAToken_data();
    void getsAToken();
    void createsAToken_data();
    void createsAToken();
    void createsWithoutEnd();
    void rotatesAToken_data();
    void rotatesAToken();
    void deletesAToken_data();
    void deletesAToken();
    void detachesAnOrganizationToken();
    void updateKeepsEveryOtherRole();
    void updateKeepsWhatAColleagueChanged();
    void updatesAWorkspaceToken();
    void updateOfAnAttachedTokenIsNotSent();
    void listsRoles();
    void listsWorkspaces();
    void listsOrganizations();
};

void TestAstronomer::saysWhatItCan()
{
    const Capabilities capabilities = m_harness->provider().capabilities();
    QVERIFY(capabilities.create.possible);
    QVERIFY(capabilities.hasExpiry && capabilities.hasLastUsed && capabilities.hasCreator);
    QVERIFY(capabilities.hasRoleEdits && !capabilities.hasUniqueNames);
    QCOMPARE(capabilities.maxExpiryDays, 3650);
    QCOMPARE(capabilities.maxNameLength, 256);
    QCOMPARE(capabilities.maxDescriptionLength, 500);
    QCOMPARE(m_harness->provider().pageSizes(), (QList<int>{1000, 100, 20}));
}

void TestAstronomer::verbsFollowScopeAndPlace_data()
{
    QTest::addColumn<TokenScope>("scope");
    QTest::addColumn<bool>("isWorkspace");
    QTest::addColumn<QString>("possible");
    QTest::addColumn<RemovalKind>("removal");
    using S = TokenScope;
    const QString all = QStringLiteral("update rotate remove");
    QTest::newRow("organization's own") << S::Organization << false << all << RemovalKind::Delete;
    QTest::newRow("workspace's own") << S::Workspace << true << all << RemovalKind::Delete;
    QTest::newRow("attached") << S::Organization << true << QStringLiteral("remove") << RemovalKind::Detach;
    QTest::newRow("workspace's in the organization")
        << S::Workspace << false << QStringLiteral("rotate remove") << RemovalKind::Delete;
    for (const S scope : {S::Deployment, S::Other}) {
        const QByteArray name = scope == S::Other ? "unknown" : "deployment's";
        QTest::newRow((name + " in the organization").constData())
            << scope << false << QStringLiteral("rotate remove") << RemovalKind::Delete;
        QTest::newRow((name + " in a workspace").constData())
            << scope << true << QString() << RemovalKind::Delete;
    }
}

void TestAstronomer::verbsFollowScopeAndPlace()
{
    QFETCH(TokenScope, scope);
    QFETCH(bool, isWorkspace);
    QFETCH(QString, possible);
    QFETCH(RemovalKind, removal);
    Token token;
    token.scope = scope;
    token.workspaceId = isWorkspace ? QStringLiteral("w1") : QString();
    const TokenVerbs verbs = m_harness->provider().verbs(token);
    QStringList found;
    const QList<QPair<Verdict, QString>> verdicts{{verbs.update, QStringLiteral("update")},
        {verbs.rotate, QStringLiteral("rotate")}, {verbs.remove, QStringLiteral("remove")}};
    for (const auto &[verdict, name] : verdicts) {
        if (verdict.possible)
            found.append(name);
        QCOMPARE(verdict.reason.isEmpty(), verdict.possible);
    }
    QCOMPARE(found.join(QLatin1Char(' ')), possible);
    QCOMPARE(verbs.removalKind, removal);
}

void TestAstronomer::placesAreTheWorkspacesOrTheOrganization()
{
    QCOMPARE(m_harness->provider().places(), QList<TokenPlace>{TokenPlace()});
    Account account = m_harness->account();
    account.workspaceIds = {
        QStringLiteral("w1"), QStringLiteral(" w2\n"), QStringLiteral(" "), QStringLiteral("w1")};
    m_harness->use(account, m_harness->credential());
    QCOMPARE(
        m_harness->provider().places(), (QList<TokenPlace>{{QStringLiteral("w1")}, {QStringLiteral("w2")}}));
    account.workspaceIds = {QStringLiteral(" ")};
    m_harness->use(account, m_harness->credential());
    QCOMPARE(m_harness->provider().places(), QList<TokenPlace>{TokenPlace()});
}

void TestAstronomer::listsPages_data()
{
    addPlaces();
}

void TestAstronomer::listsPages()
{
    QFETCH(bool, isWorkspace);
    signIn(isWorkspace);
    QStringList ids;
    qint64 total = -1;
    for (qint64 offset = 0; total < 0 || offset < total; offset += 3) {
        const auto page =
            m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), place(), {offset, 3}));
        QVERIFY(page && page->ok());
        QCOMPARE(page->value().offset, offset);
        QCOMPARE(page->value().limit, 3);
        total = page->value().total;
        for (const Token &token : valuesOf(page->value().tokens)) {
            ids.append(token.id);
            QCOMPARE(token.workspaceId, place().workspaceId);
            QCOMPARE(token.accountId, QStringLiteral("account-1"));
        }
    }
    QVERIFY(total > 3);
    QCOMPARE(ids.size(), total);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), total);
    QCOMPARE(m_harness->server().tokenCount(
                 isWorkspace ? place().workspaceId : m_harness->account().organizationId),
        total);
    QCOMPARE(m_harness->seen().at(1),
        QByteArray("GET " + path() + "?offset=3&limit=3&sorts=createdAt%3Aasc&sorts=id%3Aasc"));
    QCOMPARE(ProviderHarness::header(m_harness->server().requests().first(), "authorization"),
        QByteArray("Bearer " + m_harness->credential()));
}

void TestAstronomer::readsLooseData()
{
    const auto page = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {0, 1000}));
    QVERIFY(page && page->ok());
    QHash<QString, Token> byName;
    for (const Token &token : valuesOf(page->value().tokens))
        byName.insert(token.name, token);
    QCOMPARE(byName.value(QStringLiteral("imported-with-nulls")).expiresAt, Moment::absent());
    QCOMPARE(byName.value(QStringLiteral("remote-agent")).scope, TokenScope::Other);
    QCOMPARE(byName.value(QStringLiteral("remote-agent")).scopeText, QStringLiteral("AGENT"));
    QCOMPARE(byName.value(QStringLiteral("migrated-by-hand")).expiresAt.raw(),
        QStringLiteral("31/12/2026 at noon"));
    QCOMPARE(byName.value(QStringLiteral("imported-without-period")).expiryPeriodDays, 0);
    QCOMPARE(byName.value(QStringLiteral("audit-export")).expiryPeriodDays, 30);
    QVERIFY(byName.value(QStringLiteral("audit-export")).expiresAt.isKnown());
    QVERIFY(!byName.value(QStringLiteral("audit-export")).createdBy.isEmpty());
    QCOMPARE(byName.value(QStringLiteral("billing-sync")).expiresAt, Moment::absent());
}

void TestAstronomer::getsAToken_data()
{
    addPlaces();
}

void TestAstronomer::getsAToken()
{
    QFETCH(bool, isWorkspace);
    signIn(isWorkspace);
    const auto page =
        m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), place(), {0, 100}));
    QVERIFY(page && page->ok());
    const Token wanted = *page->value().tokens.first();
    m_harness->server().clearRequests();
    const auto token = get(wanted.key());
    QVERIFY(token);
    QCOMPARE(*token, wanted);
    QCOMPARE(m_harness->seen(), QList<QByteArray>{"GET " + path() + '/' + wanted.id.toLatin1()});
}

void TestAstronomer::createsAToken_data()
{
    addPlaces();
}

void TestAstronomer::createsAToken()
{
    QFETCH(bool, isWorkspace);
    signIn(isWorkspace);
    TokenDraft draft = draftFor(place(), QStringLiteral("données “x” 🔑"));
    draft.description = QStringLiteral("for CI");
    draft.expiryDays = 30;
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), draft));
    QVERIFY(issued && issued->ok());
    const Token &token = issued->value().token;
    QCOMPARE(token.name, draft.name);
    QCOMPARE(token.workspaceId, place().workspaceId);
    QCOMPARE(token.scope, isWorkspace ? TokenScope::Workspace : TokenScope::Organization);
    QCOMPARE(token.roles.value(0).role, draft.role.name);
    QCOMPARE(token.expiryPeriodDays, 30);
    QCOMPARE(token.expiresAt.msecs() - token.startsAt.msecs(), 30LL * 24 * 3600 * 1000);
    QCOMPARE(token.lastUsedAt, Moment::absent());
    QVERIFY(m_harness->server().isValidSecret(issued->value().secret.reveal().toByteArray()));

    QCOMPARE(m_harness->seen(), QList<QByteArray>{"POST " + path()});
    QCOMPARE(objectOf(m_harness->server().requests().first().body),
        (QJsonObject{{QStringLiteral("name"), draft.name},
            {QStringLiteral("description"), QStringLiteral("for CI")},
            {QStringLiteral("role"), draft.role.name}, {QStringLiteral("tokenExpiryPeriodInDays"), 30}}));
    QCOMPARE(m_harness->server().commits(isWorkspace ? QStringLiteral("createWorkspaceApiToken")
                                                     : QStringLiteral("createOrganizationApiToken")),
        1);
}

void TestAstronomer::createsWithoutEnd()
{
    const TokenDraft draft = draftFor({}, QStringLiteral("x"));
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), draft));
    QVERIFY(issued && issued->ok());
    QCOMPARE(issued->value().token.expiresAt, Moment::absent());
    QCOMPARE(objectOf(m_harness->server().requests().first().body),
        (QJsonObject{
            {QStringLiteral("name"), QStringLiteral("x")}, {QStringLiteral("role"), draft.role.name}}));
}

void TestAstronomer::rotatesAToken_data()
{
    addPlaces();
}

void TestAstronomer::rotatesAToken()
{
    QFETCH(bool, isWorkspace);
    signIn(isWorkspace);
    const auto issued = m_harness->wait(
        m_harness->provider().createToken(m_harness->owner(), draftFor(place(), QStringLiteral("x"))));
    QVERIFY(issued && issued->ok());
    const QByteArray oldValue = issued->value().secret.reveal().toByteArray();
    const Token token = issued->value().token;
    m_harness->server().clearRequests();

    const auto rotated = m_harness->wait(m_harness->provider().rotateToken(m_harness->owner(), token.key()));
    QVERIFY(rotated && rotated->ok());
    QCOMPARE(rotated->value().token.key(), token.key());
    const QByteArray newValue = rotated->value().secret.reveal().toByteArray();
    QVERIFY(newValue != oldValue);
    QVERIFY(m_harness->server().isValidSecret(newValue));
    QVERIFY(!m_harness->server().isValidSecret(oldValue));
    QCOMPARE(m_harness->seen(), QList<QByteArray>{"POST " + path() + '/' + token.id.toLatin1() + "/rotate"});
    QVERIFY(m_harness->server().requests().first().body.isEmpty());
}

void TestAstronomer::deletesAToken_data()
{
    addPlaces();
}

void TestAstronomer::deletesAToken()
{
    QFETCH(bool, isWorkspace);
    signIn(isWorkspace);
    const auto token = create(QStringLiteral("x"));
    QVERIFY(token);
    const auto removed = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), token->key()));
    QVERIFY(removed && removed->ok());
    QCOMPARE(m_harness->seen(), QList<QByteArray>{"DELETE " + path() + '/' + token->id.toLatin1()});
    const SeenRequest request = m_harness->server().requests().first();
    QVERIFY(request.body.isEmpty());
    QCOMPARE(
        ProviderHarness::header(request, "accept"), isWorkspace ? QByteArray("application/json") : "*/*");

    const auto again = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), token->key()));
    QVERIFY(again && !again->ok());
    QCOMPARE(again->error().kind, Error::Kind::NotFound);
    QCOMPARE(again->error().outcome, Error::Outcome::Refused);
}

void TestAstronomer::detachesAnOrganizationToken()
{
    const auto token = create(QStringLiteral("shared"));
    QVERIFY(token);
    const QString workspace = workspaceId(0);
    TokenChange attach;
    attach.roles = {{EntityType::Workspace, workspace, QStringLiteral("WORKSPACE_MEMBER")}};
    const auto attached = update(token->key(), attach);
    QVERIFY(attached && attached->ok());

    const TokenKey inWorkspace{token->accountId, workspace, token->id};
    const auto there = get(inWorkspace);
    QVERIFY(there);
    QCOMPARE(there->scope, TokenScope::Organization);
    QCOMPARE(m_harness->provider().verbs(*there).removalKind, RemovalKind::Detach);
    const auto removed = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), inWorkspace));
    QVERIFY(removed && removed->ok());
    QVERIFY(!get(inWorkspace));
    const auto home = get(token->key());
    QVERIFY(home);
    QCOMPARE(home->roles, token->roles);
}

void TestAstronomer::updateKeepsEveryOtherRole()
{
    const QString first = workspaceId(0);
    const QString second = workspaceId(1);
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    const auto token = create(QStringLiteral("wide"));
    QVERIFY(token);
    TokenChange grant;
    grant.roles = {{EntityType::Workspace, first, QStringLiteral("WORKSPACE_MEMBER")},
        {EntityType::Workspace, second, QStringLiteral("WORKSPACE_OPERATOR")}};
    const auto granted = update(token->key(), grant);
    QVERIFY(granted && granted->ok());
    QCOMPARE(granted->value().roles.size(), 3);
    m_harness->server().clearRequests();

    TokenChange change;
    change.name = QStringLiteral("wider");
    change.roles = {{EntityType::Workspace, second, QStringLiteral("WORKSPACE_AUTHOR")}};
    const auto changed = update(token->key(), change);
    QVERIFY(changed && changed->ok());
    QCOMPARE(changed->value().name, QStringLiteral("wider"));
    const QByteArray tokenPath = path() + '/' + token->id.toLatin1();
    QCOMPARE(m_harness->seen(), (QList<QByteArray>{"GET " + tokenPath, "POST " + tokenPath}));
    const QJsonArray workspaces{QJsonObject{{QStringLiteral("entityId"), first},
                                    {QStringLiteral("role"), QStringLiteral("WORKSPACE_MEMBER")}},
        QJsonObject{{QStringLiteral("entityId"), second},
            {QStringLiteral("role"), QStringLiteral("WORKSPACE_AUTHOR")}}};
    QCOMPARE(objectOf(m_harness->server().requests().at(1).body),
        (QJsonObject{{QStringLiteral("name"), QStringLiteral("wider")},
            {QStringLiteral("description"), QString()},
            {QStringLiteral("roles"),
                QJsonObject{{QStringLiteral("organization"), QStringLiteral("ORGANIZATION_MEMBER")},
                    {QStringLiteral("workspace"), workspaces}}}}));
    const auto now = get(token->key());
    QVERIFY(now);
    QCOMPARE(now->roles, changed->value().roles);
    QCOMPARE(now->roles.size(), 3);
}

void TestAstronomer::updateKeepsWhatAColleagueChanged()
{
    const QString workspace = workspaceId(1);
    const auto token = create(QStringLiteral("shared"));
    QVERIFY(token);

    // Somebody else, after we read the list and before we send.
    TokenChange colleague;
    colleague.description = QStringLiteral("do not delete before May");
    colleague.roles = {{EntityType::Workspace, workspace, QStringLiteral("WORKSPACE_OWNER")}};
    const auto theirs = update(token->key(), colleague);
    QVERIFY(theirs && theirs->ok());

    TokenChange ours;
    ours.name = QStringLiteral("renamed");
    const auto result = update(token->key(), ours);
    QVERIFY(result && result->ok());
    QCOMPARE(result->value().name, QStringLiteral("renamed"));
    QCOMPARE(result->value().description, QStringLiteral("do not delete before May"));
    QCOMPARE(result->value().roles, theirs->value().roles);
    QCOMPARE(result->value().roles.size(), 2);
}

void TestAstronomer::updatesAWorkspaceToken()
{
    signIn(true);
    const auto token = create(QStringLiteral("etl"));
    QVERIFY(token);
    TokenChange change;
    change.description = QStringLiteral("nightly");
    change.roles = {{EntityType::Workspace, place().workspaceId, QStringLiteral("WORKSPACE_AUTHOR")}};
    const auto changed = update(token->key(), change);
    QVERIFY(changed && changed->ok());
    QCOMPARE(changed->value().roles.value(0).role, QStringLiteral("WORKSPACE_AUTHOR"));
    QCOMPARE(changed->value().workspaceId, place().workspaceId);
    QCOMPARE(objectOf(m_harness->server().requests().at(1).body),
        (QJsonObject{{QStringLiteral("name"), QStringLiteral("etl")},
            {QStringLiteral("description"), QStringLiteral("nightly")},
            {QStringLiteral("role"), QStringLiteral("WORKSPACE_AUTHOR")}}));
}

void TestAstronomer::updateOfAnAttachedTokenIsNotSent()
{
    const auto token = create(QStringLiteral("shared"));
    QVERIFY(token);
    const QString workspace = workspaceId(0);
    TokenChange change;
    change.roles = {{EntityType::Workspace, workspace, QStringLiteral("WORKSPACE_MEMBER")}};
    const auto attached = update(token->key(), change);
    QVERIFY(attached && attached->ok());
    m_harness->server().clearRequests();
    change.name = QStringLiteral("y");
    const auto refused = update({token->accountId, workspace, token->id}, change);
    QVERIFY(refused && !refused->ok());
    QCOMPARE(refused->error().kind, Error::Kind::Unsupported);
    QCOMPARE(refused->error().outcome, Error::Outcome::NotSent);
    QCOMPARE(m_harness->seen().size(), 1);
    QVERIFY(m_harness->seen().first().startsWith("GET "));
}

void TestAstronomer::listsRoles()
{
    for (const QString &workspace : {QString(), QStringLiteral("w1")}) {
        const auto roles =
            m_harness->wait(m_harness->provider().listRoles(m_harness->owner(), TokenPlace{workspace}));
        QVERIFY(roles && roles->ok());
        QCOMPARE(roles->value().size(), workspace.isEmpty() ? 3 : 4);
        int administrative = 0;
        for (const RoleChoice &role : roles->value()) {
            QCOMPARE(role.id, role.name);
            QCOMPARE(role.entityType, workspace.isEmpty() ? EntityType::Organization : EntityType::Workspace);
            QVERIFY(role.name.startsWith(
                workspace.isEmpty() ? QLatin1String("ORGANIZATION_") : QLatin1String("WORKSPACE_")));
            QVERIFY(!role.label.isEmpty() && !role.label.contains(QLatin1Char('_')));
            administrative += role.isAdministrative ? 1 : 0;
        }
        QCOMPARE(administrative, 1);
        QVERIFY(!roles->value().first().isAdministrative);
    }
    QVERIFY(m_harness->seen().isEmpty());
}

void TestAstronomer::listsWorkspaces()
{
    const auto workspaces = m_harness->wait(m_harness->provider().listWorkspaces(m_harness->owner()));
    QVERIFY(workspaces && workspaces->ok());
    QStringList names;
    for (const Workspace &workspace : workspaces->value())
        names.append(workspace.name);
    QCOMPARE(names, (QStringList{QStringLiteral("Pipelines"), QStringLiteral("Analytics")}));
    QCOMPARE(m_harness->seen(),
        QList<QByteArray>{"GET /v1alpha1/organizations/" + m_harness->account().organizationId.toLatin1()
            + "/workspaces?offset=0&limit=1000&sorts=createdAt%3Aasc&sorts=id%3Aasc"});
}

void TestAstronomer::listsOrganizations()
{
    // Which one the account names does not matter: the list is how it is found out.
    Account account = m_harness->account();
    account.organizationId.clear();
    m_harness->use(account, QByteArray(m_harness->credential()));
    const auto organizations = m_harness->wait(m_harness->provider().listOrganizations(m_harness->owner()));
    QVERIFY(organizations && organizations->ok());
    QVERIFY(!organizations->value().isEmpty());
    QVERIFY(!organizations->value().constFirst().name.isEmpty());
    QCOMPARE(m_harness->seen(), QList<QByteArray>{"GET /v1alpha1/organizations"});
}

QTEST_GUILESS_MAIN(TestAstronomer)
#include "tst_astronomer.moc"
