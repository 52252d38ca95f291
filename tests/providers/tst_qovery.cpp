// SPDX-License-Identifier: MIT
#include "providers/qoveryfixture.h"
#include "providers/qoveryroles.h"

#include <QJsonDocument>
#include <QJsonObject>

/// Qovery over a real socket against the simulator: what leaves and what comes back.
class TestQovery final : public QObject, protected QoveryFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_harness.reset(); }

    void saysWhatItCan();
    void listsTheWholeOrganization();
    void getsOneTokenOutOfTheList();
    void missingTokenIsNotFound();
    void createsAToken();
    void takenNameIsAConflict();
    void deletesAToken();
    void listsRoles();
    void rolesSayWhatTheyMayDo();
    void aLongRoleIsCut();
    void worksWithTheSeedEra();
    void onlyNotFoundMeansTheSeedEra();
    void listsOrganizations();
    void theServiceLooksForNamesAndCreators();
    void policyTokensComeAndGo();
    void anOlderServerHasNoPolicyTokens();
};

void TestQovery::saysWhatItCan()
{
    Provider &provider = m_harness->provider();
    const Capabilities capabilities = provider.capabilities();
    QVERIFY(capabilities.create.possible);
    QVERIFY(capabilities.hasUniqueNames);
    QVERIFY(!capabilities.hasExpiry && !capabilities.hasLastUsed && !capabilities.hasCreator);
    QVERIFY(!capabilities.hasRoleEdits);
    QCOMPARE(capabilities.maxNameLength, 0);
    QVERIFY(!capabilities.tokenHint.isEmpty());

    const TokenVerbs verbs = provider.verbs(Token());
    QVERIFY(!verbs.update.possible && !verbs.rotate.possible && verbs.remove.possible);
    QCOMPARE(verbs.removalKind, RemovalKind::Delete);
    for (const QString &reason : {verbs.update.reason, verbs.rotate.reason})
        QVERIFY2(reason.contains(QLatin1String("Duplicate it")), "the reason must say what to do instead");

    QCOMPARE(provider.places(), (QList<TokenPlace>{TokenPlace(), {{}, TokenList::Policy}}));
    QVERIFY(capabilities.hasTokenQuery);
    QCOMPARE(capabilities.kinds.size(), 2);
    QVERIFY(capabilities.kinds.at(1).hasPolicy && capabilities.kinds.at(1).hasExpiry);
    QCOMPARE(provider.pageSizes(), QList<int>{0});
    const auto workspaces = m_harness->wait(provider.listWorkspaces(m_harness->owner()));
    QVERIFY(workspaces && workspaces->ok());
    QVERIFY(workspaces->value().isEmpty());
    QVERIFY(m_harness->seen().isEmpty());
}

void TestQovery::listsTheWholeOrganization()
{
    const auto page = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {}));
    QVERIFY(page && page->ok());
    const QList<Token> tokens = valuesOf(page->value().tokens);
    QCOMPARE(tokens.size(), m_harness->server().tokenCount(m_harness->account().organizationId));
    QVERIFY(tokens.size() > 5);
    QCOMPARE(page->value().total, tokens.size());
    QCOMPARE(page->value().unreadable, 0);
    for (const Token &token : tokens) {
        QCOMPARE(token.accountId, QStringLiteral("account-1"));
        QVERIFY(token.place().isOrganization());
        QVERIFY(token.createdAt.isKnown());
        QCOMPARE(token.expiresAt.state(), Moment::State::NotProvided);
        QCOMPARE(token.lastUsedAt.state(), Moment::State::NotProvided);
        QVERIFY(token.createdBy.isEmpty());
    }

    QCOMPARE(m_harness->seen(), QList<QByteArray>{"GET " + organizationPath().toLatin1() + "/apiToken"});
    const SeenRequest request = m_harness->server().requests().first();
    QVERIFY(request.body.isEmpty());
    QCOMPARE(ProviderHarness::header(request, "accept"), QByteArray("application/json"));
    QCOMPARE(
        ProviderHarness::header(request, "authorization"), QByteArray("Token " + m_harness->credential()));
}

void TestQovery::getsOneTokenOutOfTheList()
{
    const Token wanted = firstToken();
    QVERIFY(!wanted.id.isEmpty());
    TokenKey key = wanted.key();
    key.tokenId = key.tokenId.toUpper();
    const auto token = m_harness->wait(m_harness->provider().getToken(m_harness->owner(), key));
    QVERIFY(token && token->ok());
    QCOMPARE(token->value(), wanted);
    QCOMPARE(m_harness->seen(), QList<QByteArray>{"GET " + organizationPath().toLatin1() + "/apiToken"});
}

void TestQovery::missingTokenIsNotFound()
{
    const auto token =
        m_harness->wait(m_harness->provider().getToken(m_harness->owner(), {{}, {}, nobodysId}));
    QVERIFY(token && !token->ok());
    QCOMPARE(token->error().kind, Error::Kind::NotFound);
    QCOMPARE(token->error().outcome, Error::Outcome::Refused);
}

void TestQovery::createsAToken()
{
    TokenDraft wanted = draft(QStringLiteral("new “token” <b>"));
    wanted.description = QStringLiteral("for CI");
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(issued && issued->ok());
    const IssuedToken &value = issued->value();
    QCOMPARE(value.token.name, wanted.name);
    QCOMPARE(value.token.description, wanted.description);
    QCOMPARE(value.token.roles.value(0).roleId, wanted.role.id);
    QVERIFY(m_harness->server().isValidSecret(value.secret.reveal().toByteArray()));
    QCOMPARE(m_harness->server().commits(QStringLiteral("createApiToken")), 1);

    QCOMPARE(m_harness->seen(), QList<QByteArray>{"POST " + organizationPath().toLatin1() + "/apiToken"});
    const SeenRequest request = m_harness->server().requests().first();
    QCOMPARE(ProviderHarness::header(request, "content-type"), QByteArray("application/json"));
    QCOMPARE(QJsonDocument::fromJson(request.body).object(),
        (QJsonObject{{QStringLiteral("name"), wanted.name},
            {QStringLiteral("description"), QStringLiteral("for CI")},
            {QStringLiteral("scope"), QStringLiteral("ADMIN")},
            {QStringLiteral("role_id"), wanted.role.id}}));
}

void TestQovery::takenNameIsAConflict()
{
    const TokenDraft wanted = draft(firstToken().name);
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(issued && !issued->ok());
    QCOMPARE(issued->error().kind, Error::Kind::Conflict);
    QCOMPARE(issued->error().outcome, Error::Outcome::Refused);
    QVERIFY(issued->error().serverText.contains(QLatin1String("exists")));
    QCOMPARE(m_harness->server().commits(QStringLiteral("createApiToken")), 0);
}

void TestQovery::deletesAToken()
{
    const Token token = firstToken();
    const QByteArray line = "DELETE " + organizationPath().toLatin1() + "/apiToken/" + token.id.toLatin1();
    const auto removed = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), token.key()));
    QVERIFY(removed && removed->ok());
    QCOMPARE(m_harness->seen(), QList<QByteArray>{line});
    QVERIFY(m_harness->server().requests().first().body.isEmpty());
    QCOMPARE(m_harness->server().commits(QStringLiteral("deleteApiToken")), 1);

    const auto again = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), token.key()));
    QVERIFY(again && !again->ok());
    QCOMPARE(again->error().kind, Error::Kind::NotFound);
    QCOMPARE(again->error().outcome, Error::Outcome::Refused);
    QCOMPARE(m_harness->server().commits(QStringLiteral("deleteApiToken")), 1);
}

void TestQovery::listsRoles()
{
    const auto roles = m_harness->wait(m_harness->provider().listRoles(m_harness->owner(), {}));
    QVERIFY(roles && roles->ok());
    QStringList labels;
    for (const RoleChoice &role : roles->value()) {
        labels.append(role.label);
        QVERIFY(!role.id.isEmpty());
        QCOMPARE(role.isAdministrative,
            role.name == QLatin1String("owner") || role.name == QLatin1String("admin"));
    }
    QCOMPARE(labels,
        (QStringList{QStringLiteral("Admin"), QStringLiteral("Billing"), QStringLiteral("Devops"),
            QStringLiteral("Owner"), QStringLiteral("Release manager"), QStringLiteral("Viewer")}));
    const QByteArray path = "GET " + organizationPath().toLatin1();
    QCOMPARE(m_harness->seen(), (QList<QByteArray>{path + "/availableRole", path + "/customRole"}));
}

void TestQovery::rolesSayWhatTheyMayDo()
{
    const auto described = [this](const char *label) {
        const auto roles = m_harness->wait(m_harness->provider().listRoles(m_harness->owner(), {}));
        if (roles && roles->ok()) {
            for (const RoleChoice &role : roles->value()) {
                if (role.label == QLatin1String(label))
                    return role.description;
            }
        }
        return QStringLiteral("no such role");
    };
    QCOMPARE(described("Owner"), QStringLiteral("Manages the organization and its API tokens."));
    QCOMPARE(described("Viewer"), QStringLiteral("Cannot manage API tokens."));
    QCOMPARE(described("Devops"), QString()); // the provider's own pages disagree
    QCOMPARE(described("Release manager"),
        QStringLiteral("Deploys to production, changes nothing else\nCluster eu-production: deploys on it\n"
                       "Project web (production: deploys, staging: sees)"));

    // What cannot be read describes nothing and fails nothing.
    for (const auto kind : {Fault::Kind::BrokenJson, Fault::Kind::WrongTypes, Fault::Kind::Status}) {
        FaultRule rule;
        rule.operation = QStringLiteral("listCustomRoles");
        rule.times = -1;
        rule.fault.kind = kind;
        rule.fault.status = 403;
        m_harness->server().clearFaults();
        m_harness->server().addFault(rule);
        QCOMPARE(described("Release manager"), QString());
        QCOMPARE(described("Viewer"), QStringLiteral("Cannot manage API tokens."));
    }
}

void TestQovery::aLongRoleIsCut()
{
    QByteArray projects;
    for (int i = 0; i < 400; ++i)
        projects += (i ? "," : "") + QByteArrayLiteral(R"({"project_name":"p","is_admin":true})");
    HttpAnswer answer;
    answer.status = 200;
    answer.contentType = QByteArrayLiteral("application/json");
    answer.body = R"({"results":[{"id":"A-1","project_permissions":[)" + projects
        + R"(],"cluster_permissions":[{"cluster_id":"c","permission":"SOMETHING_NEW"},7,{}]}]})";
    QList<RoleChoice> roles{
        {EntityType::Organization, QStringLiteral("a-1"), QStringLiteral("x"), {}, false}};
    QoveryRoles::describeCustom(roles, answer);
    const QStringList lines = roles.first().description.split(u'\n');
    QCOMPARE(lines.size(), 13);
    QCOMPARE(lines.first(), QStringLiteral("Cluster c: SOMETHING_NEW"));
    QCOMPARE(lines.last(), QStringLiteral("and 389 more"));
}

void TestQovery::worksWithTheSeedEra()
{
    m_harness = std::make_unique<ProviderHarness>(seedEra());
    QVERIFY(m_harness->isStarted());
    QVERIFY(m_harness->signIn(QStringLiteral("qovery"), QStringLiteral("owner")));
    const auto roles = m_harness->wait(m_harness->provider().listRoles(m_harness->owner(), {}));
    QVERIFY(roles && roles->ok());
    QCOMPARE(roles->value().size(), 1);
    QVERIFY(roles->value().first().isAdministrative);

    TokenDraft wanted;
    wanted.name = QStringLiteral("seed-token");
    wanted.role = roles->value().first();
    m_harness->server().clearRequests();
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(issued && issued->ok());
    QVERIFY(m_harness->server().isValidSecret(issued->value().secret.reveal().toByteArray()));
    QCOMPARE(issued->value().token.roles.value(0).role, QStringLiteral("ADMIN"));
    const SeenRequest request = m_harness->server().requests().first();
    QCOMPARE(QJsonDocument::fromJson(request.body).object(),
        (QJsonObject{{QStringLiteral("name"), QStringLiteral("seed-token")},
            {QStringLiteral("scope"), QStringLiteral("ADMIN")}}));
    QVERIFY(ProviderHarness::header(request, "authorization").startsWith("Bearer "));
}

void TestQovery::onlyNotFoundMeansTheSeedEra()
{
    for (const int status : {400, 401, 403, 405, 410, 500}) {
        Fault fault;
        fault.kind = Fault::Kind::Status;
        fault.status = status;
        m_harness->server().clearFaults();
        m_harness->breakNext(fault, "GET", -1);
        const auto roles = m_harness->wait(m_harness->provider().listRoles(m_harness->owner(), {}));
        QVERIFY(roles);
        QVERIFY2(!roles->ok(), qPrintable(QString::number(status)));
        QCOMPARE(roles->error().httpStatus, status);
    }
}

void TestQovery::listsOrganizations()
{
    Account account = m_harness->account();
    const QString id = account.organizationId;
    account.organizationId.clear();
    m_harness->use(account, QByteArray(m_harness->credential()));
    const auto organizations = m_harness->wait(m_harness->provider().listOrganizations(m_harness->owner()));
    QVERIFY(organizations && organizations->ok());
    const QList<Organization> &all = organizations->value();
    const auto isIt = [&id](const Organization &one) { return one.id == id && !one.name.isEmpty(); };
    QVERIFY(std::any_of(all.cbegin(), all.cend(), isIt));
    QCOMPARE(m_harness->seen(), QList<QByteArray>{"GET /organization"});
}

void TestQovery::theServiceLooksForNamesAndCreators()
{
    PageRequest page;
    page.query.creator = QStringLiteral("ada & example");
    (void)m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, page));
    page.query.creator = QStringLiteral("ada example");
    const auto adas = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, page));
    const auto all = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {}));
    QVERIFY(adas && adas->ok() && all && all->ok());
    QVERIFY(!adas->value().tokens.isEmpty());
    QVERIFY(adas->value().tokens.size() < all->value().tokens.size());
    page.query = {QStringLiteral("TERRAFORM"), {}};
    const auto named = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, page));
    QVERIFY(named && named->ok());
    QCOMPARE(named->value().tokens.size(), 1);
}

void TestQovery::policyTokensComeAndGo()
{
    Provider &provider = m_harness->provider();
    const TokenDraft wanted = policyDraft(QStringLiteral("reader"));
    const auto created = m_harness->wait(provider.createToken(m_harness->owner(), wanted));
    QVERIFY(created && created->ok());
    QVERIFY(created->value().secret.reveal().toByteArray().startsWith("sk-qov-01-"));
    const Token &token = created->value().token;
    QCOMPARE(token.list, TokenList::Policy);
    QCOMPARE(token.kind, QStringLiteral("POLICY"));
    QVERIFY(!token.createdBy.isEmpty());
    QVERIFY(token.expiresAt.isKnown());
    QCOMPARE(token.createdAt.msecs() / 1000 + 30 * 86400, token.expiresAt.msecs() / 1000);

    const TokenPlace place{{}, TokenList::Policy};
    const auto listed = m_harness->wait(provider.listTokens(m_harness->owner(), place, {}));
    QVERIFY(listed && listed->ok());
    QCOMPARE(valuesOf(listed->value().tokens), QList<Token>{token});
    const auto usual = m_harness->wait(provider.listTokens(m_harness->owner(), {}, {}));
    QVERIFY(usual && usual->ok());
    for (const Token &other : valuesOf(usual->value().tokens))
        QVERIFY(other.id != token.id);

    const auto text = m_harness->wait(provider.readPolicy(m_harness->owner(), token.key()));
    QVERIFY(text && text->ok());
    QCOMPARE(text->value(), wanted.policyText);

    TokenKey wrongList = token.key();
    wrongList.list = TokenList::Usual;
    const auto refused = m_harness->wait(provider.removeToken(m_harness->owner(), wrongList));
    QVERIFY(refused && !refused->ok());
    const auto removed = m_harness->wait(provider.removeToken(m_harness->owner(), token.key()));
    QVERIFY(removed && removed->ok());
    const auto gone = m_harness->wait(provider.readPolicy(m_harness->owner(), token.key()));
    QVERIFY(gone && !gone->ok());
    QCOMPARE(gone->error().kind, Error::Kind::NotFound);
}

void TestQovery::anOlderServerHasNoPolicyTokens()
{
    m_harness = std::make_unique<ProviderHarness>(seedEra());
    QVERIFY(m_harness->isStarted());
    QVERIFY(m_harness->signIn(QStringLiteral("qovery"), QStringLiteral("owner")));
    const TokenPlace place{{}, TokenList::Policy};
    const auto listed = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), place, {}));
    QVERIFY(listed && listed->ok());
    QVERIFY(listed->value().tokens.isEmpty());
    TokenDraft wanted = policyDraft(QStringLiteral("reader"));
    wanted.role.name = QStringLiteral("ADMIN");
    const auto refused = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(refused && !refused->ok());
    QCOMPARE(refused->error().kind, Error::Kind::Unsupported);
    QVERIFY(refused->error().technical.contains(QStringLiteral("older")));
}

QTEST_GUILESS_MAIN(TestQovery)
#include "tst_qovery.moc"
