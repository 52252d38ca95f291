// SPDX-License-Identifier: MIT
// Names for the ids in roles, and when a session asks for them.
#include "session/session.h"

#include "store/journal.h"
#include "support/demofixture.h"

#include <QSignalSpy>

#include <algorithm>

namespace {

Token withScope(const Session &session, TokenScope scope)
{
    const QList<Token> tokens = session.tokens();
    const auto found = std::find_if(
        tokens.cbegin(), tokens.cend(), [scope](const Token &token) { return token.scope == scope; });
    return found == tokens.cend() ? Token{} : *found;
}

qsizetype asked(DemoFixture &demo, const char *operation)
{
    const QList<SeenRequest> seen = demo.server().requests();
    return std::count_if(seen.cbegin(), seen.cend(),
        [operation](const SeenRequest &request) { return request.operation == QLatin1String(operation); });
}

} // namespace

class TestSessionNames final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAskedWhileNothingNeedsIt();
    void aRoleOnADeploymentBringsTheNames();
    void homeNames();
    void namesThatCannotBeHadLeaveIds();
    void aProviderWithoutDeploymentsHasNone();
    void creatingForADeploymentIsWrittenDownAsSuch();
};

void TestSessionNames::nothingIsAskedWhileNothingNeedsIt()
{
    DemoFixture demo;
    auto session = demo.listedSession(demo.account(QStringLiteral("astronomer v1")));
    QVERIFY(!withScope(*session, TokenScope::Deployment).id.isEmpty());
    QTRY_VERIFY(!session->workspaces().isEmpty());
    QCOMPARE(asked(demo, "listDeployments"), 0);
    QVERIFY(session->deployments().isEmpty());
}

void TestSessionNames::aRoleOnADeploymentBringsTheNames()
{
    DemoFixture demo;
    auto session = demo.listedSession(demo.account(QStringLiteral("astronomer v1")));
    const QSignalSpy told(session.get(), &Session::deploymentsChanged);
    const Token token = withScope(*session, TokenScope::Deployment);
    QVERIFY(!token.areRolesTold);
    QVERIFY(session->homeName(token).isEmpty());
    session->loadRoles(token.key());
    QTRY_COMPARE(told.size(), 1);
    const Token known = session->token(token.key()).value();
    QVERIFY(known.areRolesTold);
    const QString id = known.roles.constFirst().entityId;
    const QString name = session->entityName(EntityType::Deployment, id);
    QVERIFY(name == QLatin1String("production") || name == QLatin1String("staging"));
    QCOMPARE(session->entityName(EntityType::Deployment, id.toUpper()), name);
    QCOMPARE(session->homeName(known), name);
    QCOMPARE(session->deployments().size(), 2);

    // Once a listing, whoever asks.
    session->loadDeployments();
    session->loadDeployments();
    QCOMPARE(asked(demo, "listDeployments"), 1);
    session->refresh();
    QTRY_COMPARE(session->state(), Session::State::Ready);
    QCOMPARE(session->entityName(EntityType::Deployment, id), name); // known names stay
}

void TestSessionNames::homeNames()
{
    DemoFixture demo;
    auto session = demo.listedSession(demo.account(QStringLiteral("astronomer v1")));
    QTRY_VERIFY(!session->workspaces().isEmpty());
    Token token;
    QVERIFY(session->homeName(token).isEmpty());
    token.scope = TokenScope::Workspace;
    QVERIFY(session->homeName(token).isEmpty());
    const Workspace workspace = session->workspaces().constFirst();
    token.roles = {{EntityType::Deployment, QStringLiteral("d"), {}, {}, QStringLiteral("x")},
        {EntityType::Workspace, workspace.id, {}, {}, QStringLiteral("x")}};
    QCOMPARE(session->homeName(token), workspace.name);
    token.workspaceId = QStringLiteral("not-known");
    QCOMPARE(session->homeName(token), QStringLiteral("not-known"));
    QCOMPARE(session->entityName(EntityType::Organization, QStringLiteral("o")), QStringLiteral("o"));
}

void TestSessionNames::namesThatCannotBeHadLeaveIds()
{
    DemoFixture demo;
    auto session = demo.listedSession(demo.account(QStringLiteral("astronomer v1")));
    Fault refused;
    refused.kind = Fault::Kind::Status;
    refused.status = 403;
    demo.addFault(QStringLiteral("listDeployments"), refused, -1);
    const Token token = withScope(*session, TokenScope::Deployment);
    session->loadRoles(token.key());
    QTRY_COMPARE(asked(demo, "listDeployments"), 1);
    QTRY_VERIFY(session->token(token.key())->areRolesTold);
    const QString id = session->token(token.key())->roles.constFirst().entityId;
    QCOMPARE(session->entityName(EntityType::Deployment, id), id);
    QCOMPARE(session->state(), Session::State::Ready); // nobody is alarmed
}

void TestSessionNames::aProviderWithoutDeploymentsHasNone()
{
    DemoFixture demo;
    auto session = demo.listedSession(demo.account(QStringLiteral("qovery")));
    const qsizetype before = demo.server().requests().size();
    session->loadDeployments();
    QTest::qWait(20);
    QVERIFY(session->deployments().isEmpty());
    QCOMPARE(demo.server().requests().size(), before);
}

void TestSessionNames::creatingForADeploymentIsWrittenDownAsSuch()
{
    DemoFixture demo;
    auto session = demo.listedSession(demo.account(QStringLiteral("astronomer v1")));
    session->loadDeployments();
    QTRY_COMPARE(session->deployments().size(), 2);
    const Deployment deployment = session->deployments().constFirst();
    TokenDraft draft;
    draft.name = QStringLiteral("for one deployment");
    draft.workspaceId = deployment.workspaceId;
    draft.deploymentId = deployment.id;
    draft.role = {EntityType::Deployment, QStringLiteral("Deployment_Viewer"),
        QStringLiteral("Deployment_Viewer"), {}, false};
    const Told made(this, session->createToken(this, draft));
    QTRY_VERIFY(made.isThere());
    QVERIFY(made.result().ok());
    const Token token = made.result().value().token;
    QCOMPARE(token.scope, TokenScope::Deployment);
    QCOMPARE(session->homeName(token), deployment.name);
    QVERIFY(session->token(token.key()));
    const JournalOperation operation = demo.safekeeper()->journal().operations(1).value().value(0);
    QCOMPARE(operation.facts.placeName, deployment.name);
    QVERIFY(operation.facts.place().isOrganization());
    QCOMPARE(operation.facts.wanted.roles,
        (QList<RoleEdit>{{EntityType::Deployment, deployment.id, QStringLiteral("Deployment_Viewer")}}));
}

QTEST_GUILESS_MAIN(TestSessionNames)
#include "tst_sessionnames.moc"
