// SPDX-License-Identifier: MIT
#include "providers/providerharness.h"
#include "providers/qoveryroles.h"
#include "support/tokenvalues.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace {

const QString nobodysId = QStringLiteral("00000000-0000-4000-8000-00000000dead");

DemoOptions seedEra()
{
    DemoOptions options;
    options.qoveryEra = DemoOptions::QoveryEra::Seed;
    return options;
}

} // namespace

/// Qovery over a real socket against the simulator: what leaves, what comes back, what is known after a
/// fault.
class TestQovery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
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
    void refusesWhatQoveryCannot();
    void refusesIdsThatAreNoUuid();
    void refusesBadDrafts();
    void readOnlyMayNotChange();
    void revokedCredentialIsAuth();
    void errorsOfReads_data();
    void errorsOfReads();
    void errorsOfCreate_data();
    void errorsOfCreate();
    void errorsOfDelete_data();
    void errorsOfDelete();
    void faultsOfList_data();
    void faultsOfList();
    void faultsOfCreate_data();
    void faultsOfCreate();
    void createdValueSurvivesPoorAnswers_data();
    void createdValueSurvivesPoorAnswers();
    void unansweredDeleteIsUnknown();
    void abortOfASentCreateIsUnknown();
    void listsOrganizations();
    void theServiceLooksForNamesAndCreators();
    void policyTokensComeAndGo();
    void badPoliciesAreNotSent_data();
    void badPoliciesAreNotSent();
    void diagnosticsOfARefusedPolicyStandAtItsField();
    void anOlderServerHasNoPolicyTokens();

private:
    TokenDraft draft(const QString &name);
    Token firstToken();
    TokenDraft policyDraft(const QString &name);
    QString organizationPath() const
    {
        return QStringLiteral("/organization/") + m_harness->account().organizationId;
    }

    std::unique_ptr<ProviderHarness> m_harness;
};

void TestQovery::init()
{
    m_harness = std::make_unique<ProviderHarness>();
    QVERIFY(m_harness->isStarted());
    QVERIFY(m_harness->signIn(QStringLiteral("qovery"), QStringLiteral("owner")));
}

TokenDraft TestQovery::draft(const QString &name)
{
    TokenDraft draft;
    draft.name = name;
    const auto roles = m_harness->wait(m_harness->provider().listRoles(m_harness->owner(), {}));
    if (roles && roles->ok()) {
        for (const RoleChoice &role : roles->value()) {
            if (!role.isAdministrative)
                draft.role = role;
        }
    }
    m_harness->server().clearRequests();
    return draft;
}

Token TestQovery::firstToken()
{
    const auto page = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {}));
    m_harness->server().clearRequests();
    return page && page->ok() ? valuesOf(page->value().tokens).value(0) : Token();
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

TokenDraft TestQovery::policyDraft(const QString &name)
{
    TokenDraft wanted = draft(name);
    wanted.kind = QStringLiteral("POLICY");
    wanted.place.list = TokenList::Policy;
    wanted.policyText = QStringLiteral("default allow := false\nallow { input.method == \"GET\" }\n");
    wanted.expiryDays = 30;
    return wanted;
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

void TestQovery::badPoliciesAreNotSent_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("code");
    QTest::newRow("none") << QStringLiteral("  \n") << QStringLiteral("required");
    QTest::newRow("too long") << QString(65'537, u'#') << QStringLiteral("tooLong");
}

void TestQovery::badPoliciesAreNotSent()
{
    QFETCH(QString, policy);
    QFETCH(QString, code);
    TokenDraft wanted = policyDraft(QStringLiteral("reader"));
    wanted.policyText = policy;
    const auto refused = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(refused && !refused->ok());
    QCOMPARE(refused->error().outcome, Error::Outcome::NotSent);
    QCOMPARE(refused->error().fieldErrors.value(0).field, QStringLiteral("policyText"));
    QCOMPARE(refused->error().fieldErrors.value(0).code, code);
    QVERIFY(m_harness->server().requests().isEmpty());
}

void TestQovery::diagnosticsOfARefusedPolicyStandAtItsField()
{
    TokenDraft wanted = policyDraft(QStringLiteral("reader"));
    wanted.policyText = QStringLiteral("allow {\n  input.method == \"GET\"\n");
    const auto refused = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(refused && !refused->ok());
    QCOMPARE(refused->error().kind, Error::Kind::Invalid);
    QCOMPARE(refused->error().fieldErrors.value(0).field, QStringLiteral("policyText"));
    QVERIFY(refused->error().fieldErrors.value(0).message.contains(QStringLiteral("rego_parse_error")));
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

void TestQovery::refusesWhatQoveryCannot()
{
    const TokenKey key{{}, {}, nobodysId};
    TokenChange change;
    change.name = QStringLiteral("x");
    const auto updated = m_harness->wait(m_harness->provider().updateToken(m_harness->owner(), key, change));
    QVERIFY(updated && !updated->ok());
    QCOMPARE(updated->error().kind, Error::Kind::Unsupported);
    QCOMPARE(updated->error().outcome, Error::Outcome::NotSent);
    const auto rotated = m_harness->wait(m_harness->provider().rotateToken(m_harness->owner(), key));
    QVERIFY(rotated && !rotated->ok());
    QCOMPARE(rotated->error().kind, Error::Kind::Unsupported);
    QCOMPARE(rotated->error().outcome, Error::Outcome::NotSent);
    QVERIFY(m_harness->seen().isEmpty());
}

void TestQovery::refusesIdsThatAreNoUuid()
{
    const auto check = [](const Error &error, const char *field) {
        return error.kind == Error::Kind::Invalid && error.outcome == Error::Outcome::NotSent
            && error.fieldErrors.value(0).field == QLatin1String(field) && !error.technical.isEmpty();
    };
    for (const QString &id : {QString(), QStringLiteral("../availableRole"), QStringLiteral("not-a-uuid")}) {
        const TokenKey key{{}, {}, id};
        const auto removed = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), key));
        QVERIFY(removed && !removed->ok());
        QVERIFY(check(removed->error(), "tokenId"));
        const auto got = m_harness->wait(m_harness->provider().getToken(m_harness->owner(), key));
        QVERIFY(got && !got->ok());
        QVERIFY(check(got->error(), "tokenId"));
    }

    Account wrong = m_harness->account();
    wrong.organizationId = QStringLiteral("my-organization");
    TokenDraft wanted = draft(QStringLiteral("x"));
    m_harness->use(wrong, m_harness->credential());
    Provider &provider = m_harness->provider();
    const TokenKey key{{}, {}, nobodysId};
    const auto listed = m_harness->wait(provider.listTokens(m_harness->owner(), {}, {}));
    const auto got = m_harness->wait(provider.getToken(m_harness->owner(), key));
    const auto created = m_harness->wait(provider.createToken(m_harness->owner(), wanted));
    const auto removed = m_harness->wait(provider.removeToken(m_harness->owner(), key));
    const auto roles = m_harness->wait(provider.listRoles(m_harness->owner(), {}));
    QVERIFY(listed && got && created && removed && roles);
    QVERIFY(!listed->ok() && check(listed->error(), "organizationId"));
    QVERIFY(!got->ok() && check(got->error(), "organizationId"));
    QVERIFY(!created->ok() && check(created->error(), "organizationId"));
    QVERIFY(!removed->ok() && check(removed->error(), "organizationId"));
    QVERIFY(!roles->ok() && check(roles->error(), "organizationId"));
    QVERIFY(m_harness->seen().isEmpty());

    // Blanks around a pasted id are nobody's intention.
    wrong.organizationId =
        QStringLiteral(" %1\n").arg(m_harness->server().accounts().first().account.organizationId);
    m_harness->use(wrong, m_harness->credential());
    const auto trimmed = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {}));
    QVERIFY(trimmed && trimmed->ok());
}

void TestQovery::refusesBadDrafts()
{
    TokenDraft nameless = draft(QStringLiteral(" "));
    TokenDraft roleless = draft(QStringLiteral("x"));
    roleless.role = {};
    TokenDraft expiring = draft(QStringLiteral("x"));
    expiring.expiryDays = 30;
    const QList<QPair<TokenDraft, QString>> bad{{nameless, QStringLiteral("name")},
        {roleless, QStringLiteral("role")}, {expiring, QStringLiteral("expiryDays")}};
    for (const auto &[wanted, field] : bad) {
        const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
        QVERIFY(issued && !issued->ok());
        QCOMPARE(issued->error().kind, Error::Kind::Invalid);
        QCOMPARE(issued->error().outcome, Error::Outcome::NotSent);
        QCOMPARE(issued->error().fieldErrors.value(0).field, field);
    }
    QVERIFY(m_harness->seen().isEmpty());
}

void TestQovery::readOnlyMayNotChange()
{
    const Token token = firstToken();
    const TokenDraft wanted = draft(QStringLiteral("x"));
    QVERIFY(m_harness->signIn(QStringLiteral("qovery"), QStringLiteral("read-only")));
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(issued && !issued->ok());
    QCOMPARE(issued->error().kind, Error::Kind::Forbidden);
    const auto removed = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), token.key()));
    QVERIFY(removed && !removed->ok());
    QCOMPARE(removed->error().kind, Error::Kind::Forbidden);
    const auto listed = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {}));
    QVERIFY(listed && listed->ok());
}

void TestQovery::revokedCredentialIsAuth()
{
    QVERIFY(m_harness->signIn(QStringLiteral("qovery"), QStringLiteral("revoked")));
    const auto listed = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {}));
    QVERIFY(listed && !listed->ok());
    QCOMPARE(listed->error().kind, Error::Kind::Auth);
    QCOMPARE(listed->error().httpStatus, 401);
}

void TestQovery::errorsOfReads_data()
{
    QTest::addColumn<ErrorCase>("errorCase");
    for (const auto &[name, errorCase] : errorCases())
        QTest::newRow(name.constData()) << errorCase;
}

void TestQovery::errorsOfReads()
{
    QFETCH(ErrorCase, errorCase);
    m_harness->breakNext(faultOf(errorCase), "GET", -1);
    Provider &provider = m_harness->provider();
    const auto listed = m_harness->wait(provider.listTokens(m_harness->owner(), {}, {}));
    QVERIFY(listed && !listed->ok());
    QCOMPARE(mismatch(listed->error(), errorCase, false), QString());
    const auto got = m_harness->wait(provider.getToken(m_harness->owner(), {{}, {}, nobodysId}));
    QVERIFY(got && !got->ok());
    QCOMPARE(mismatch(got->error(), errorCase, false), QString());
    QVERIFY(got->error().request.startsWith(QLatin1String("GET /organization/")));
    const auto roles = m_harness->wait(provider.listRoles(m_harness->owner(), {}));
    QVERIFY(roles);
    QCOMPARE(roles->ok(), errorCase.status == 404);
    if (!roles->ok())
        QCOMPARE(mismatch(roles->error(), errorCase, false), QString());
}

void TestQovery::errorsOfCreate_data()
{
    errorsOfReads_data();
}

void TestQovery::errorsOfCreate()
{
    QFETCH(ErrorCase, errorCase);
    const TokenDraft wanted = draft(QStringLiteral("x"));
    m_harness->breakNext(faultOf(errorCase), "POST", -1);
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(issued && !issued->ok());
    QCOMPARE(mismatch(issued->error(), errorCase, true), QString());
    QCOMPARE(m_harness->seen().size(), 1);
}

void TestQovery::errorsOfDelete_data()
{
    errorsOfReads_data();
}

void TestQovery::errorsOfDelete()
{
    QFETCH(ErrorCase, errorCase);
    m_harness->breakNext(faultOf(errorCase), "DELETE", -1);
    const TokenKey key{{}, {}, nobodysId};
    const auto removed = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), key));
    QVERIFY(removed && !removed->ok());
    QCOMPARE(mismatch(removed->error(), errorCase, true), QString());
    QCOMPARE(m_harness->seen().size(), 1);
}

void TestQovery::faultsOfList_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::newRow("broken JSON") << Fault::Kind::BrokenJson;
    QTest::newRow("empty body") << Fault::Kind::EmptyBody;
    QTest::newRow("wrong types") << Fault::Kind::WrongTypes;
    QTest::newRow("no ids") << Fault::Kind::MissingKeys;
    QTest::newRow("wrong content type") << Fault::Kind::WrongContentType;
}

void TestQovery::faultsOfList()
{
    QFETCH(Fault::Kind, kind);
    Fault fault;
    fault.kind = kind;
    m_harness->breakNext(fault, "GET", -1);
    const auto listed = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {}));
    QVERIFY(listed && !listed->ok());
    QCOMPARE(listed->error().kind, Error::Kind::Protocol);
    QCOMPARE(listed->error().outcome, Error::Outcome::Refused);
    QCOMPARE(listed->error().httpStatus, 200);
    QVERIFY(!listed->error().technical.isEmpty());
    QVERIFY(!listed->error().technical.contains(QLatin1String("ci-deploy")));
}

void TestQovery::faultsOfCreate_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<Error::Kind>("errorKind");
    QTest::addColumn<int>("status");
    QTest::newRow("broken JSON") << Fault::Kind::BrokenJson << Error::Kind::Protocol << 201;
    QTest::newRow("empty body") << Fault::Kind::EmptyBody << Error::Kind::Protocol << 201;
    QTest::newRow("wrong types") << Fault::Kind::WrongTypes << Error::Kind::Protocol << 201;
    QTest::newRow("truncated") << Fault::Kind::TruncateBody << Error::Kind::Protocol << 201;
    QTest::newRow("closed after commit") << Fault::Kind::CloseAfterCommit << Error::Kind::Network << 0;
    QTest::newRow("reset after commit") << Fault::Kind::ResetAfterCommit << Error::Kind::Network << 0;
    QTest::newRow("500 after commit") << Fault::Kind::StatusAfterCommit << Error::Kind::Server << 500;
}

void TestQovery::faultsOfCreate()
{
    QFETCH(Fault::Kind, kind);
    QFETCH(Error::Kind, errorKind);
    QFETCH(int, status);
    const TokenDraft wanted = draft(QStringLiteral("x"));
    Fault fault;
    fault.kind = kind;
    m_harness->breakNext(fault, "POST", -1);
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(issued && !issued->ok());
    QCOMPARE(kindName(issued->error().kind), kindName(errorKind));
    QCOMPARE(issued->error().outcome, Error::Outcome::Unknown);
    QCOMPARE(issued->error().httpStatus, status);
    QVERIFY(!issued->error().technical.contains(QLatin1String("qov_")));
    QCOMPARE(m_harness->server().commits(QStringLiteral("createApiToken")), 1);
    QCOMPARE(m_harness->seen().size(), 1);
}

void TestQovery::createdValueSurvivesPoorAnswers_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<QByteArray>("missingKey");
    QTest::addColumn<bool>("hasSecret");
    QTest::newRow("wrong content type") << Fault::Kind::WrongContentType << QByteArray() << true;
    QTest::newRow("no id") << Fault::Kind::MissingKeys << QByteArray("id") << true;
    QTest::newRow("no name") << Fault::Kind::MissingKeys << QByteArray("name") << true;
    QTest::newRow("no value") << Fault::Kind::MissingKeys << QByteArray("token") << false;
}

void TestQovery::createdValueSurvivesPoorAnswers()
{
    QFETCH(Fault::Kind, kind);
    QFETCH(QByteArray, missingKey);
    QFETCH(bool, hasSecret);
    const TokenDraft wanted = draft(QStringLiteral("x"));
    Fault fault;
    fault.kind = kind;
    fault.body = missingKey;
    m_harness->breakNext(fault, "POST");
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(issued && issued->ok());
    QCOMPARE(issued->value().token.name, QStringLiteral("x"));
    QCOMPARE(m_harness->server().isValidSecret(issued->value().secret.reveal().toByteArray()), hasSecret);
    QCOMPARE(issued->value().secret.isEmpty(), !hasSecret);
}

void TestQovery::unansweredDeleteIsUnknown()
{
    const Token token = firstToken();
    Fault fault;
    fault.kind = Fault::Kind::CloseAfterCommit;
    m_harness->breakNext(fault, "DELETE", -1);
    const auto removed = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), token.key()));
    QVERIFY(removed && !removed->ok());
    QCOMPARE(removed->error().outcome, Error::Outcome::Unknown);
    QCOMPARE(m_harness->server().commits(QStringLiteral("deleteApiToken")), 1);
}

void TestQovery::abortOfASentCreateIsUnknown()
{
    const TokenDraft wanted = draft(QStringLiteral("x"));
    Fault fault;
    fault.kind = Fault::Kind::HangAfterCommit;
    m_harness->breakNext(fault, "POST");
    auto *job = m_harness->provider().createToken(m_harness->owner(), wanted);
    connect(&m_harness->server(), &DemoServer::requestSeen, job, &Job::abort);
    const auto issued = m_harness->wait(job);
    QVERIFY(issued && !issued->ok());
    QCOMPARE(issued->error().kind, Error::Kind::Cancelled);
    QCOMPARE(issued->error().outcome, Error::Outcome::Unknown);
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

QTEST_GUILESS_MAIN(TestQovery)
#include "tst_qovery.moc"
