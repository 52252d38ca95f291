// SPDX-License-Identifier: MIT
#include "providers/providerharness.h"
#include "support/tokenvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace {

const QString astronomerKey = QStringLiteral("astronomer");
const QString ownerRole = QStringLiteral("owner");

TokenDraft draftFor(const TokenPlace &place, const QString &name)
{
    TokenDraft draft;
    draft.place = place;
    draft.name = name;
    const bool isOrganization = place.isOrganization();
    draft.role.entityType = isOrganization ? EntityType::Organization : EntityType::Workspace;
    draft.role.id =
        isOrganization ? QStringLiteral("ORGANIZATION_MEMBER") : QStringLiteral("WORKSPACE_MEMBER");
    return draft;
}

QString roleIn(const Token &token, const QString &entityId)
{
    for (const TokenRole &role : token.roles) {
        if (role.entityId == entityId)
            return role.role;
    }
    return {};
}

} // namespace

/// Astronomer v1 over a real socket against the simulator: what leaves, what comes back, what is known after
/// a fault in every step of an update.
class TestAstronomerV1 final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ProviderHarness> m_harness;

    void signIn(bool isWorkspace)
    {
        QVERIFY(m_harness->signIn(astronomerKey, ownerRole, isWorkspace));
        Account account = m_harness->account();
        account.baseUrl = m_harness->server().astronomerV1Url();
        account.generation = QStringLiteral("v1");
        m_harness->use(account, QByteArray(m_harness->credential()));
    }

    [[nodiscard]] QString organizationId() const { return m_harness->account().organizationId; }
    [[nodiscard]] TokenPlace place() const { return {m_harness->account().workspaceIds.value(0)}; }
    [[nodiscard]] QByteArray path() const
    {
        return "/v1/organizations/" + organizationId().toLatin1() + "/tokens";
    }
    [[nodiscard]] QObject *owner() const { return m_harness->owner(); }
    [[nodiscard]] Provider &provider() const { return m_harness->provider(); }
    /// The first workspace of the organization.
    [[nodiscard]] QString workspaceId() const
    {
        const QList<DemoAccount> accounts = m_harness->server().accounts();
        for (const DemoAccount &demo : accounts) {
            if (demo.account.organizationId == organizationId() && !demo.account.workspaceIds.isEmpty())
                return demo.account.workspaceIds.constFirst();
        }
        return {};
    }

    [[nodiscard]] std::optional<Token> create(const QString &name)
    {
        const auto issued = m_harness->wait(provider().createToken(owner(), draftFor(place(), name)));
        m_harness->server().clearRequests();
        return issued && issued->ok() ? std::optional(issued->value().token) : std::nullopt;
    }
    [[nodiscard]] std::optional<Token> get(const Token &token)
    {
        const auto read = m_harness->wait(provider().getToken(owner(), token.key()));
        return read && read->ok() ? std::optional(read->value()) : std::nullopt;
    }
    [[nodiscard]] Result<Token> update(const Token &token, const TokenChange &change)
    {
        auto result = m_harness->wait(provider().updateToken(owner(), token.key(), change));
        return result ? std::move(*result) : Result<Token>(Error{});
    }
    /// A fault for the next requests of that operation.
    void breakOperation(const QString &operation, const Fault &fault, int skip = 0)
    {
        FaultRule rule;
        rule.operation = operation;
        rule.fault = fault;
        rule.skip = skip;
        rule.times = 1;
        m_harness->server().addFault(rule);
    }
    [[nodiscard]] static Fault status(int code)
    {
        Fault fault;
        fault.kind = Fault::Kind::Status;
        fault.status = code;
        return fault;
    }
    /// Another name and a role in a workspace.
    [[nodiscard]] TokenChange wholeChange() const
    {
        TokenChange change;
        change.name = QStringLiteral("renamed");
        change.roles = {{EntityType::Workspace, workspaceId(), QStringLiteral("WORKSPACE_AUTHOR")}};
        return change;
    }

private Q_SLOTS:
    void init()
    {
        m_harness = std::make_unique<ProviderHarness>();
        QVERIFY(m_harness->isStarted());
        signIn(false);
    }
    void cleanup() { m_harness.reset(); }

    void listsEveryScopeWithoutRoles()
    {
        const auto page = m_harness->wait(provider().listTokens(owner(), {}, {0, 1000}));
        QVERIFY(page && page->ok());
        QCOMPARE(m_harness->seen(),
            (QList<QByteArray>{
                "GET " + path() + "?offset=0&limit=1000&sorts=createdAt%3Aasc&sorts=name%3Aasc"}));
        QSet<TokenScope> scopes;
        for (const Token &token : valuesOf(page->value().tokens)) {
            scopes.insert(token.scope);
            QVERIFY(!token.areRolesTold);
            QVERIFY(token.roles.isEmpty());
            QVERIFY(token.workspaceId.isEmpty());
            if (token.scope == TokenScope::Deployment) {
                QCOMPARE(token.kind, QStringLiteral("STANDARD"));
                QVERIFY(token.lastRotatedAt.isKnown());
            }
        }
        for (const TokenScope scope :
            {TokenScope::Organization, TokenScope::Workspace, TokenScope::Deployment})
            QVERIFY(scopes.contains(scope));
        QCOMPARE(page->value().total, page->value().tokens.size());
    }

    void listsAWorkspace()
    {
        signIn(true);
        const auto page = m_harness->wait(provider().listTokens(owner(), place(), {0, 20}));
        QVERIFY(page && page->ok());
        QVERIFY(m_harness->seen().first().endsWith("&workspaceId=" + place().workspaceId.toLatin1()));
        QVERIFY(!page->value().tokens.isEmpty());
        QCOMPARE(page->value().tokens.first()->workspaceId, place().workspaceId);
    }

    void createsGetsRotatesAndDeletes_data()
    {
        QTest::addColumn<bool>("isWorkspace");
        QTest::newRow("organization") << false;
        QTest::newRow("workspace") << true;
    }

    void createsGetsRotatesAndDeletes()
    {
        QFETCH(bool, isWorkspace);
        signIn(isWorkspace);
        TokenDraft draft = draftFor(place(), QStringLiteral("mine"));
        draft.expiryDays = 30;
        auto issued = m_harness->wait(provider().createToken(owner(), draft));
        QVERIFY(issued && issued->ok());
        QVERIFY(m_harness->server().isValidSecret(issued->value().secret.reveal().toByteArray()));
        const Token made = issued->value().token;
        QVERIFY(made.areRolesTold);
        QCOMPARE(made.expiryPeriodDays, 30);
        QCOMPARE(made.scope, isWorkspace ? TokenScope::Workspace : TokenScope::Organization);

        const auto read = get(made);
        QVERIFY(read);
        QCOMPARE(read->roles, made.roles);
        QVERIFY(!read->lastRotatedAt.isKnown());

        auto rotated = m_harness->wait(provider().rotateToken(owner(), made.key()));
        QVERIFY(rotated && rotated->ok());
        QVERIFY(m_harness->server().isValidSecret(rotated->value().secret.reveal().toByteArray()));
        QVERIFY(!m_harness->server().isValidSecret(issued->value().secret.reveal().toByteArray()));
        QVERIFY(rotated->value().token.lastRotatedAt.isKnown());

        const auto removed = m_harness->wait(provider().removeToken(owner(), made.key()));
        QVERIFY(removed && removed->ok());
        QCOMPARE(m_harness->server().commits(QStringLiteral("deleteToken")), 1);
        const auto again = m_harness->wait(provider().removeToken(owner(), made.key()));
        QVERIFY(again && !again->ok());
        QCOMPARE(again->error().kind, Error::Kind::NotFound);
        QCOMPARE(again->error().outcome, Error::Outcome::Refused);
    }

    void updatesWhatIsNamedAlone_data()
    {
        QTest::addColumn<bool>("hasTexts");
        QTest::addColumn<bool>("hasRoles");
        QTest::newRow("texts") << true << false;
        QTest::newRow("roles") << false << true;
        QTest::newRow("both") << true << true;
    }

    void updatesWhatIsNamedAlone()
    {
        QFETCH(bool, hasTexts);
        QFETCH(bool, hasRoles);
        const auto made = create(QStringLiteral("before"));
        QVERIFY(made);
        TokenChange change = wholeChange();
        if (!hasTexts)
            change.name.reset();
        if (!hasRoles)
            change.roles.clear();
        const Result<Token> changed = update(*made, change);
        QVERIFY2(changed.ok(),
            changed.ok() ? ""
                         : qPrintable(changed.error().technical + kindName(changed.error().kind)
                             + changed.error().serverText));
        const QByteArray token = path() + '/' + made->id.toLatin1();
        QList<QByteArray> expected{"GET " + token};
        if (hasTexts)
            expected.append("POST " + token);
        if (hasRoles)
            expected.append({"POST " + token + "/roles", "GET " + token});
        QCOMPARE(m_harness->seen(), expected);
        QCOMPARE(changed.value().name, hasTexts ? QStringLiteral("renamed") : QStringLiteral("before"));
        QVERIFY(changed.value().areRolesTold);
        QCOMPARE(roleIn(changed.value(), workspaceId()),
            hasRoles ? QStringLiteral("WORKSPACE_AUTHOR") : QString());
        QCOMPARE(roleIn(changed.value(), organizationId()), QStringLiteral("ORGANIZATION_MEMBER"));
        QCOMPARE(get(*made)->roles, changed.value().roles);
    }

    void aRoleOfAnUnknownKindIsSentBack()
    {
        const auto made = create(QStringLiteral("with a DAG"));
        QVERIFY(made);
        Fault fault;
        fault.kind = Fault::Kind::Status;
        fault.status = 200;
        fault.headers = {{"Content-Type", "application/json"}};
        fault.body =
            R"({"id":"%1","name":"x","description":"","scope":"ORGANIZATION","roles":[)"
            R"({"entityType":"ORGANIZATION","entityId":"%2","role":"ORGANIZATION_MEMBER"},)"
            R"({"entityType":"DAG","entityId":"d","deploymentId":"e","role":"DAG_VIEWER","more":1}]})";
        fault.body.replace("%1", made->id.toLatin1()).replace("%2", organizationId().toLatin1());
        breakOperation(QStringLiteral("getToken"), fault);
        TokenChange change;
        change.roles = {{EntityType::Organization, organizationId(), QStringLiteral("ORGANIZATION_OWNER")}};
        const Result<Token> refused = update(*made, change);
        QVERIFY(!refused.ok()); // the simulator knows no such deployment
        const QJsonArray sent = QJsonDocument::fromJson(m_harness->server().requests().last().body)
                                    .object()
                                    .value(QLatin1String("roles"))
                                    .toArray();
        QCOMPARE(sent.size(), 2);
        QCOMPARE(sent.at(0).toObject().value(QLatin1String("role")).toString(),
            QStringLiteral("ORGANIZATION_OWNER"));
        QCOMPARE(sent.at(1).toObject().value(QLatin1String("more")).toInt(), 1);
        QCOMPARE(sent.at(1).toObject().value(QLatin1String("deploymentId")).toString(), QStringLiteral("e"));
    }

    void anUpdateThatCannotReadIsNotSent_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("refused") << 403;
        QTest::newRow("not there") << 404;
    }

    void anUpdateThatCannotReadIsNotSent()
    {
        QFETCH(int, status);
        const auto made = create(QStringLiteral("x"));
        QVERIFY(made);
        breakOperation(QStringLiteral("getToken"), TestAstronomerV1::status(status));
        const Result<Token> result = update(*made, wholeChange());
        QVERIFY(!result.ok());
        QCOMPARE(result.error().outcome, Error::Outcome::NotSent);
        QVERIFY(!result.error().isHalfDone);
        QCOMPARE(m_harness->seen().size(), 1);
    }

    void aRoleThatCannotBeHeldIsNotSent()
    {
        const auto made = create(QStringLiteral("x"));
        QVERIFY(made);
        TokenChange change = wholeChange();
        change.roles = {{EntityType::Organization, organizationId(), QString()}};
        const Result<Token> none = update(*made, change);
        QVERIFY(!none.ok());
        QCOMPARE(none.error().outcome, Error::Outcome::NotSent);
        QCOMPARE(none.error().fieldErrors.first().field, QStringLiteral("role"));
        QCOMPARE(get(*made)->name, QStringLiteral("x"));
    }

    void whatFailsInTheMiddleIsTold_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<Fault::Kind>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<Error::Outcome>("outcome");
        QTest::addColumn<bool>("isHalfDone");
        const QString texts = QStringLiteral("updateToken");
        const QString roles = QStringLiteral("updateTokenRoles");
        using Kind = Fault::Kind;
        using Outcome = Error::Outcome;
        QTest::newRow("texts refused") << texts << Kind::Status << 400 << Outcome::Refused << false;
        QTest::newRow("texts 500") << texts << Kind::Status << 500 << Outcome::Unknown << false;
        QTest::newRow("texts unanswered")
            << texts << Kind::CloseAfterCommit << 0 << Outcome::Unknown << false;
        QTest::newRow("roles refused") << roles << Kind::Status << 403 << Outcome::Refused << true;
        QTest::newRow("roles 500") << roles << Kind::Status << 500 << Outcome::Unknown << true;
        QTest::newRow("roles unanswered") << roles << Kind::CloseAfterCommit << 0 << Outcome::Unknown << true;
        QTest::newRow("roles never done")
            << roles << Kind::CloseBeforeCommit << 0 << Outcome::Unknown << true;
    }

    void whatFailsInTheMiddleIsTold()
    {
        QFETCH(QString, operation);
        QFETCH(Fault::Kind, kind);
        QFETCH(int, status);
        QFETCH(Error::Outcome, outcome);
        QFETCH(bool, isHalfDone);
        const auto made = create(QStringLiteral("before"));
        QVERIFY(made);
        Fault fault;
        fault.kind = kind;
        fault.status = status;
        breakOperation(operation, fault);
        const Result<Token> result = update(*made, wholeChange());
        QVERIFY(!result.ok());
        QCOMPARE(result.error().outcome, outcome);
        QCOMPARE(result.error().isHalfDone, isHalfDone);
        QCOMPARE(m_harness->seen().count("POST " + path() + '/' + made->id.toLatin1()), 1);
        QCOMPARE(m_harness->seen().count("POST " + path() + '/' + made->id.toLatin1() + "/roles"),
            isHalfDone ? 1 : 0);
        if (isHalfDone)
            QCOMPARE(get(*made)->name, QStringLiteral("renamed"));
    }

    void thatTheRolesCannotBeReadBackIsNoFailure()
    {
        const auto made = create(QStringLiteral("before"));
        QVERIFY(made);
        breakOperation(QStringLiteral("getToken"), status(403), 1);
        const Result<Token> result = update(*made, wholeChange());
        QVERIFY(result.ok());
        QCOMPARE(result.value().name, QStringLiteral("renamed"));
        QCOMPARE(roleIn(result.value(), workspaceId()), QStringLiteral("WORKSPACE_AUTHOR"));
    }

    void aWorkspaceTakesAnOrganizationTokenOut()
    {
        const auto made = create(QStringLiteral("guest"));
        QVERIFY(made);
        QVERIFY(update(*made, wholeChange()).ok());
        const QString organizationToken = made->id;
        signIn(true);
        QCOMPARE(place().workspaceId, workspaceId());
        Token row = *made;
        row.workspaceId = place().workspaceId;
        const TokenVerbs verbs = provider().verbs(row);
        QCOMPARE(verbs.removalKind, RemovalKind::Detach);
        QVERIFY(!verbs.update.possible && !verbs.rotate.possible && verbs.remove.possible);
        const auto removed = m_harness->wait(provider().removeToken(owner(), row.key()));
        QVERIFY(removed && removed->ok());
        const QByteArray token = path() + '/' + organizationToken.toLatin1();
        QCOMPARE(m_harness->seen(), (QList<QByteArray>{"GET " + token, "POST " + token + "/roles"}));
        QCOMPARE(m_harness->server().commits(QStringLiteral("deleteToken")), 0);
        signIn(false);
        const auto left = get(*made);
        QVERIFY(left);
        QCOMPARE(left->roles.size(), 1);
        // A second time there is nothing left to take.
        const auto again = m_harness->wait(provider().removeToken(owner(), row.key()));
        QVERIFY(again && again->ok());
        QCOMPARE(m_harness->server().commits(QStringLiteral("updateTokenRoles")), 2);
    }

    void aRemovalThatCannotLookIsNotSent()
    {
        signIn(true);
        const auto made = create(QStringLiteral("x"));
        QVERIFY(made);
        breakOperation(QStringLiteral("getToken"), status(400));
        const auto removed = m_harness->wait(provider().removeToken(owner(), made->key()));
        QVERIFY(removed && !removed->ok());
        QCOMPARE(removed->error().outcome, Error::Outcome::NotSent);
        QVERIFY(get(*made));
    }

    void fieldErrorsArrive()
    {
        const auto made = create(QStringLiteral("x"));
        QVERIFY(made);
        TokenChange change;
        change.roles = {
            {EntityType::Workspace, QStringLiteral("elsewhere"), QStringLiteral("WORKSPACE_OWNER")}};
        const Result<Token> result = update(*made, change);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().kind, Error::Kind::Invalid);
        QVERIFY(!result.error().fieldErrors.isEmpty());
        QCOMPARE(result.error().fieldErrors.first().field, QStringLiteral("roles[].entityId"));
    }

    void offersItsRolesAndWorkspaces()
    {
        const auto workspaces = m_harness->wait(provider().listWorkspaces(owner()));
        QVERIFY(workspaces && workspaces->ok());
        QCOMPARE(workspaces->value().size(), 2);
        const auto roles = m_harness->wait(provider().listRoles(owner(), TokenPlace{workspaceId()}));
        QVERIFY(roles && roles->ok());
        QCOMPARE(roles->value().size(), 5);
        for (const RoleChoice &role : roles->value()) {
            TokenDraft draft = draftFor({workspaceId()}, QStringLiteral("of every role"));
            draft.role = role;
            const auto issued = m_harness->wait(provider().createToken(owner(), draft));
            QVERIFY2(issued && issued->ok(), qPrintable(role.name));
        }
    }

    void listsDeploymentsToTheEnd()
    {
        const auto all = m_harness->wait(provider().listDeployments(owner()));
        QVERIFY(all && all->ok());
        QCOMPARE(all->value().size(), 2);
        QCOMPARE(all->value().constFirst().name, QStringLiteral("production"));
        QCOMPARE(all->value().constFirst().workspaceId, workspaceId());
        QCOMPARE(m_harness->seen().constFirst(),
            "GET /v1/organizations/" + organizationId().toLatin1()
                + "/deployments?offset=0&limit=1000&sorts=createdAt%3Aasc&sorts=name%3Aasc");

        signIn(true);
        const auto here = m_harness->wait(provider().listDeployments(owner()));
        QVERIFY(here && here->ok());
        QVERIFY(m_harness->seen().constFirst().endsWith(
            "&workspaceIds=" + m_harness->account().workspaceIds.constFirst().toLatin1()));

        m_harness->server().clearRequests();
        for (const char *id : {"d1", "d2"}) {
            Fault page;
            page.kind = Fault::Kind::Status;
            page.status = 200;
            page.body = QByteArrayLiteral("{'deployments':[{'id':'%'},{'name':'no id'}],'totalCount':4}")
                            .replace('\'', '"')
                            .replace('%', id);
            m_harness->breakNext(page, "GET");
        }
        const auto two = m_harness->wait(provider().listDeployments(owner()));
        QVERIFY(two && two->ok());
        QCOMPARE(two->value().size(), 2);
        QVERIFY(m_harness->seen().constLast().contains("offset=2&"));
    }

    void offersTheRolesOfADeployment()
    {
        const QString deployment = m_harness->server().deploymentIds(organizationId()).constFirst();
        const TokenTarget target{TokenPlace{}, workspaceId(), deployment};
        const auto roles = m_harness->wait(provider().listRoles(owner(), target));
        QVERIFY(roles && roles->ok());
        QStringList names;
        for (const RoleChoice &role : roles->value()) {
            QCOMPARE(role.entityType, EntityType::Deployment);
            names.append(role.name);
        }
        // The other custom role is for another workspace only.
        QCOMPARE(
            names, (QStringList{QStringLiteral("DEPLOYMENT_ADMIN"), QStringLiteral("Deployment_Viewer")}));
        QVERIFY(roles->value().first().isAdministrative);
        QCOMPARE(roles->value().last().description,
            QStringLiteral("Sees deployments and their logs, changes nothing"));
        QVERIFY(m_harness->seen().constFirst().endsWith("&includeDefaultRoles=true&scopeTypes=DEPLOYMENT"));

        const TokenTarget elsewhere{TokenPlace{}, QStringLiteral("another"), deployment};
        const auto others = m_harness->wait(provider().listRoles(owner(), elsewhere));
        QVERIFY(others && others->ok());
        QCOMPARE(others->value().size(), 2);
    }

    void rolesOfADeploymentThatMayNotBeReadSaySo()
    {
        const TokenTarget target{TokenPlace{}, workspaceId(), QStringLiteral("d")};
        for (const int code : {403, 404}) {
            breakOperation(QStringLiteral("listRoles"), status(code));
            const auto roles = m_harness->wait(provider().listRoles(owner(), target));
            QVERIFY(roles && roles->ok());
            QCOMPARE(roles->value().size(), 1);
            QCOMPARE(roles->value().first().name, QStringLiteral("DEPLOYMENT_ADMIN"));
            QVERIFY(roles->value().first().description.contains(QLatin1String("may not read")));
        }
        breakOperation(QStringLiteral("listRoles"), status(401));
        const auto refused = m_harness->wait(provider().listRoles(owner(), target));
        QVERIFY(refused && !refused->ok());
        QCOMPARE(refused->error().kind, Error::Kind::Auth);
    }

    void createsForWorkspacesAndDeployments_data()
    {
        QTest::addColumn<bool>("isDeployment");
        QTest::addColumn<QString>("kind");
        QTest::newRow("workspace") << false << QString();
        QTest::newRow("workspace, direct access") << false << QStringLiteral("DIRECT_ACCESS");
        QTest::newRow("deployment") << true << QString();
        QTest::newRow("deployment, standard") << true << QStringLiteral("STANDARD");
    }

    void createsForWorkspacesAndDeployments()
    {
        QFETCH(bool, isDeployment);
        QFETCH(QString, kind);
        const QString deployment = m_harness->server().deploymentIds(organizationId()).constFirst();
        TokenDraft draft = draftFor({}, QStringLiteral("for one"));
        draft.workspaceId = workspaceId();
        draft.kind = kind;
        draft.role.entityType = EntityType::Workspace;
        draft.role.id = QStringLiteral("WORKSPACE_AUTHOR");
        if (isDeployment) {
            draft.deploymentId = deployment;
            draft.role.entityType = EntityType::Deployment;
            draft.role.id = QStringLiteral("Deployment_Viewer");
        }
        const auto issued = m_harness->wait(provider().createToken(owner(), draft));
        QVERIFY(issued && issued->ok());
        const Token &token = issued->value().token;
        QCOMPARE(token.scope, isDeployment ? TokenScope::Deployment : TokenScope::Workspace);
        QCOMPARE(token.kind, kind.isEmpty() ? QStringLiteral("STANDARD") : kind);
        QVERIFY(token.place().isOrganization());
        QCOMPARE(roleIn(token, isDeployment ? deployment : workspaceId()), draft.role.id);
        const QJsonObject body =
            QJsonDocument::fromJson(m_harness->server().requests().constLast().body).object();
        QCOMPARE(body.contains(QLatin1String("kind")), !kind.isEmpty());
        // It stands in the list that the account reads.
        const auto page = m_harness->wait(provider().listTokens(owner(), {}, {0, 1000}));
        QVERIFY(page && page->ok());
        QVERIFY(std::any_of(page->value().tokens.cbegin(), page->value().tokens.cend(),
            [&token](const TokenPtr &row) { return row->id == token.id; }));
    }

    void refusesTargetsItCannotHave()
    {
        TokenDraft draft = draftFor({}, QStringLiteral("x"));
        draft.kind = QStringLiteral("OTHER");
        const auto kind = m_harness->wait(provider().createToken(owner(), draft));
        QVERIFY(kind && !kind->ok());
        QCOMPARE(kind->error().fieldErrors.first().field, QStringLiteral("kind"));
        draft.kind.clear();
        draft.deploymentId = QStringLiteral("d");
        const auto role = m_harness->wait(provider().createToken(owner(), draft));
        QVERIFY(role && !role->ok());
        QCOMPARE(role->error().fieldErrors.first().field, QStringLiteral("role"));

        signIn(true);
        QVERIFY(!provider().capabilities().hasDeploymentTargets);
        QVERIFY(!provider().capabilities().hasWorkspaceTargets);
        draft = draftFor(place(), QStringLiteral("x"));
        draft.deploymentId = QStringLiteral("d");
        draft.role.entityType = EntityType::Deployment;
        const auto deployment = m_harness->wait(provider().createToken(owner(), draft));
        QVERIFY(deployment && !deployment->ok());
        QCOMPARE(deployment->error().kind, Error::Kind::Unsupported);
        QVERIFY(m_harness->server().requests().isEmpty());
    }

    void workspaceAccountsAskForTheirWorkspace()
    {
        signIn(true);
        const auto page = m_harness->wait(provider().listTokens(owner(), place(), {0, 100}));
        QVERIFY(page && page->ok());
        QVERIFY(m_harness->seen().constFirst().contains("&workspaceId=" + place().workspaceId.toLatin1()));
    }

    void listsOrganizationsToTheEnd()
    {
        const auto organizations = m_harness->wait(provider().listOrganizations(owner()));
        QVERIFY(organizations && organizations->ok());
        QVERIFY(!organizations->value().isEmpty());
        QVERIFY(!organizations->value().constFirst().name.isEmpty());
        QCOMPARE(m_harness->seen().constFirst(),
            QByteArray("GET /v1/organizations?offset=0&limit=1000&sorts=createdAt%3Aasc&sorts=name%3Aasc"));

        m_harness->server().clearRequests();
        for (const char *id : {"o1", "o2", "o3"}) {
            Fault page;
            page.kind = Fault::Kind::Status;
            page.status = 200;
            page.body = QByteArrayLiteral("{'organizations':[{'id':'%','name':'n'}],'totalCount':3}")
                            .replace('\'', '"')
                            .replace('%', id);
            m_harness->breakNext(page, "GET");
        }
        const auto three = m_harness->wait(provider().listOrganizations(owner()));
        QVERIFY(three && three->ok());
        QCOMPARE(three->value().size(), 3);
        QCOMPARE(m_harness->seen().size(), 3);
        QVERIFY(m_harness->seen().constLast().contains("offset=2&"));
    }

    void errors_data()
    {
        QTest::addColumn<ErrorCase>("errorCase");
        const auto cases = errorCases();
        for (const auto &[name, errorCase] : cases)
            QTest::newRow(name.constData()) << errorCase;
    }

    void errors()
    {
        QFETCH(ErrorCase, errorCase);
        m_harness->breakNext(faultOf(errorCase), {}, -1);
        TokenKey key;
        key.tokenId = QStringLiteral("t");
        const auto list = m_harness->wait(provider().listTokens(owner(), {}, {0, 100}));
        QVERIFY(list && !list->ok());
        QCOMPARE(mismatch(list->error(), errorCase, false), QString());
        const auto issued = m_harness->wait(provider().rotateToken(owner(), key));
        QVERIFY(issued && !issued->ok());
        QCOMPARE(mismatch(issued->error(), errorCase, true), QString());
    }
};

QTEST_GUILESS_MAIN(TestAstronomerV1)
#include "tst_astronomerv1.moc"
