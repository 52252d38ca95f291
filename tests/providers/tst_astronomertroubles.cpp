// SPDX-License-Identifier: MIT
#include "providers/astronomerfixture.h"

/// Astronomer v1alpha1 over a real socket against the simulator: what is refused before it leaves, and what
/// is known after a fault.
class TestAstronomerTroubles final : public QObject, protected AstronomerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_harness.reset(); }

    void refusedPageSizeIsInvalid();
    void updateThatCannotReadIsNotSent_data();
    void updateThatCannotReadIsNotSent();
    void unreadableUpdateIsUnknown_data();
    void unreadableUpdateIsUnknown();
    void abortOfAnUpdateBeforeItsPostIsNotSent();
    void refusesBadInput();
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
};

void TestAstronomerTroubles::refusedPageSizeIsInvalid()
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

void TestAstronomerTroubles::updateThatCannotReadIsNotSent_data()
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

void TestAstronomerTroubles::updateThatCannotReadIsNotSent()
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

void TestAstronomerTroubles::unreadableUpdateIsUnknown_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::newRow("broken JSON") << Fault::Kind::BrokenJson;
    QTest::newRow("empty body") << Fault::Kind::EmptyBody;
    QTest::newRow("no id") << Fault::Kind::MissingKeys;
    QTest::newRow("wrong types") << Fault::Kind::WrongTypes;
    QTest::newRow("wrong content type") << Fault::Kind::WrongContentType;
    QTest::newRow("closed after commit") << Fault::Kind::CloseAfterCommit;
}

void TestAstronomerTroubles::unreadableUpdateIsUnknown()
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

void TestAstronomerTroubles::abortOfAnUpdateBeforeItsPostIsNotSent()
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

void TestAstronomerTroubles::refusesBadInput()
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

void TestAstronomerTroubles::workspaceListFallsToSmallerPages()
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

void TestAstronomerTroubles::workspaceListWithoutEndIsAnError()
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

void TestAstronomerTroubles::errors_data()
{
    QTest::addColumn<ErrorCase>("errorCase");
    for (const auto &[name, errorCase] : errorCases())
        QTest::newRow(name.constData()) << errorCase;
}

void TestAstronomerTroubles::errors()
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

void TestAstronomerTroubles::faultsOfList_data()
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

void TestAstronomerTroubles::faultsOfList()
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

void TestAstronomerTroubles::faultsOfIssue_data()
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

void TestAstronomerTroubles::faultsOfIssue()
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

void TestAstronomerTroubles::issuedValueSurvivesPoorAnswers_data()
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

void TestAstronomerTroubles::issuedValueSurvivesPoorAnswers()
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

QTEST_GUILESS_MAIN(TestAstronomerTroubles)
#include "tst_astronomertroubles.moc"
