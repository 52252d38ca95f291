// SPDX-License-Identifier: MIT
#include "providers/qoveryjson.h"
#include "support/tokenvalues.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

const QString organization = QStringLiteral("6f1e6f0a-0000-4000-8000-000000000001");

Account account()
{
    Account value;
    value.id = QStringLiteral("account-1");
    value.providerKey = QStringLiteral("qovery");
    value.organizationId = organization;
    return value;
}

HttpAnswer answerWith(const QByteArray &body, int status = 200)
{
    HttpAnswer answer;
    answer.status = status;
    answer.contentType = "application/json";
    answer.body = body;
    answer.requestId = QStringLiteral("req-1");
    answer.request = QStringLiteral("GET /organization/x/apiToken");
    return answer;
}

Result<TokenPage> readList(const QByteArray &entries)
{
    return QoveryJson::readTokens(answerWith("{\"results\":[" + entries + "]}"), account());
}

QJsonObject bodyOf(const TokenDraft &draft)
{
    return QJsonDocument::fromJson(QoveryJson::createBody(draft)).object();
}

TokenDraft draft()
{
    TokenDraft value;
    value.name = QStringLiteral("deploy");
    value.description = QStringLiteral("for CI");
    value.role = {EntityType::Organization, QStringLiteral("9d2f3b54-0000-4000-8000-000000000002"),
        QStringLiteral("viewer"), QStringLiteral("Viewer"), false};
    return value;
}

} // namespace

class TestQoveryJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesPaths();
    void knowsUuids_data();
    void knowsUuids();
    void createBodySuitsBothEras();
    void createBodyOmitsWhatIsNotThere();
    void readsATokenOfToday();
    void readsATokenOfTheSeedEra();
    void readsNullsAsAbsent_data();
    void readsNullsAsAbsent();
    void missingResultsAreAnEmptyList_data();
    void missingResultsAreAnEmptyList();
    void wrongResultsAreAnError();
    void countsEntriesWithoutId();
    void nothingReadableIsAnError();
    void dateThatNobodyCanReadStays();
    void repeatedTextsShareMemory();
    void readsIssued();
    void issuedWithoutValueHasNoSecret_data();
    void issuedWithoutValueHasNoSecret();
    void issuedSecretOutlivesAPoorAnswer_data();
    void issuedSecretOutlivesAPoorAnswer();
    void unreadableIssuedIsUnknown_data();
    void unreadableIssuedIsUnknown();
    void wipesTheBodyOfIssued();
    void readsRoles();
    void seedRoleIsAdministrativeAndHasNoId();
};

void TestQoveryJson::makesPaths()
{
    QCOMPARE(QoveryJson::tokensPath(organization),
        QStringLiteral("/organization/6f1e6f0a-0000-4000-8000-000000000001/apiToken"));
    QCOMPARE(QoveryJson::tokenPath(organization, QStringLiteral("t-1")),
        QStringLiteral("/organization/6f1e6f0a-0000-4000-8000-000000000001/apiToken/t-1"));
    QCOMPARE(QoveryJson::rolesPath(QStringLiteral("a/b?c#d")),
        QStringLiteral("/organization/a%2Fb%3Fc%23d/availableRole"));
}

void TestQoveryJson::knowsUuids_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isUuid");
    QTest::newRow("lower") << organization << true;
    QTest::newRow("upper") << organization.toUpper() << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("braces") << QStringLiteral("{%1}").arg(organization) << false;
    QTest::newRow("no dashes") << QString(organization).remove(QLatin1Char('-')) << false;
    QTest::newRow("short") << organization.chopped(1) << false;
    QTest::newRow("dash moved") << QStringLiteral("6f1e6f0a0-000-4000-8000-000000000001") << false;
    QTest::newRow("no hex") << QStringLiteral("6g1e6f0a-0000-4000-8000-000000000001") << false;
    QTest::newRow("path") << QStringLiteral("../../../organization/0000000000000") << false;
    QTest::newRow("full-width digits") << QStringLiteral("６f1e6f0a-0000-4000-8000-000000000001") << false;
}

void TestQoveryJson::knowsUuids()
{
    QFETCH(QString, text);
    QFETCH(bool, isUuid);
    QCOMPARE(QoveryJson::isUuid(text), isUuid);
}

void TestQoveryJson::createBodySuitsBothEras()
{
    const QJsonObject expected{{QStringLiteral("name"), QStringLiteral("deploy")},
        {QStringLiteral("description"), QStringLiteral("for CI")},
        {QStringLiteral("scope"), QStringLiteral("ADMIN")},
        {QStringLiteral("role_id"), QStringLiteral("9d2f3b54-0000-4000-8000-000000000002")}};
    QCOMPARE(bodyOf(draft()), expected);
}

void TestQoveryJson::createBodyOmitsWhatIsNotThere()
{
    TokenDraft plain = draft();
    plain.description = QStringLiteral("  \n");
    plain.role = QoveryJson::seedRoles().first();
    const QJsonObject expected{{QStringLiteral("name"), QStringLiteral("deploy")},
        {QStringLiteral("scope"), QStringLiteral("ADMIN")}};
    QCOMPARE(bodyOf(plain), expected);
}

void TestQoveryJson::readsATokenOfToday()
{
    const auto page = readList(R"({"id":"t-1","created_at":"2025-01-02T03:04:05.123456Z",
        "updated_at":"2025-02-03T04:05:06Z","name":"ci","description":"d","role_name":"devops",
        "role_id":"r-1","scope":"ADMIN","future_key":{"x":[1]}})");
    QVERIFY(page.ok());
    QCOMPARE(page.value().total, 1);
    QCOMPARE(page.value().unreadable, 0);
    QCOMPARE(page.value().tokens.size(), 1);
    const Token token = *page.value().tokens.first();
    QCOMPARE(token.key(), (TokenKey{QStringLiteral("account-1"), QString(), QStringLiteral("t-1")}));
    QCOMPARE(token.name, QStringLiteral("ci"));
    QCOMPARE(token.description, QStringLiteral("d"));
    QCOMPARE(token.scope, TokenScope::Organization);
    QCOMPARE(token.roles,
        (QList<TokenRole>{{EntityType::Organization, organization, QString(), QStringLiteral("r-1"),
            QStringLiteral("devops")}}));
    QCOMPARE(token.createdAt, Moment::fromText(QStringLiteral("2025-01-02T03:04:05.123Z")));
    QCOMPARE(token.updatedAt, Moment::fromText(QStringLiteral("2025-02-03T04:05:06Z")));
    for (const Moment &moment : {token.startsAt, token.expiresAt, token.lastUsedAt})
        QCOMPARE(moment.state(), Moment::State::NotProvided);
    QVERIFY(token.createdBy.isEmpty());
}

void TestQoveryJson::readsATokenOfTheSeedEra()
{
    const auto page =
        readList(R"({"id":"t-1","created_at":"2022-04-21T00:00:00Z","name":"ci","scope":"ADMIN"})");
    QVERIFY(page.ok());
    const QList<TokenRole> roles = page.value().tokens.first()->roles;
    QCOMPARE(roles.size(), 1);
    QCOMPARE(roles.first().role, QStringLiteral("ADMIN"));
    QVERIFY(roles.first().roleId.isEmpty());
}

void TestQoveryJson::readsNullsAsAbsent_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::newRow("only id") << QByteArray(R"({"id":"t-1"})");
    QTest::newRow("nulls") << QByteArray(
        R"({"id":"t-1","created_at":null,"updated_at":null,"name":null,"description":null,)"
        R"("role_name":null,"role_id":null,"scope":null})");
    QTest::newRow("wrong types") << QByteArray(
        R"({"id":"t-1","name":7,"description":[],"role_name":{},"role_id":false,"scope":1.5})");
}

void TestQoveryJson::readsNullsAsAbsent()
{
    QFETCH(QByteArray, entry);
    const auto page = readList(entry);
    QVERIFY(page.ok());
    Token expected;
    expected.accountId = QStringLiteral("account-1");
    expected.id = QStringLiteral("t-1");
    expected.updatedAt = Moment::absent();
    QCOMPARE(valuesOf(page.value().tokens), QList<Token>{expected});
}

void TestQoveryJson::missingResultsAreAnEmptyList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("missing") << QByteArray("{}");
    QTest::newRow("null") << QByteArray(R"({"results":null})");
    QTest::newRow("empty") << QByteArray(R"({"results":[]})");
}

void TestQoveryJson::missingResultsAreAnEmptyList()
{
    QFETCH(QByteArray, body);
    const auto page = QoveryJson::readTokens(answerWith(body), account());
    QVERIFY(page.ok());
    QVERIFY(page.value().tokens.isEmpty());
    QCOMPARE(page.value().total, 0);
}

void TestQoveryJson::wrongResultsAreAnError()
{
    const auto page = QoveryJson::readTokens(answerWith(R"({"results":{"id":"t-1"}})"), account());
    QVERIFY(!page.ok());
    QCOMPARE(page.error().kind, Error::Kind::Protocol);
    QCOMPARE(page.error().outcome, Error::Outcome::Refused);
    QVERIFY(page.error().technical.contains(QLatin1String("results")));
}

void TestQoveryJson::countsEntriesWithoutId()
{
    const auto page =
        readList(R"({"name":"no id"},{"id":"t-1"},null,"text",{"id":null},{"id":5},{"id":"t-2"})");
    QVERIFY(page.ok());
    QCOMPARE(page.value().tokens.size(), 2);
    QCOMPARE(page.value().unreadable, 5);
    QCOMPARE(page.value().total, 7);
}

void TestQoveryJson::nothingReadableIsAnError()
{
    const auto page = readList(R"({"name":"no id"},{"id":null})");
    QVERIFY(!page.ok());
    QCOMPARE(page.error().kind, Error::Kind::Protocol);
    QVERIFY(page.error().technical.contains(QLatin1String("\"id\"")));
    QVERIFY(!page.error().technical.contains(QLatin1String("no id")));
}

void TestQoveryJson::dateThatNobodyCanReadStays()
{
    const auto page = readList(R"({"id":"t-1","created_at":"last Tuesday","updated_at":1763805600})");
    QVERIFY(page.ok());
    QCOMPARE(page.value().tokens.first()->createdAt.raw(), QStringLiteral("last Tuesday"));
    QCOMPARE(page.value().tokens.first()->updatedAt.raw(), QStringLiteral("1763805600"));
}

void TestQoveryJson::repeatedTextsShareMemory()
{
    const auto page = readList(
        R"({"id":"t-1","role_name":"devops","role_id":"r"},{"id":"t-2","role_name":"devops","role_id":"r"},)"
        R"({"id":"t-3","role_name":"devops","role_id":"other"})");
    QVERIFY(page.ok());
    const QList<Token> tokens = valuesOf(page.value().tokens);
    QCOMPARE(tokens.at(0).roles.constData(), tokens.at(1).roles.constData());
    QCOMPARE(tokens.at(0).roles.first().role.constData(), tokens.at(2).roles.first().role.constData());
    QCOMPARE(tokens.at(2).roles.first().roleId, QStringLiteral("other"));
    QCOMPARE(tokens.at(0).accountId.constData(), tokens.at(2).accountId.constData());
}

void TestQoveryJson::readsIssued()
{
    auto issued = QoveryJson::readIssued(
        answerWith(R"({"id":"t-9","created_at":"2026-11-22T12:00:00Z","name":"deploy","token":"qov_value",
            "role_name":"viewer"})",
            201),
        account(), draft());
    QVERIFY(issued.ok());
    QCOMPARE(issued.value().token.id, QStringLiteral("t-9"));
    QCOMPARE(issued.value().token.roles.first().role, QStringLiteral("viewer"));
    QCOMPARE(issued.value().secret.reveal().toByteArray(), QByteArray("qov_value"));
}

void TestQoveryJson::issuedWithoutValueHasNoSecret_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("missing") << QByteArray(R"({"id":"t-9"})");
    QTest::newRow("null") << QByteArray(R"({"id":"t-9","token":null})");
    QTest::newRow("empty") << QByteArray(R"({"id":"t-9","token":""})");
    QTest::newRow("number") << QByteArray(R"({"id":"t-9","token":12})");
}

void TestQoveryJson::issuedWithoutValueHasNoSecret()
{
    QFETCH(QByteArray, body);
    const auto issued = QoveryJson::readIssued(answerWith(body, 201), account(), draft());
    QVERIFY(issued.ok());
    QVERIFY(issued.value().secret.isEmpty());
    QCOMPARE(issued.value().token.id, QStringLiteral("t-9"));
    QCOMPARE(issued.value().token.name, QStringLiteral("deploy"));
}

void TestQoveryJson::issuedSecretOutlivesAPoorAnswer_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no id") << QByteArray("application/json") << QByteArray(R"({"token":"qov_value"})");
    QTest::newRow("null id") << QByteArray("application/json")
                             << QByteArray(R"({"id":null,"token":"qov_value"})");
    QTest::newRow("HTML type") << QByteArray("text/html")
                               << QByteArray(R"({"id":"t-9","token":"qov_value"})");
    QTest::newRow("broken behind it")
        << QByteArray("application/json") << QByteArray(R"({"id":"t-9","token":"qov_value","name)");
}

void TestQoveryJson::issuedSecretOutlivesAPoorAnswer()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    HttpAnswer answer = answerWith(body, 201);
    answer.contentType = contentType;
    const auto issued = QoveryJson::readIssued(std::move(answer), account(), draft());
    QVERIFY(issued.ok());
    QCOMPARE(issued.value().secret.reveal().toByteArray(), QByteArray("qov_value"));
    QCOMPARE(issued.value().token.name, QStringLiteral("deploy"));
}

void TestQoveryJson::unreadableIssuedIsUnknown_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray("application/json") << QByteArray();
    QTest::newRow("broken") << QByteArray("application/json") << QByteArray(R"({"id":"t-9","token":"qov_va)");
    QTest::newRow("list") << QByteArray("application/json") << QByteArray("[]");
    QTest::newRow("no id") << QByteArray("application/json") << QByteArray(R"({"name":"deploy"})");
    QTest::newRow("HTML") << QByteArray("text/html") << QByteArray("<h1>OK</h1>");
}

void TestQoveryJson::unreadableIssuedIsUnknown()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    HttpAnswer answer = answerWith(body, 201);
    answer.contentType = contentType;
    const auto issued = QoveryJson::readIssued(std::move(answer), account(), draft());
    QVERIFY(!issued.ok());
    QCOMPARE(issued.error().kind, Error::Kind::Protocol);
    QCOMPARE(issued.error().outcome, Error::Outcome::Unknown);
    QCOMPARE(issued.error().httpStatus, 201);
    QCOMPARE(issued.error().requestId, QStringLiteral("req-1"));
    QVERIFY(!issued.error().technical.contains(QLatin1String("qov_")));
}

void TestQoveryJson::wipesTheBodyOfIssued()
{
    for (const char *body : {R"({"id":"t-9","token":"qov_value"})", R"({"id":"t-9","token":"qov_val)"}) {
        HttpAnswer answer = answerWith(body, 201);
        const auto issued = QoveryJson::readIssued(std::move(answer), account(), draft());
        QVERIFY(issued.ok() || issued.error().kind == Error::Kind::Protocol);
        QVERIFY(answer.body.isEmpty()); // NOLINT(bugprone-use-after-move): read in place, not moved from
    }
}

void TestQoveryJson::readsRoles()
{
    const auto roles = QoveryJson::readRoles(answerWith(R"({"results":[
        {"id":"1","name":"viewer"},{"id":"2","name":"owner"},{"id":"3","name":"a custom Role"},
        {"id":"4","name":"admin"},{"id":"5","name":"devops"},{"id":"6","name":"billing"},
        {"id":"7","name":"Admin"},{"id":"8"},{"name":"no id"},{"id":null,"name":"null id"},17]})"));
    QVERIFY(roles.ok());
    QStringList labels;
    QStringList administrative;
    for (const RoleChoice &role : roles.value()) {
        labels.append(role.label);
        if (role.isAdministrative)
            administrative.append(role.id);
        QCOMPARE(role.entityType, EntityType::Organization);
    }
    QCOMPARE(labels,
        (QStringList{QStringLiteral("a custom Role"), QStringLiteral("Admin"), QStringLiteral("Admin"),
            QStringLiteral("Billing"), QStringLiteral("Devops"), QStringLiteral("Owner"),
            QStringLiteral("Viewer")}));
    QCOMPARE(administrative, (QStringList{QStringLiteral("4"), QStringLiteral("7"), QStringLiteral("2")}));
    QCOMPARE(roles.value().last().name, QStringLiteral("viewer"));
    QCOMPARE(QoveryJson::readRoles(answerWith("{}")).error().kind, Error::Kind::Protocol);
}

void TestQoveryJson::seedRoleIsAdministrativeAndHasNoId()
{
    const QList<RoleChoice> roles = QoveryJson::seedRoles();
    QCOMPARE(roles.size(), 1);
    QVERIFY(roles.first().id.isEmpty());
    QCOMPARE(roles.first().name, QStringLiteral("ADMIN"));
    QCOMPARE(roles.first().label, QStringLiteral("Admin"));
    QVERIFY(roles.first().isAdministrative);
}

QTEST_GUILESS_MAIN(TestQoveryJson)
#include "tst_qoveryjson.moc"
