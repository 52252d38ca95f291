// SPDX-License-Identifier: MIT
#include "providers/qoveryfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

/// Qovery over a real socket against the simulator: what is refused before it leaves, and what is known after
/// a fault.
class TestQoveryTroubles final : public QObject, protected QoveryFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_harness.reset(); }

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
    void badPoliciesAreNotSent_data();
    void badPoliciesAreNotSent();
    void diagnosticsOfARefusedPolicyStandAtItsField();
};

void TestQoveryTroubles::refusesWhatQoveryCannot()
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

void TestQoveryTroubles::refusesIdsThatAreNoUuid()
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

void TestQoveryTroubles::refusesBadDrafts()
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

void TestQoveryTroubles::readOnlyMayNotChange()
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

void TestQoveryTroubles::revokedCredentialIsAuth()
{
    QVERIFY(m_harness->signIn(QStringLiteral("qovery"), QStringLiteral("revoked")));
    const auto listed = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {}));
    QVERIFY(listed && !listed->ok());
    QCOMPARE(listed->error().kind, Error::Kind::Auth);
    QCOMPARE(listed->error().httpStatus, 401);
}

void TestQoveryTroubles::errorsOfReads_data()
{
    QTest::addColumn<ErrorCase>("errorCase");
    for (const auto &[name, errorCase] : errorCases())
        QTest::newRow(name.constData()) << errorCase;
}

void TestQoveryTroubles::errorsOfReads()
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

void TestQoveryTroubles::errorsOfCreate_data()
{
    errorsOfReads_data();
}

void TestQoveryTroubles::errorsOfCreate()
{
    QFETCH(ErrorCase, errorCase);
    const TokenDraft wanted = draft(QStringLiteral("x"));
    m_harness->breakNext(faultOf(errorCase), "POST", -1);
    const auto issued = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(issued && !issued->ok());
    QCOMPARE(mismatch(issued->error(), errorCase, true), QString());
    QCOMPARE(m_harness->seen().size(), 1);
}

void TestQoveryTroubles::errorsOfDelete_data()
{
    errorsOfReads_data();
}

void TestQoveryTroubles::errorsOfDelete()
{
    QFETCH(ErrorCase, errorCase);
    m_harness->breakNext(faultOf(errorCase), "DELETE", -1);
    const TokenKey key{{}, {}, nobodysId};
    const auto removed = m_harness->wait(m_harness->provider().removeToken(m_harness->owner(), key));
    QVERIFY(removed && !removed->ok());
    QCOMPARE(mismatch(removed->error(), errorCase, true), QString());
    QCOMPARE(m_harness->seen().size(), 1);
}

void TestQoveryTroubles::faultsOfList_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::newRow("broken JSON") << Fault::Kind::BrokenJson;
    QTest::newRow("empty body") << Fault::Kind::EmptyBody;
    QTest::newRow("wrong types") << Fault::Kind::WrongTypes;
    QTest::newRow("no ids") << Fault::Kind::MissingKeys;
    QTest::newRow("wrong content type") << Fault::Kind::WrongContentType;
}

void TestQoveryTroubles::faultsOfList()
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

void TestQoveryTroubles::faultsOfCreate_data()
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

void TestQoveryTroubles::faultsOfCreate()
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

void TestQoveryTroubles::createdValueSurvivesPoorAnswers_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<QByteArray>("missingKey");
    QTest::addColumn<bool>("hasSecret");
    QTest::newRow("wrong content type") << Fault::Kind::WrongContentType << QByteArray() << true;
    QTest::newRow("no id") << Fault::Kind::MissingKeys << QByteArray("id") << true;
    QTest::newRow("no name") << Fault::Kind::MissingKeys << QByteArray("name") << true;
    QTest::newRow("no value") << Fault::Kind::MissingKeys << QByteArray("token") << false;
}

void TestQoveryTroubles::createdValueSurvivesPoorAnswers()
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

void TestQoveryTroubles::unansweredDeleteIsUnknown()
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

void TestQoveryTroubles::abortOfASentCreateIsUnknown()
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

void TestQoveryTroubles::badPoliciesAreNotSent_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("code");
    QTest::newRow("none") << QStringLiteral("  \n") << QStringLiteral("required");
    QTest::newRow("too long") << QString(65'537, u'#') << QStringLiteral("tooLong");
}

void TestQoveryTroubles::badPoliciesAreNotSent()
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

void TestQoveryTroubles::diagnosticsOfARefusedPolicyStandAtItsField()
{
    TokenDraft wanted = policyDraft(QStringLiteral("reader"));
    wanted.policyText = QStringLiteral("allow {\n  input.method == \"GET\"\n");
    const auto refused = m_harness->wait(m_harness->provider().createToken(m_harness->owner(), wanted));
    QVERIFY(refused && !refused->ok());
    QCOMPARE(refused->error().kind, Error::Kind::Invalid);
    QCOMPARE(refused->error().fieldErrors.value(0).field, QStringLiteral("policyText"));
    QVERIFY(refused->error().fieldErrors.value(0).message.contains(QStringLiteral("rego_parse_error")));
}

QTEST_GUILESS_MAIN(TestQoveryTroubles)
#include "tst_qoverytroubles.moc"
