// SPDX-License-Identifier: MIT
#include "providers/providerharness.h"
#include "support/tokenvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace {

const QString provider = QStringLiteral("astronomer");
const QString owner = QStringLiteral("owner");

QJsonObject objectOf(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

TokenDraft draftFor(const TokenPlace &place, const QString &name)
{
    TokenDraft draft;
    draft.place = place;
    draft.name = name;
    const bool isOrganization = place.isOrganization();
    draft.role.entityType = isOrganization ? EntityType::Organization : EntityType::Workspace;
    draft.role.name =
        isOrganization ? QStringLiteral("ORGANIZATION_MEMBER") : QStringLiteral("WORKSPACE_MEMBER");
    draft.role.id = draft.role.name;
    return draft;
}

} // namespace

/// Astronomer v1alpha1 over a real socket against the simulator: what leaves, what comes back, what is known
/// after a fault. Rows named "organization" and "workspace" run the same operation in both path families.
class TestAstronomer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_harness.reset(); }

    void saysWhatItCan();
    void verbsFollowScopeAndPlace_data();
    void verbsFollowScopeAndPlace();
    void placesAreTheWorkspacesOrTheOrganization();
    void listsPages_data();
    void listsPages();
    void readsLooseData();
    void refusedPageSizeIsInvalid();
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
    void updateThatCannotReadIsNotSent_data();
    void updateThatCannotReadIsNotSent();
    void unreadableUpdateIsUnknown_data();
    void unreadableUpdateIsUnknown();
    void abortOfAnUpdateBeforeItsPostIsNotSent();
    void refusesBadInput();
    void listsRoles();
    void listsWorkspaces();
    void listsOrganizations();
    void workspaceListFallsToSmallerPages();
    void workspaceListWithoutEndIsAnError();
    void errors_data();
    void errors();
    void faultsOfList_data();
    void faultsOfList();
    void faultsOfIssue_data();
    void faultsOfIssue();
    void issuedValueSurvivesPoorAnswers_data();
    void issuedValueSurvivesPoorAnswers();

private:
    void signIn(bool isWorkspace = false);
    static void addPlaces();
    TokenPlace place() const { return {m_harness->account().workspaceIds.value(0)}; }
    QByteArray path() const;
    std::optional<Token> create(const QString &name);
    std::optional<Token> get(const TokenKey &key);
    std::optional<Result<Token>> update(const TokenKey &key, const TokenChange &change);
    QString workspaceId(int index);

    std::unique_ptr<ProviderHarness> m_harness;
};

void TestAstronomer::init()
{
    m_harness = std::make_unique<ProviderHarness>();
    QVERIFY(m_harness->isStarted());
    signIn();
}

void TestAstronomer::signIn(bool isWorkspace)
{
    QVERIFY(m_harness->signIn(provider, owner, isWorkspace));
}

void TestAstronomer::addPlaces()
{
    QTest::addColumn<bool>("isWorkspace");
    QTest::newRow("organization") << false;
    QTest::newRow("workspace") << true;
}

QByteArray TestAstronomer::path() const
{
    QString path = QStringLiteral("/v1alpha1/organizations/") + m_harness->account().organizationId;
    if (!place().isOrganization())
        path += QStringLiteral("/workspaces/") + place().workspaceId;
    return path.toLatin1() + "/api-tokens";
}

std::optional<Token> TestAstronomer::create(const QString &name)
{
    const auto issued =
        m_harness->wait(m_harness->provider().createToken(m_harness->owner(), draftFor(place(), name)));
    m_harness->server().clearRequests();
    return issued && issued->ok() ? std::optional(issued->value().token) : std::nullopt;
}

std::optional<Token> TestAstronomer::get(const TokenKey &key)
{
    const auto token = m_harness->wait(m_harness->provider().getToken(m_harness->owner(), key));
    return token && token->ok() ? std::optional(token->value()) : std::nullopt;
}

std::optional<Result<Token>> TestAstronomer::update(const TokenKey &key, const TokenChange &change)
{
    return m_harness->wait(m_harness->provider().updateToken(m_harness->owner(), key, change));
}

QString TestAstronomer::workspaceId(int index)
{
    const auto workspaces = m_harness->wait(m_harness->provider().listWorkspaces(m_harness->owner()));
    m_harness->server().clearRequests();
    return workspaces && workspaces->ok() ? workspaces->value().value(index).id : QString();
}

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

void TestAstronomer::refusedPageSizeIsInvalid()
{
    Fault fault;
    fault.kind = Fault::Kind::RefuseLimit;
    fault.number = 100;
    m_harness->breakNext(fault, "GET", -1);
    const auto refused = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {0, 1000}));
    QVERIFY(refused && !refused->ok());
    QCOMPARE(refused->error().kind, Error::Kind::Invalid);
    QCOMPARE(refused->error().httpStatus, 400);
    const auto smaller = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {0, 100}));
    QVERIFY(smaller && smaller->ok());
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

void TestAstronomer::updateThatCannotReadIsNotSent_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<Error::Kind>("kind");
    const auto fault = [](Fault::Kind kind, const QByteArray &body = {}, int status = 500) {
        Fault value;
        value.kind = kind;
        value.body = body;
        value.status = status;
        return value;
    };
    using K = Fault::Kind;
    QTest::newRow("404") << fault(K::Status, {}, 404) << Error::Kind::NotFound;
    QTest::newRow("403") << fault(K::Status, {}, 403) << Error::Kind::Forbidden;
    QTest::newRow("500") << fault(K::Status, {}, 500) << Error::Kind::Server;
    QTest::newRow("closed") << fault(K::CloseBeforeCommit) << Error::Kind::Network;
    QTest::newRow("broken JSON") << fault(K::BrokenJson) << Error::Kind::Protocol;
    QTest::newRow("wrong types") << fault(K::WrongTypes) << Error::Kind::Protocol;
    QTest::newRow("no roles") << fault(K::MissingKeys, "roles") << Error::Kind::Protocol;
    QTest::newRow("role without entity") << fault(K::MissingKeys, "entityId") << Error::Kind::Protocol;
    QTest::newRow("no name") << fault(K::MissingKeys, "name") << Error::Kind::Protocol;
    QTest::newRow("no type") << fault(K::MissingKeys, "type") << Error::Kind::Unsupported;
}

void TestAstronomer::updateThatCannotReadIsNotSent()
{
    QFETCH(Fault, fault);
    QFETCH(Error::Kind, kind);
    const auto token = create(QStringLiteral("x"));
    QVERIFY(token);
    m_harness->breakNext(fault, "GET", -1);
    TokenChange change;
    change.description = QStringLiteral("new");
    const auto result = update(token->key(), change);
    QVERIFY(result && !result->ok());
    QCOMPARE(kindName(result->error().kind), kindName(kind));
    QCOMPARE(result->error().outcome, Error::Outcome::NotSent);
    const QList<QByteArray> seen = m_harness->seen();
    for (const QByteArray &line : seen)
        QVERIFY2(line.startsWith("GET "), line.constData());
}

void TestAstronomer::unreadableUpdateIsUnknown_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::newRow("broken JSON") << Fault::Kind::BrokenJson;
    QTest::newRow("empty body") << Fault::Kind::EmptyBody;
    QTest::newRow("no id") << Fault::Kind::MissingKeys;
    QTest::newRow("wrong types") << Fault::Kind::WrongTypes;
    QTest::newRow("wrong content type") << Fault::Kind::WrongContentType;
    QTest::newRow("closed after commit") << Fault::Kind::CloseAfterCommit;
}

void TestAstronomer::unreadableUpdateIsUnknown()
{
    QFETCH(Fault::Kind, kind);
    const auto token = create(QStringLiteral("x"));
    QVERIFY(token);
    Fault fault;
    fault.kind = kind;
    m_harness->breakNext(fault, "POST", -1);
    TokenChange change;
    change.name = QStringLiteral("y");
    const auto result = update(token->key(), change);
    QVERIFY(result && !result->ok());
    QCOMPARE(result->error().outcome, Error::Outcome::Unknown);
    QCOMPARE(m_harness->server().commits(QStringLiteral("updateOrganizationApiToken")), 1);
    m_harness->server().clearFaults();
    QCOMPARE(get(token->key())->name, QStringLiteral("y"));
}

void TestAstronomer::abortOfAnUpdateBeforeItsPostIsNotSent()
{
    const auto token = create(QStringLiteral("x"));
    QVERIFY(token);
    Fault fault;
    fault.kind = Fault::Kind::Hang;
    m_harness->breakNext(fault, "GET");
    TokenChange change;
    change.name = QStringLiteral("y");
    auto *job = m_harness->provider().updateToken(m_harness->owner(), token->key(), change);
    connect(&m_harness->server(), &DemoServer::requestSeen, job, &Job::abort);
    const auto result = m_harness->wait(job);
    QVERIFY(result && !result->ok());
    QCOMPARE(result->error().kind, Error::Kind::Cancelled);
    QCOMPARE(result->error().outcome, Error::Outcome::NotSent);
    QCOMPARE(m_harness->server().commits(QStringLiteral("updateOrganizationApiToken")), 0);
}

void TestAstronomer::refusesBadInput()
{
    Provider &service = m_harness->provider();
    QObject *jobOwner = m_harness->owner();
    const auto isInvalid = [](const Error &error, const char *field) {
        return error.kind == Error::Kind::Invalid && error.outcome == Error::Outcome::NotSent
            && error.fieldErrors.value(0).field == QLatin1String(field)
            && !error.fieldErrors.value(0).message.isEmpty();
    };
    TokenDraft foreign = draftFor({}, QStringLiteral("x"));
    foreign.role.entityType = EntityType::Workspace;
    TokenDraft longName = draftFor({}, QString(257, QLatin1Char('x')));
    TokenDraft endless = draftFor({}, QStringLiteral("x"));
    endless.expiryDays = 3651;
    const QList<QPair<TokenDraft, const char *>> bad{
        {foreign, "role"}, {longName, "name"}, {endless, "expiryDays"}};
    for (const auto &[draft, field] : bad) {
        const auto created = m_harness->wait(service.createToken(jobOwner, draft));
        QVERIFY(created && !created->ok());
        QVERIFY2(isInvalid(created->error(), field), field);
    }
    const TokenKey nobody;
    TokenChange change;
    change.name = QStringLiteral("y");
    const auto got = m_harness->wait(service.getToken(jobOwner, nobody));
    const auto updated = m_harness->wait(service.updateToken(jobOwner, nobody, change));
    const auto rotated = m_harness->wait(service.rotateToken(jobOwner, nobody));
    const auto removed = m_harness->wait(service.removeToken(jobOwner, nobody));
    QVERIFY(got && !got->ok() && isInvalid(got->error(), "tokenId"));
    QVERIFY(updated && !updated->ok() && isInvalid(updated->error(), "tokenId"));
    QVERIFY(rotated && !rotated->ok() && isInvalid(rotated->error(), "tokenId"));
    QVERIFY(removed && !removed->ok() && isInvalid(removed->error(), "tokenId"));
    change.name = QString();
    const auto blank = m_harness->wait(service.updateToken(jobOwner, {{}, {}, QStringLiteral("t")}, change));
    QVERIFY(blank && !blank->ok() && isInvalid(blank->error(), "name"));

    Account homeless = m_harness->account();
    homeless.organizationId = QStringLiteral(" ");
    m_harness->use(homeless, m_harness->credential());
    const auto listed = m_harness->wait(m_harness->provider().listTokens(jobOwner, {}, {}));
    const auto workspaces = m_harness->wait(m_harness->provider().listWorkspaces(jobOwner));
    QVERIFY(listed && !listed->ok() && isInvalid(listed->error(), "organizationId"));
    QVERIFY(workspaces && !workspaces->ok() && isInvalid(workspaces->error(), "organizationId"));
    QVERIFY(m_harness->seen().isEmpty());
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

void TestAstronomer::workspaceListFallsToSmallerPages()
{
    Fault fault;
    fault.kind = Fault::Kind::Status;
    fault.status = 400;
    m_harness->breakNext(fault, "GET", 2);
    const auto workspaces = m_harness->wait(m_harness->provider().listWorkspaces(m_harness->owner()));
    QVERIFY(workspaces && workspaces->ok());
    QCOMPARE(workspaces->value().size(), 2);
    const QList<QByteArray> seen = m_harness->seen();
    QCOMPARE(seen.size(), 3);
    QVERIFY(seen.at(1).contains("limit=100&"));
    QVERIFY(seen.at(2).contains("limit=20&"));

    m_harness->server().clearFaults();
    m_harness->breakNext(fault, "GET", -1);
    const auto refused = m_harness->wait(m_harness->provider().listWorkspaces(m_harness->owner()));
    QVERIFY(refused && !refused->ok());
    QCOMPARE(refused->error().httpStatus, 400);
}

void TestAstronomer::workspaceListWithoutEndIsAnError()
{
    // A full page of ever the same workspaces ends by itself; what must be bounded is a list that brings new
    // ones for ever, so every answer is made up here.
    int page = 0;
    const auto nextPage = [this, &page] {
        Fault fault;
        fault.kind = Fault::Kind::Status;
        fault.status = 200;
        fault.body = R"({"workspaces":[{"id":"w)" + QByteArray::number(page++)
            + R"(","name":"n"}],"limit":1,"offset":0,"totalCount":1000000})";
        m_harness->breakNext(fault, "GET");
    };
    nextPage();
    connect(&m_harness->server(), &DemoServer::requestSeen, this, nextPage);
    const auto workspaces = m_harness->wait(m_harness->provider().listWorkspaces(m_harness->owner()));
    QVERIFY(workspaces && !workspaces->ok());
    QCOMPARE(workspaces->error().kind, Error::Kind::Protocol);
    QCOMPARE(m_harness->seen().size(), 200);
}

void TestAstronomer::errors_data()
{
    QTest::addColumn<ErrorCase>("errorCase");
    for (const auto &[name, errorCase] : errorCases())
        QTest::newRow(name.constData()) << errorCase;
}

void TestAstronomer::errors()
{
    QFETCH(ErrorCase, errorCase);
    QObject *jobOwner = m_harness->owner();
    for (const QString &workspace : {QString(), QStringLiteral("w1")}) {
        // A 429 closes the account's gate, so each family starts with a client of its own.
        m_harness->use(m_harness->account(), m_harness->credential());
        m_harness->server().clearFaults();
        m_harness->breakNext(faultOf(errorCase), {}, -1);
        Provider &service = m_harness->provider();
        const TokenKey key{{}, workspace, QStringLiteral("clt1")};
        const auto listed = m_harness->wait(service.listTokens(jobOwner, {workspace}, {0, 100}));
        QVERIFY(listed && !listed->ok());
        QCOMPARE(mismatch(listed->error(), errorCase, false), QString());
        const auto got = m_harness->wait(service.getToken(jobOwner, key));
        QVERIFY(got && !got->ok());
        QCOMPARE(mismatch(got->error(), errorCase, false), QString());
        const auto created =
            m_harness->wait(service.createToken(jobOwner, draftFor({workspace}, QStringLiteral("x"))));
        QVERIFY(created && !created->ok());
        QCOMPARE(mismatch(created->error(), errorCase, true), QString());
        const auto rotated = m_harness->wait(service.rotateToken(jobOwner, key));
        QVERIFY(rotated && !rotated->ok());
        QCOMPARE(mismatch(rotated->error(), errorCase, true), QString());
        const auto removed = m_harness->wait(service.removeToken(jobOwner, key));
        QVERIFY(removed && !removed->ok());
        QCOMPARE(mismatch(removed->error(), errorCase, true), QString());
    }

    m_harness->use(m_harness->account(), m_harness->credential());
    m_harness->server().clearFaults();
    const auto token = create(QStringLiteral("x"));
    QVERIFY(token);
    m_harness->breakNext(faultOf(errorCase), "POST", -1);
    TokenChange change;
    change.name = QStringLiteral("y");
    const auto updated = update(token->key(), change);
    QVERIFY(updated && !updated->ok());
    QCOMPARE(mismatch(updated->error(), errorCase, true), QString());
}

void TestAstronomer::faultsOfList_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<QByteArray>("missingKey");
    QTest::newRow("broken JSON") << Fault::Kind::BrokenJson << QByteArray();
    QTest::newRow("empty body") << Fault::Kind::EmptyBody << QByteArray();
    QTest::newRow("wrong types") << Fault::Kind::WrongTypes << QByteArray();
    QTest::newRow("no list") << Fault::Kind::MissingKeys << QByteArray("apiTokens");
    QTest::newRow("no ids") << Fault::Kind::MissingKeys << QByteArray("id");
    QTest::newRow("wrong content type") << Fault::Kind::WrongContentType << QByteArray();
}

void TestAstronomer::faultsOfList()
{
    QFETCH(Fault::Kind, kind);
    QFETCH(QByteArray, missingKey);
    Fault fault;
    fault.kind = kind;
    fault.body = missingKey;
    m_harness->breakNext(fault, "GET", -1);
    const auto listed = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {0, 100}));
    QVERIFY(listed && !listed->ok());
    QCOMPARE(listed->error().kind, Error::Kind::Protocol);
    QCOMPARE(listed->error().outcome, Error::Outcome::Refused);
    QVERIFY(listed->error().technical.contains(QString::fromLatin1(missingKey)));
    QVERIFY(!listed->error().technical.contains(QLatin1String("ci-deploy")));
}

void TestAstronomer::faultsOfIssue_data()
{
    QTest::addColumn<bool>("isRotate");
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<Error::Kind>("errorKind");
    const QList<std::tuple<const char *, Fault::Kind, Error::Kind>> faults{
        {"broken JSON", Fault::Kind::BrokenJson, Error::Kind::Protocol},
        {"empty body", Fault::Kind::EmptyBody, Error::Kind::Protocol},
        {"truncated", Fault::Kind::TruncateBody, Error::Kind::Protocol},
        {"closed after commit", Fault::Kind::CloseAfterCommit, Error::Kind::Network},
        {"500 after commit", Fault::Kind::StatusAfterCommit, Error::Kind::Server}};
    for (const auto &[name, kind, errorKind] : faults) {
        QTest::addRow("create, %s", name) << false << kind << errorKind;
        QTest::addRow("rotate, %s", name) << true << kind << errorKind;
    }
}

void TestAstronomer::faultsOfIssue()
{
    QFETCH(bool, isRotate);
    QFETCH(Fault::Kind, kind);
    QFETCH(Error::Kind, errorKind);
    const auto token = create(QStringLiteral("x"));
    QVERIFY(token);
    Fault fault;
    fault.kind = kind;
    m_harness->breakNext(fault, "POST", -1);
    const auto issued = m_harness->wait(isRotate
            ? m_harness->provider().rotateToken(m_harness->owner(), token->key())
            : m_harness->provider().createToken(m_harness->owner(), draftFor({}, QStringLiteral("y"))));
    QVERIFY(issued && !issued->ok());
    QCOMPARE(kindName(issued->error().kind), kindName(errorKind));
    QCOMPARE(issued->error().outcome, Error::Outcome::Unknown);
    QCOMPARE(m_harness->seen().size(), 1);
    QVERIFY(m_harness->server().requests().first().wasCommitted);
}

void TestAstronomer::issuedValueSurvivesPoorAnswers_data()
{
    QTest::addColumn<bool>("isRotate");
    QTest::addColumn<QByteArray>("missingKey");
    QTest::addColumn<bool>("hasSecret");
    for (const bool isRotate : {false, true}) {
        const char *verb = isRotate ? "rotate" : "create";
        QTest::addRow("%s, wrong content type", verb) << isRotate << QByteArray() << true;
        QTest::addRow("%s, no id", verb) << isRotate << QByteArray("id") << true;
        QTest::addRow("%s, no roles", verb) << isRotate << QByteArray("roles") << true;
        QTest::addRow("%s, no value", verb) << isRotate << QByteArray("token") << false;
    }
}

void TestAstronomer::issuedValueSurvivesPoorAnswers()
{
    QFETCH(bool, isRotate);
    QFETCH(QByteArray, missingKey);
    QFETCH(bool, hasSecret);
    const auto token = create(QStringLiteral("x"));
    QVERIFY(token);
    Fault fault;
    fault.kind = missingKey.isEmpty() ? Fault::Kind::WrongContentType : Fault::Kind::MissingKeys;
    fault.body = missingKey;
    m_harness->breakNext(fault, "POST");
    const auto issued = m_harness->wait(isRotate
            ? m_harness->provider().rotateToken(m_harness->owner(), token->key())
            : m_harness->provider().createToken(m_harness->owner(), draftFor({}, QStringLiteral("x"))));
    QVERIFY(issued && issued->ok());
    QCOMPARE(issued->value().secret.isEmpty(), !hasSecret);
    QCOMPARE(m_harness->server().isValidSecret(issued->value().secret.reveal().toByteArray()), hasSecret);
    QCOMPARE(issued->value().token.name, QStringLiteral("x"));
    if (isRotate)
        QCOMPARE(issued->value().token.id, token->id);
}

QTEST_GUILESS_MAIN(TestAstronomer)
#include "tst_astronomer.moc"
