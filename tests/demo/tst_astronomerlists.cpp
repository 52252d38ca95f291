// SPDX-License-Identifier: MIT
#include "astronomerplaces.h"
#include "democlient.h"

#include "demo/demoserver.h"
#include "support/manualclock.h"

#include <QSet>

using namespace std::chrono_literals;
using namespace astronomer;

/// What lists hold, how they are paged and sorted, and what is refused.
class TestAstronomerLists final : public QObject
{
    Q_OBJECT

private:
    ManualClock m_clock;

private Q_SLOTS:
    void organizationsAreABareList();
    void organizationsAreFilteredAndChecked_data();
    void organizationsAreFilteredAndChecked();
    void workspacesArePagedSearchedAndSorted();
    void workspaceTokensAreNoneOfTheOrganizationsList();
    void pagesFollowOffsetAndLimit();
    void listRefuses_data();
    void listRefuses();
    void listSorts_data();
    void listSorts();
    void repeatedSortsBreakTies();
    void everyExpiryStateIsThere();
    void looseDataIsServedOnlyWhenAskedFor();
    void hundredThousandTokens();
};

void TestAstronomerLists::organizationsAreABareList()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer = DemoClient::as(server, acme).get(QStringLiteral("/v1alpha1/organizations"));
    QCOMPARE(answer.status, 200);
    const QJsonArray list = QJsonDocument::fromJson(answer.body).array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(text(list.at(0).toObject(), "name"), QStringLiteral("Acme Data"));
    QCOMPARE(text(list.at(0).toObject(), "id"), DemoClient::account(server, acme).account.organizationId);
}

void TestAstronomerLists::organizationsAreFilteredAndChecked_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("count");
    QTest::newRow("search hits") << QStringLiteral("?search=acme") << 200 << 1;
    QTest::newRow("search misses") << QStringLiteral("?search=globex") << 200 << 0;
    QTest::newRow("product") << QStringLiteral("?product=HOSTED") << 200 << 1;
    QTest::newRow("other product") << QStringLiteral("?product=HYBRID") << 200 << 0;
    QTest::newRow("unknown product") << QStringLiteral("?product=BOXED") << 400 << 0;
    QTest::newRow("plan") << QStringLiteral("?supportPlan=TRIAL") << 200 << 0;
    QTest::newRow("unknown plan") << QStringLiteral("?supportPlan=GOLD") << 400 << 0;
    QTest::newRow("sorts") << QStringLiteral("?sorts=shortName:desc&sorts=id:asc") << 200 << 1;
    QTest::newRow("unknown sorts") << QStringLiteral("?sorts=plan:asc") << 400 << 0;
}

void TestAstronomerLists::organizationsAreFilteredAndChecked()
{
    QFETCH(QString, query);
    QFETCH(int, status);
    QFETCH(int, count);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const RawAnswer answer =
        DemoClient::as(server, acme).get(QStringLiteral("/v1alpha1/organizations") + query);
    QCOMPARE(answer.status, status);
    QCOMPARE(QJsonDocument::fromJson(answer.body).array().size(), count);
}

void TestAstronomerLists::workspacesArePagedSearchedAndSorted()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, acme);
    const QString path = organizationPath(server, acme) + QStringLiteral("/workspaces");
    const auto names = [&](const QString &query) {
        QStringList found;
        const QJsonArray list = client.get(path + query).list("workspaces");
        for (const QJsonValue &workspace : list)
            found.append(text(workspace.toObject(), "name"));
        return found;
    };
    QCOMPARE(names({}), QStringList({QStringLiteral("Pipelines"), QStringLiteral("Analytics")}));
    QCOMPARE(names(QStringLiteral("?sorts=name:asc")),
        QStringList({QStringLiteral("Analytics"), QStringLiteral("Pipelines")}));
    QCOMPARE(names(QStringLiteral("?offset=1&limit=1")), QStringList{QStringLiteral("Analytics")});
    QCOMPARE(names(QStringLiteral("?search=PIPE")), QStringList{QStringLiteral("Pipelines")});
    QCOMPARE(names(QStringLiteral("?workspaceIds=") + workspaceId(server, analytics)),
        QStringList{QStringLiteral("Analytics")});
    QCOMPARE(
        client.get(path + QStringLiteral("?limit=1")).json().value(QLatin1String("totalCount")).toInt(), 2);
    QCOMPARE(client.get(path + QStringLiteral("?limit=1001")).status, 400);
    QCOMPARE(client.get(path + QStringLiteral("?sorts=plan:asc")).status, 400);
}

void TestAstronomerLists::workspaceTokensAreNoneOfTheOrganizationsList()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const Account place = DemoClient::account(server, pipelines).account;
    const QString id = server.addToken(place.organizationId, place.workspaceIds.first(), QStringLiteral("x"));
    const DemoClient client = DemoClient::as(server, acme);
    QCOMPARE(client.get(listPath(server, acme) + u'/' + id).status, 404);
    QCOMPARE(client.get(listPath(server, pipelines) + u'/' + id).status, 200);
    QCOMPARE(client.get(listPath(server, analytics) + u'/' + id).status, 404);
    const QStringList listed =
        idsOf(client.get(listPath(server, acme) + QStringLiteral("?limit=1000")).list("apiTokens"));
    QVERIFY(!listed.contains(id));
    QCOMPARE(listed.size(), server.tokenCount(place.organizationId));
}

void TestAstronomerLists::pagesFollowOffsetAndLimit()
{
    DemoOptions options;
    options.extraTokens = 95;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, acme);
    const QString path = listPath(server, acme);
    const int total = server.tokenCount(DemoClient::account(server, acme).account.organizationId);
    const RawAnswer first = client.get(path);
    QCOMPARE(first.list("apiTokens").size(), 20);
    QCOMPARE(first.json().value(QLatin1String("limit")).toInt(), 20);
    QCOMPARE(first.json().value(QLatin1String("offset")).toInt(), 0);
    QCOMPARE(first.json().value(QLatin1String("totalCount")).toInt(), total);

    QSet<QString> seen;
    QString previous;
    for (int offset = 0; offset < total; offset += 30) {
        const RawAnswer page = client.get(path + QStringLiteral("?offset=%1&limit=30").arg(offset));
        QCOMPARE(page.json().value(QLatin1String("offset")).toInt(), offset);
        const QStringList ids = idsOf(page.list("apiTokens"));
        QCOMPARE(ids.size(), qMin(30, total - offset));
        seen.unite(QSet<QString>(ids.cbegin(), ids.cend()));
    }
    QCOMPARE(seen.size(), total);
    QCOMPARE(client.get(path + QStringLiteral("?limit=0")).list("apiTokens").size(), 0);
    QCOMPARE(client.get(path + QStringLiteral("?offset=%1").arg(total)).list("apiTokens").size(), 0);
    QCOMPARE(client.get(path + QStringLiteral("?limit=1000")).list("apiTokens").size(), total);
}

void TestAstronomerLists::listRefuses_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"limit=1001", "limit=-1", "limit=x", "limit=", "limit=1.5", "offset=-1",
             "offset=x", "sorts=name", "sorts=role:asc", "sorts=endAt:asc", "sorts=name:up",
             "limit=1&limit=2", "sorts=name:asc&sorts=nonsense"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void TestAstronomerLists::listRefuses()
{
    QFETCH(QString, query);
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    for (const QString &account : {acme, pipelines})
        QCOMPARE(DemoClient::as(server, account).get(listPath(server, account) + u'?' + query).status, 400);
}

void TestAstronomerLists::listSorts_data()
{
    QTest::addColumn<QString>("field");
    for (const char *field : {"name", "description", "id", "shortToken", "createdById", "updatedById"})
        QTest::newRow(field) << QString::fromLatin1(field);
}

void TestAstronomerLists::listSorts()
{
    QFETCH(QString, field);
    DemoOptions options;
    options.extraTokens = 50;
    options.hasLooseData = false;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    const auto values = [&](const QString &direction) {
        QStringList found;
        const QJsonArray list = DemoClient::as(server, acme)
                                    .get(listPath(server, acme) + QStringLiteral("?limit=1000&sorts=") + field
                                        + QStringLiteral("%3A") + direction)
                                    .list("apiTokens");
        for (const QJsonValue &token : list)
            found.append(token.toObject().value(field).toString());
        return found;
    };
    const QStringList rising = values(QStringLiteral("asc"));
    QVERIFY(rising.size() > 60);
    QVERIFY(std::is_sorted(rising.cbegin(), rising.cend()));
    const QStringList falling = values(QStringLiteral("desc"));
    QVERIFY(std::is_sorted(falling.crbegin(), falling.crend()));
    QCOMPARE(falling.size(), rising.size());
}

void TestAstronomerLists::repeatedSortsBreakTies()
{
    DemoOptions options;
    options.hasLooseData = false;
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    const DemoClient client = DemoClient::as(server, acme);
    const auto twins = [&](const char *order) {
        QStringList created;
        const QJsonArray list =
            client
                .get(listPath(server, acme) + QStringLiteral("?limit=1000&sorts=name:asc&sorts=createdAt:")
                    + QLatin1String(order))
                .list("apiTokens");
        for (const QJsonValue &token : list) {
            if (text(token.toObject(), "name") == QLatin1String("ci-deploy"))
                created.append(text(token.toObject(), "id"));
        }
        return created;
    };
    const QStringList older = twins("asc");
    QCOMPARE(older.size(), 2);
    QCOMPARE(twins("desc"), QStringList(older.crbegin(), older.crend()));
}

void TestAstronomerLists::everyExpiryStateIsThere()
{
    DemoServer server({}, m_clock);
    QVERIFY(server.start());
    const QString now = m_clock.nowUtc().toString(Qt::ISODateWithMs);
    int pending = 0;
    int never = 0;
    int soon = 0;
    int later = 0;
    int expired = 0;
    int unused = 0;
    for (const QString &account : {acme, pipelines, analytics, globex}) {
        const QJsonArray tokens = DemoClient::as(server, account)
                                      .get(listPath(server, account) + QStringLiteral("?limit=1000"))
                                      .list("apiTokens");
        for (const QJsonValue &value : tokens) {
            const QJsonObject token = value.toObject();
            const QDateTime end = QDateTime::fromString(text(token, "endAt"), Qt::ISODateWithMs);
            const qint64 left = m_clock.nowUtc().daysTo(end);
            pending +=
                QDateTime::fromString(text(token, "startAt"), Qt::ISODateWithMs) > m_clock.nowUtc() ? 1 : 0;
            never += token.contains(QLatin1String("endAt")) ? 0 : 1;
            expired += end.isValid() && end <= m_clock.nowUtc() ? 1 : 0;
            soon += end > m_clock.nowUtc() && left <= 14 ? 1 : 0;
            later += end > m_clock.nowUtc() && left > 14 ? 1 : 0;
            unused += token.contains(QLatin1String("lastUsedAt")) ? 0 : 1;
        }
    }
    QVERIFY(pending > 0);
    QVERIFY(never > 0);
    QVERIFY(soon > 0);
    QVERIFY(later > 0);
    QVERIFY(expired > 0);
    QVERIFY(unused > 0);
}

void TestAstronomerLists::looseDataIsServedOnlyWhenAskedFor()
{
    DemoOptions strict;
    strict.hasLooseData = false;
    DemoServer loose({}, m_clock);
    DemoServer exact(strict, m_clock);
    QVERIFY(loose.start());
    QVERIFY(exact.start());
    const auto tokens = [](const DemoServer &server) {
        return DemoClient::as(server, acme).get(listPath(server, acme) + QStringLiteral("?limit=1000"));
    };
    QVERIFY(tokens(loose).body.contains("\"endAt\":null"));
    QVERIFY(tokens(loose).body.contains("\"type\":\"AGENT\""));
    QVERIFY(tokens(loose).body.contains("31/12/2026"));
    QVERIFY(!tokens(exact).body.contains("null"));
    QVERIFY(!tokens(exact).body.contains("AGENT"));
    int withoutPeriod = 0;
    const QJsonArray list = tokens(loose).list("apiTokens");
    for (const QJsonValue &token : list)
        withoutPeriod += token.toObject().contains(QLatin1String("expiryPeriodInDays")) ? 0 : 1;
    QCOMPARE(withoutPeriod, 1);
}

void TestAstronomerLists::hundredThousandTokens()
{
    DemoOptions options;
    options.extraTokens = 100000;
    QElapsedTimer timer;
    timer.start();
    DemoServer server(options, m_clock);
    QVERIFY(server.start());
    qInfo("100,000 tokens planted in %lld ms", static_cast<long long>(timer.elapsed()));
    const DemoClient client = DemoClient::as(server, acme);
    const int total = server.tokenCount(DemoClient::account(server, acme).account.organizationId);
    QVERIFY(total > 100000);
    const QStringList queries{QStringLiteral("?limit=1000"), QStringLiteral("?limit=1000"),
        QStringLiteral("?limit=1000&offset=99000"), QStringLiteral("?limit=1000&sorts=name:desc"),
        QStringLiteral("?limit=1000&sorts=name:desc&offset=1000")};
    for (const QString &query : queries) {
        timer.restart();
        const RawAnswer answer = client.get(listPath(server, acme) + query);
        qInfo("%s: %lld ms", qPrintable(query), static_cast<long long>(timer.elapsed()));
        QCOMPARE(answer.list("apiTokens").size(), 1000);
        QCOMPARE(answer.json().value(QLatin1String("totalCount")).toInt(), total);
    }
}

QTEST_GUILESS_MAIN(TestAstronomerLists)
#include "tst_astronomerlists.moc"
