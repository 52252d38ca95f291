// SPDX-License-Identifier: MIT
#include "providers/astronomerjson.h"
#include "support/tokenvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

Account account()
{
    Account value;
    value.id = QStringLiteral("account-1");
    value.providerKey = QStringLiteral("astronomer");
    value.organizationId = QStringLiteral("cl-org");
    return value;
}

const TokenPlace organizationPlace;
const TokenPlace workspacePlace{QStringLiteral("cl-ws")};

HttpAnswer answerWith(const QByteArray &body)
{
    HttpAnswer answer;
    answer.status = 200;
    answer.contentType = "application/json";
    answer.body = body;
    answer.requestId = QStringLiteral("req-1");
    return answer;
}

Result<TokenPage> readList(const QByteArray &entries)
{
    return AstronomerJson::readTokens(
        answerWith("{\"apiTokens\":[" + entries + R"(],"limit":100,"offset":0,"totalCount":1})"), account(),
        organizationPlace, {});
}

QByteArray wholeToken()
{
    return R"({"id":"clt1","name":"ci","description":"d","type":"WORKSPACE","shortToken":"abc…xyz",
        "roles":[{"entityId":"cl-ws","entityType":"WORKSPACE","role":"WORKSPACE_OPERATOR"}],
        "expiryPeriodInDays":90,"startAt":"2026-01-01T00:00:00Z","endAt":"2026-04-01T00:00:00.5Z",
        "lastUsedAt":"2026-03-01T00:00:00+02:00","createdAt":"2025-12-31T23:59:59.123Z",
        "updatedAt":"2026-01-02T00:00:00Z","createdById":"u1","updatedById":"u2",
        "createdBy":{"id":"u1","subjectType":"USER","fullName":"Grace Hopper","username":"grace"},
        "updatedBy":{"id":"u2","subjectType":"SERVICEKEY","apiTokenName":"robot"},
        "lastRotatedAt":"2026-02-01T00:00:00Z",
        "deletedAt":null,"organizationId":"cl-org","kind":"STANDARD","future":[{}]})";
}

QByteArray without(const QByteArray &json, const char *key)
{
    QJsonObject object = QJsonDocument::fromJson(json).object();
    object.remove(QLatin1String(key));
    return QJsonDocument(object).toJson();
}

QByteArray with(const QByteArray &json, const char *key, const QJsonValue &value)
{
    QJsonObject object = QJsonDocument::fromJson(json).object();
    object.insert(QLatin1String(key), value);
    return QJsonDocument(object).toJson();
}

} // namespace

class TestAstronomerJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesPaths();
    void asksForPagesInAStableOrder();
    void makesCreateBodies();
    void readsEveryField();
    void readsNullsAsAbsent_data();
    void readsNullsAsAbsent();
    void neverIsAnAbsentEndOnly_data();
    void neverIsAnAbsentEndOnly();
    void namesTheSubject_data();
    void namesTheSubject();
    void keepsUnknownWords();
    void cutsWildNumbers_data();
    void cutsWildNumbers();
    void readsThePage();
    void toleratesMissingPageFacts();
    void listIsRequired_data();
    void listIsRequired();
    void countsEntriesWithoutId();
    void nothingReadableIsAnError();
    void sharesRepeatedTexts();
    void idIsRequired();
    void replacementNeedsTheWhole_data();
    void replacementNeedsTheWhole();
    void unreadableUpdateIsUnknown();
    void readsIssued();
    void issuedBorrowsWhatIsExpected();
    void issuedWithoutValueHasNoSecret();
    void issuedSecretOutlivesAPoorAnswer_data();
    void issuedSecretOutlivesAPoorAnswer();
    void unreadableIssuedIsUnknown_data();
    void unreadableIssuedIsUnknown();
    void readsWorkspaces();
    void readsOrganizations();
};

void TestAstronomerJson::makesPaths()
{
    const QString org = QStringLiteral("cl-org");
    const TokenKey inOrganization{QStringLiteral("a"), QString(), QStringLiteral("t1")};
    const TokenKey inWorkspace{QStringLiteral("a"), QStringLiteral("cl-ws"), QStringLiteral("t1")};
    QCOMPARE(AstronomerJson::tokensPath(org, organizationPlace),
        QStringLiteral("/organizations/cl-org/api-tokens"));
    QCOMPARE(AstronomerJson::tokensPath(org, workspacePlace),
        QStringLiteral("/organizations/cl-org/workspaces/cl-ws/api-tokens"));
    QCOMPARE(AstronomerJson::tokenPath(org, inOrganization),
        QStringLiteral("/organizations/cl-org/api-tokens/t1"));
    QCOMPARE(AstronomerJson::tokenPath(org, inWorkspace),
        QStringLiteral("/organizations/cl-org/workspaces/cl-ws/api-tokens/t1"));
    QCOMPARE(AstronomerJson::rotatePath(org, inOrganization),
        QStringLiteral("/organizations/cl-org/api-tokens/t1/rotate"));
    QCOMPARE(AstronomerJson::rotatePath(org, inWorkspace),
        QStringLiteral("/organizations/cl-org/workspaces/cl-ws/api-tokens/t1/rotate"));
    QCOMPARE(AstronomerJson::workspacesPath(QStringLiteral("a/b?")),
        QStringLiteral("/organizations/a%2Fb%3F/workspaces"));
}

void TestAstronomerJson::asksForPagesInAStableOrder()
{
    QCOMPARE(AstronomerJson::pageQuery({200, 100}).toString(),
        QStringLiteral("offset=200&limit=100&sorts=createdAt:asc&sorts=id:asc"));
    QVERIFY(!AstronomerJson::pageQuery({0, 0}).hasQueryItem(QStringLiteral("limit")));
}

void TestAstronomerJson::makesCreateBodies()
{
    TokenDraft draft;
    draft.name = QStringLiteral("deploy");
    draft.description = QStringLiteral("for CI");
    draft.role.id = QStringLiteral("WORKSPACE_AUTHOR");
    draft.expiryDays = 30;
    QCOMPARE(QJsonDocument::fromJson(AstronomerJson::createBody(draft)).object(),
        (QJsonObject{{QStringLiteral("name"), QStringLiteral("deploy")},
            {QStringLiteral("description"), QStringLiteral("for CI")},
            {QStringLiteral("role"), QStringLiteral("WORKSPACE_AUTHOR")},
            {QStringLiteral("tokenExpiryPeriodInDays"), 30}}));

    draft.description = QStringLiteral(" ");
    draft.expiryDays.reset();
    QCOMPARE(QJsonDocument::fromJson(AstronomerJson::createBody(draft)).object(),
        (QJsonObject{{QStringLiteral("name"), QStringLiteral("deploy")},
            {QStringLiteral("role"), QStringLiteral("WORKSPACE_AUTHOR")}}));
}

void TestAstronomerJson::readsEveryField()
{
    const auto token = AstronomerJson::readToken(answerWith(wholeToken()), account(), workspacePlace);
    QVERIFY(token.ok());
    Token expected;
    expected.accountId = QStringLiteral("account-1");
    expected.workspaceId = QStringLiteral("cl-ws");
    expected.id = QStringLiteral("clt1");
    expected.name = QStringLiteral("ci");
    expected.description = QStringLiteral("d");
    expected.shortToken = QStringLiteral("abc…xyz");
    expected.createdBy = QStringLiteral("Grace Hopper");
    expected.updatedBy = QStringLiteral("robot");
    expected.roles = {{EntityType::Workspace, QStringLiteral("cl-ws"), QString(), QString(),
        QStringLiteral("WORKSPACE_OPERATOR")}};
    expected.createdAt = Moment::fromText(QStringLiteral("2025-12-31T23:59:59.123Z"));
    expected.updatedAt = Moment::fromText(QStringLiteral("2026-01-02T00:00:00Z"));
    expected.startsAt = Moment::fromText(QStringLiteral("2026-01-01T00:00:00Z"));
    expected.expiresAt = Moment::fromText(QStringLiteral("2026-04-01T00:00:00.500Z"));
    expected.lastUsedAt = Moment::fromText(QStringLiteral("2026-02-28T22:00:00Z"));
    expected.lastRotatedAt = Moment::fromText(QStringLiteral("2026-02-01T00:00:00Z"));
    expected.expiryPeriodDays = 90;
    expected.kind = QStringLiteral("STANDARD");
    expected.scope = TokenScope::Workspace;
    QCOMPARE(token.value(), expected);
}

void TestAstronomerJson::readsNullsAsAbsent_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::newRow("only id") << QByteArray(R"({"id":"clt1"})");
    QTest::newRow("nulls") << QByteArray(
        R"({"id":"clt1","name":null,"description":null,"type":null,"shortToken":null,"roles":null,)"
        R"("expiryPeriodInDays":null,"startAt":null,"endAt":null,"lastUsedAt":null,"createdAt":null,)"
        R"("updatedAt":null,"createdById":null,"updatedById":null,"createdBy":null,"updatedBy":null})");
    QTest::newRow("wrong types") << QByteArray(
        R"({"id":"clt1","name":1,"description":{},"type":false,"shortToken":[],"roles":{"a":1},)"
        R"("expiryPeriodInDays":"90","createdById":4,"updatedById":[],"createdBy":"me","updatedBy":[1]})");
    QTest::newRow("wrong types inside") << QByteArray(
        R"({"id":"clt1","roles":[7,null,"x",[],{"entityId":"e","entityType":"WORKSPACE","role":5}],)"
        R"("createdBy":{"fullName":7,"id":null},"updatedBy":{}})");
}

void TestAstronomerJson::readsNullsAsAbsent()
{
    QFETCH(QByteArray, entry);
    const auto page = readList(entry);
    QVERIFY(page.ok());
    Token expected;
    expected.accountId = QStringLiteral("account-1");
    expected.id = QStringLiteral("clt1");
    expected.expiresAt = Moment::absent();
    expected.lastUsedAt = Moment::absent();
    expected.scope = TokenScope::Other;
    expected.areRolesTold = false;
    QCOMPARE(valuesOf(page.value().tokens), QList<Token>{expected});
}

void TestAstronomerJson::neverIsAnAbsentEndOnly_data()
{
    QTest::addColumn<QByteArray>("endAt");
    QTest::addColumn<Moment::State>("state");
    QTest::newRow("missing") << QByteArray() << Moment::State::Absent;
    QTest::newRow("null") << QByteArray(R"(,"endAt":null)") << Moment::State::Absent;
    QTest::newRow("date") << QByteArray(R"(,"endAt":"2030-01-01T00:00:00Z")") << Moment::State::Known;
    QTest::newRow("no date") << QByteArray(R"(,"endAt":"2030-01-01T00:00:00T")") << Moment::State::Unparsable;
    QTest::newRow("number") << QByteArray(R"(,"endAt":1900000000)") << Moment::State::Unparsable;
    QTest::newRow("object") << QByteArray(R"(,"endAt":{})") << Moment::State::Unparsable;
}

void TestAstronomerJson::neverIsAnAbsentEndOnly()
{
    QFETCH(QByteArray, endAt);
    QFETCH(Moment::State, state);
    const auto page = readList(R"({"id":"clt1")" + endAt + "}");
    QVERIFY(page.ok());
    QCOMPARE(page.value().tokens.first()->expiresAt.state(), state);
}

void TestAstronomerJson::namesTheSubject_data()
{
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QString>("name");
    QTest::newRow("full name") << QByteArray(R"({"id":"i","fullName":"F","apiTokenName":"T","username":"U"})")
                               << QStringLiteral("F");
    QTest::newRow("token") << QByteArray(R"({"id":"i","apiTokenName":"T","username":"U"})")
                           << QStringLiteral("T");
    QTest::newRow("user name") << QByteArray(R"({"id":"i","fullName":" ","username":"U"})")
                               << QStringLiteral("U");
    QTest::newRow("id") << QByteArray(R"({"id":"i","fullName":""})") << QStringLiteral("i");
    QTest::newRow("empty profile") << QByteArray("{}") << QStringLiteral("creator-id");
    QTest::newRow("null") << QByteArray("null") << QStringLiteral("creator-id");
}

void TestAstronomerJson::namesTheSubject()
{
    QFETCH(QByteArray, profile);
    QFETCH(QString, name);
    const auto page = readList(R"({"id":"clt1","createdById":"creator-id","createdBy":)" + profile + "}");
    QVERIFY(page.ok());
    QCOMPARE(page.value().tokens.first()->createdBy, name);
}

void TestAstronomerJson::keepsUnknownWords()
{
    const auto page = readList(R"({"id":"clt1","type":"AGENT","roles":[
        {"entityId":"d1","entityType":"DEPLOYMENT","role":"DEPLOYMENT_ADMIN"},
        {"entityId":"x1","entityType":"DAG_TAG","role":"DAG_VIEWER"},
        {"role":"FLOATING"}]},
        {"id":"clt2","type":"DEPLOYMENT"},{"id":"clt3","type":"ORGANIZATION"},{"id":"clt4","type":"organization"})");
    QVERIFY(page.ok());
    const QList<Token> tokens = valuesOf(page.value().tokens);
    QCOMPARE(tokens.at(0).scope, TokenScope::Other);
    QCOMPARE(tokens.at(0).scopeText, QStringLiteral("AGENT"));
    QCOMPARE(tokens.at(0).roles.size(), 3);
    QCOMPARE(tokens.at(0).roles.at(0).entityType, EntityType::Deployment);
    QVERIFY(tokens.at(0).roles.at(0).entityTypeText.isEmpty());
    QCOMPARE(tokens.at(0).roles.at(1).entityType, EntityType::Other);
    QCOMPARE(tokens.at(0).roles.at(1).entityTypeText, QStringLiteral("DAG_TAG"));
    QCOMPARE(tokens.at(0).roles.at(2).entityType, EntityType::Other);
    QCOMPARE(tokens.at(1).scope, TokenScope::Deployment);
    QVERIFY(tokens.at(1).scopeText.isEmpty());
    QCOMPARE(tokens.at(2).scope, TokenScope::Organization);
    QCOMPARE(tokens.at(3).scope, TokenScope::Other);
}

void TestAstronomerJson::cutsWildNumbers_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("days");
    QTest::newRow("zero") << QByteArray("0") << 0;
    QTest::newRow("one") << QByteArray("1") << 1;
    QTest::newRow("negative") << QByteArray("-7") << 0;
    QTest::newRow("huge") << QByteArray("99999999999") << std::numeric_limits<int>::max();
    QTest::newRow("fraction") << QByteArray("1.5") << 0;
}

void TestAstronomerJson::cutsWildNumbers()
{
    QFETCH(QByteArray, number);
    QFETCH(int, days);
    const auto page = readList(R"({"id":"clt1","expiryPeriodInDays":)" + number + "}");
    QVERIFY(page.ok());
    QCOMPARE(page.value().tokens.first()->expiryPeriodDays, days);
}

void TestAstronomerJson::readsThePage()
{
    PageRequest asked{4, 1000};
    QList<std::pair<qint64, qint64>> sizes;
    asked.whenSized = [&sizes](const PageSize &size) { sizes.append({size.count, size.total}); };
    const auto page = AstronomerJson::readTokens(
        answerWith(R"({"apiTokens":[{"id":"clt1"},{"id":"clt2"}],"limit":2,"offset":4,"totalCount":9})"),
        account(), workspacePlace, asked);
    QVERIFY(page.ok());
    QCOMPARE(sizes, (QList<std::pair<qint64, qint64>>{{2, 9}}));
    QCOMPARE(page.value().tokens.size(), 2);
    QCOMPARE(page.value().tokens.first()->workspaceId, QStringLiteral("cl-ws"));
    QCOMPARE(page.value().limit, 2);
    QCOMPARE(page.value().offset, 4);
    QCOMPARE(page.value().total, 9);
    QCOMPARE(page.value().unreadable, 0);
}

void TestAstronomerJson::toleratesMissingPageFacts()
{
    for (const char *body :
        {R"({"apiTokens":[]})", R"({"apiTokens":[],"limit":null,"offset":"4","totalCount":"9"})",
            R"({"apiTokens":[],"limit":-5,"totalCount":-9})"}) {
        const auto page =
            AstronomerJson::readTokens(answerWith(body), account(), organizationPlace, {40, 20});
        QVERIFY(page.ok());
        QCOMPARE(page.value().limit, 0);
        QCOMPARE(page.value().offset, 40);
        QCOMPARE(page.value().total, -1);
    }
}

void TestAstronomerJson::listIsRequired_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("missing") << QByteArray(R"({"limit":20,"offset":0,"totalCount":0})");
    QTest::newRow("null") << QByteArray(R"({"apiTokens":null})");
    QTest::newRow("object") << QByteArray(R"({"apiTokens":{}})");
    QTest::newRow("other generation") << QByteArray(R"({"tokens":[]})");
}

void TestAstronomerJson::listIsRequired()
{
    QFETCH(QByteArray, body);
    const auto page = AstronomerJson::readTokens(answerWith(body), account(), organizationPlace, {});
    QVERIFY(!page.ok());
    QCOMPARE(page.error().kind, Error::Kind::Protocol);
    QVERIFY(page.error().technical.contains(QLatin1String("apiTokens")));
}

void TestAstronomerJson::countsEntriesWithoutId()
{
    const auto page = readList(R"({"name":"x"},{"id":"clt1"},null,3,{"id":{}})");
    QVERIFY(page.ok());
    QCOMPARE(page.value().tokens.size(), 1);
    QCOMPARE(page.value().unreadable, 4);
}

void TestAstronomerJson::nothingReadableIsAnError()
{
    const auto page = readList(R"({"name":"private"},null)");
    QVERIFY(!page.ok());
    QCOMPARE(page.error().kind, Error::Kind::Protocol);
    QVERIFY(page.error().technical.contains(QLatin1String("\"id\"")));
    QVERIFY(!page.error().technical.contains(QLatin1String("private")));
}

void TestAstronomerJson::sharesRepeatedTexts()
{
    const QByteArray tail = R"(,"createdBy":{"fullName":"Grace Hopper"},"roles":[
        {"entityId":"cl-org","entityType":"ORGANIZATION","role":"ORGANIZATION_MEMBER"},
        {"entityId":"cl-ws","entityType":"WORKSPACE","role":"WORKSPACE_MEMBER"}]})";
    const auto page = readList(R"({"id":"clt1")" + tail + R"(,{"id":"clt2")" + tail);
    QVERIFY(page.ok());
    const Token &a = *page.value().tokens.at(0);
    const Token &b = *page.value().tokens.at(1);
    QCOMPARE(a.createdBy.constData(), b.createdBy.constData());
    QCOMPARE(a.roles.constData(), b.roles.constData());
}

void TestAstronomerJson::idIsRequired()
{
    const auto token =
        AstronomerJson::readToken(answerWith(without(wholeToken(), "id")), account(), workspacePlace);
    QVERIFY(!token.ok());
    QCOMPARE(token.error().kind, Error::Kind::Protocol);
    QCOMPARE(token.error().outcome, Error::Outcome::Refused);
    QVERIFY(token.error().technical.contains(QLatin1String("\"id\"")));
}

void TestAstronomerJson::replacementNeedsTheWhole_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("key");
    const auto role = [](const QJsonValue &entityId, const QJsonValue &type, const QJsonValue &name) {
        return QJsonArray{QJsonObject{{QStringLiteral("entityId"), entityId},
            {QStringLiteral("entityType"), type}, {QStringLiteral("role"), name}}};
    };
    const QString text = QStringLiteral("x");
    QTest::newRow("whole") << wholeToken() << QString();
    QTest::newRow("description missing") << without(wholeToken(), "description") << QString();
    QTest::newRow("description null") << with(wholeToken(), "description", QJsonValue::Null) << QString();
    QTest::newRow("description number")
        << with(wholeToken(), "description", 5) << QStringLiteral("description");
    QTest::newRow("name missing") << without(wholeToken(), "name") << QStringLiteral("name");
    QTest::newRow("name number") << with(wholeToken(), "name", 5) << QStringLiteral("name");
    QTest::newRow("roles missing") << without(wholeToken(), "roles") << QStringLiteral("roles");
    QTest::newRow("roles null") << with(wholeToken(), "roles", QJsonValue::Null) << QStringLiteral("roles");
    QTest::newRow("roles object") << with(wholeToken(), "roles", QJsonObject()) << QStringLiteral("roles");
    QTest::newRow("role no object") << with(wholeToken(), "roles", QJsonArray{3})
                                    << QStringLiteral("roles.entityId");
    QTest::newRow("role without entity") << with(wholeToken(), "roles", role(QJsonValue::Null, text, text))
                                         << QStringLiteral("roles.entityId");
    QTest::newRow("role without type")
        << with(wholeToken(), "roles", role(text, 1, text)) << QStringLiteral("roles.entityType");
    QTest::newRow("role without role")
        << with(wholeToken(), "roles", role(text, text, false)) << QStringLiteral("roles.role");
    QTest::newRow("id missing") << without(wholeToken(), "id") << QStringLiteral("id");
}

void TestAstronomerJson::replacementNeedsTheWhole()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, key);
    const auto token = AstronomerJson::readWholeToken(answerWith(body), account(), workspacePlace);
    QCOMPARE(token.ok(), key.isEmpty());
    if (!token.ok()) {
        QCOMPARE(token.error().kind, Error::Kind::Protocol);
        QVERIFY2(token.error().technical.contains(QStringLiteral("\"%1\"").arg(key)),
            qPrintable(token.error().technical));
    }
}

void TestAstronomerJson::unreadableUpdateIsUnknown()
{
    for (const QByteArray &body :
        {QByteArray(), QByteArray("{"), QByteArray("[]"), without(wholeToken(), "id")}) {
        const auto token = AstronomerJson::readUpdated(answerWith(body), account(), workspacePlace);
        QVERIFY(!token.ok());
        QCOMPARE(token.error().kind, Error::Kind::Protocol);
        QCOMPARE(token.error().outcome, Error::Outcome::Unknown);
        QCOMPARE(token.error().httpStatus, 200);
    }
    QVERIFY(AstronomerJson::readUpdated(answerWith(wholeToken()), account(), workspacePlace).ok());
}

void TestAstronomerJson::readsIssued()
{
    auto issued =
        AstronomerJson::readIssued(answerWith(with(wholeToken(), "token", QStringLiteral("eyJ.secret.x"))),
            account(), workspacePlace, Token());
    QVERIFY(issued.ok());
    QCOMPARE(issued.value().secret.reveal().toByteArray(), QByteArray("eyJ.secret.x"));
    QCOMPARE(issued.value().token,
        AstronomerJson::readToken(answerWith(wholeToken()), account(), workspacePlace).value());
}

void TestAstronomerJson::issuedBorrowsWhatIsExpected()
{
    Token expected;
    expected.id = QStringLiteral("clt1");
    expected.name = QStringLiteral("ci");
    const auto issued =
        AstronomerJson::readIssued(answerWith(R"({"token":"v"})"), account(), organizationPlace, expected);
    QVERIFY(issued.ok());
    QCOMPARE(issued.value().token.id, QStringLiteral("clt1"));
    QCOMPARE(issued.value().token.name, QStringLiteral("ci"));
    QCOMPARE(issued.value().secret.reveal().toByteArray(), QByteArray("v"));
}

void TestAstronomerJson::issuedWithoutValueHasNoSecret()
{
    const auto issued =
        AstronomerJson::readIssued(answerWith(wholeToken()), account(), organizationPlace, Token());
    QVERIFY(issued.ok());
    QVERIFY(issued.value().secret.isEmpty());
    QCOMPARE(issued.value().token.id, QStringLiteral("clt1"));
}

void TestAstronomerJson::issuedSecretOutlivesAPoorAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("poor") << QByteArray(R"({"id":null,"token":"v","roles":7})");
    QTest::newRow("broken behind it") << QByteArray(R"({"id":"t","token":"v","roles":[)");
}

void TestAstronomerJson::issuedSecretOutlivesAPoorAnswer()
{
    QFETCH(QByteArray, body);
    HttpAnswer answer = answerWith(body);
    answer.contentType = "text/html";
    const auto issued = AstronomerJson::readIssued(std::move(answer), account(), organizationPlace, Token());
    QVERIFY(issued.ok());
    QCOMPARE(issued.value().secret.reveal().toByteArray(), QByteArray("v"));
    QVERIFY(answer.body.isEmpty()); // NOLINT(bugprone-use-after-move): read in place, not moved from
}

void TestAstronomerJson::unreadableIssuedIsUnknown_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray("application/json") << QByteArray();
    QTest::newRow("broken") << QByteArray("application/json")
                            << QByteArray(R"({"id":"t","token":"eyJsecret)");
    QTest::newRow("list") << QByteArray("application/json") << QByteArray(R"(["eyJsecret"])");
    QTest::newRow("HTML") << QByteArray("text/html") << QByteArray("<h1>eyJsecret</h1>");
    QTest::newRow("no id") << QByteArray("application/json") << QByteArray("{}");
}

void TestAstronomerJson::unreadableIssuedIsUnknown()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    HttpAnswer answer = answerWith(body);
    answer.contentType = contentType;
    const auto issued = AstronomerJson::readIssued(std::move(answer), account(), organizationPlace, Token());
    QVERIFY(!issued.ok());
    QCOMPARE(issued.error().kind, Error::Kind::Protocol);
    QCOMPARE(issued.error().outcome, Error::Outcome::Unknown);
    QVERIFY(!issued.error().technical.contains(QLatin1String("eyJsecret")));
    QVERIFY(answer.body.isEmpty()); // NOLINT(bugprone-use-after-move): read in place, not moved from
}

void TestAstronomerJson::readsWorkspaces()
{
    const auto page = AstronomerJson::readWorkspaces(answerWith(
        R"({"workspaces":[{"id":"w1","name":"One"},{"id":"w2","name":null},{"name":"x"},7],"totalCount":4})"));
    QVERIFY(page.ok());
    QCOMPARE(page.value().entries,
        (QList<Workspace>{{QStringLiteral("w1"), QStringLiteral("One")}, {QStringLiteral("w2"), QString()}}));
    QCOMPARE(page.value().received, 4);
    QCOMPARE(page.value().total, 4);
    const auto none = AstronomerJson::readWorkspaces(answerWith("{}"));
    QVERIFY(!none.ok());
    QVERIFY(none.error().technical.contains(QLatin1String("workspaces")));
}

void TestAstronomerJson::readsOrganizations()
{
    const QList<Organization> two{
        {QStringLiteral("o1"), QStringLiteral("One")}, {QStringLiteral("o2"), QString()}};
    const auto bare = AstronomerJson::readOrganizations(
        answerWith(R"([{"id":"o1","name":"One","plan":7},{"id":"o2","name":null},{"name":"x"},7])"));
    QVERIFY(bare.ok());
    QCOMPARE(bare.value(), two);
    const auto page = AstronomerJson::readOrganizationPage(
        answerWith(R"({"organizations":[{"id":"o1","name":"One"},{"id":"o2"}],"totalCount":9})"));
    QVERIFY(page.ok());
    QCOMPARE(page.value().entries, two);
    QCOMPARE(page.value().total, 9);

    // Each generation has its own form, and the other one's is not taken for an empty list.
    const auto pageAsList = AstronomerJson::readOrganizations(answerWith(R"({"organizations":[]})"));
    QVERIFY(!pageAsList.ok());
    QCOMPARE(pageAsList.error().kind, Error::Kind::Protocol);
    const auto listAsPage = AstronomerJson::readOrganizationPage(answerWith("[]"));
    QVERIFY(!listAsPage.ok());
    QCOMPARE(listAsPage.error().kind, Error::Kind::Protocol);
}

QTEST_GUILESS_MAIN(TestAstronomerJson)
#include "tst_astronomerjson.moc"
