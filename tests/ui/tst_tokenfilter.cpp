// SPDX-License-Identifier: MIT
#include "core/naturalorder.h"
#include "demodesk.h"
#include "support/tokenvalues.h"
#include "ui/haystack.h"
#include "ui/tokenfilter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace {

Token makeToken(const Session &session, const QString &id, const QString &name)
{
    Token token;
    token.accountId = session.account().id;
    token.id = id;
    token.name = name;
    token.expiresAt = Moment::absent();
    return token;
}

QStringList namesOf(const TokenFilter &filter)
{
    QStringList names;
    for (int row = 0; row < filter.rowCount(); ++row)
        names.append(filter.tokenAt(row).name.trimmed());
    return names;
}

/// Model and filter over one session that lists nothing, so that a test says which rows there are.
struct Bench
{
    Bench()
    {
        Account account;
        account.providerKey = QStringLiteral("qovery");
        account.name = QStringLiteral("Acme");
        account.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1"));
        account.organizationId = QStringLiteral("00000000-0000-0000-0000-000000000001");
        session = desk.sessions.add(account, Secret());
    }

    void give(const QList<Token> &tokens) { Q_EMIT session->tokensUpserted(sharedOf(tokens)); }

    DemoDesk desk;
    Session *session = nullptr;
    TokenModel model{desk.sessions};
    TokenFilter filter{model};
};

} // namespace

class TestTokenFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEverything();
    void staysAModelWhileListing();
    void searches_data();
    void searches();
    void narrowingAndWideningAgree();
    void whatTheServiceFoundIsShown();
    void severalKindsAreNoticed();
    void viewsAndAccounts();
    void sortsByRawValue_data();
    void sortsByRawValue();
    void emptyValuesComeLast();
    void tiesGoByAccountNameId();
    void descendingNamesKeepTies();
    void newRowsAreSortedIn();
    void rowsAreShownBeforeTheyCanBeSearched();
    void rowsThatChangeBeforeTheyAreShown();
    void changedRowsMove();
    void removedRowsGo();
    void statesAreResorted();
    void countsAreOverAll();
    void rowsOfKeys();
    void haystackForgetsAndCompacts();
};

void TestTokenFilter::showsEverything()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    TokenFilter filter(model);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(filter.rowCount(), model.rowCount());
    QCOMPARE(filter.totalCount(), model.rowCount());
    QCOMPARE(filter.sortColumn(), int(TokenModel::Name));
    const QStringList names = namesOf(filter);
    QVERIFY(std::is_sorted(names.cbegin(), names.cend(),
        [](const QString &one, const QString &other) { return compareNaturally(one, other) < 0; }));
}

void TestTokenFilter::staysAModelWhileListing()
{
    DemoDesk desk(3000);
    TokenModel model(desk.sessions);
    TokenFilter filter(model);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.sort(TokenModel::Expires, Qt::DescendingOrder);
    filter.setSearch(QStringLiteral("e"));
    QVERIFY(desk.open());
    filter.setSearch(QString());
    QTRY_COMPARE(filter.rowCount(), model.rowCount());
    QCOMPARE(filter.countOf(TokenFilter::View::All), desk.tokenCount());
}

void TestTokenFilter::searches_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("nothing") << QStringLiteral("")
                             << QStringList{QStringLiteral("alpha deploy"), QStringLiteral("Beta café"),
                                    QStringLiteral("gamma")};
    QTest::newRow("white space") << QStringLiteral("   ")
                                 << QStringList{QStringLiteral("alpha deploy"), QStringLiteral("Beta café"),
                                        QStringLiteral("gamma")};
    QTest::newRow("part") << QStringLiteral("lph") << QStringList{QStringLiteral("alpha deploy")};
    QTest::newRow("case") << QStringLiteral("BETA") << QStringList{QStringLiteral("Beta café")};
    QTest::newRow("accent") << QStringLiteral("cafe") << QStringList{QStringLiteral("Beta café")};
    QTest::newRow("accent typed") << QStringLiteral("CAFÉ") << QStringList{QStringLiteral("Beta café")};
    QTest::newRow("all words") << QStringLiteral("deploy alpha")
                               << QStringList{QStringLiteral("alpha deploy")};
    QTest::newRow("one word fails") << QStringLiteral("deploy beta") << QStringList();
    QTest::newRow("id") << QStringLiteral("id-2") << QStringList{QStringLiteral("Beta café")};
    QTest::newRow("description") << QStringLiteral("nightly") << QStringList{QStringLiteral("gamma")};
    QTest::newRow("account") << QStringLiteral("acme")
                             << QStringList{QStringLiteral("alpha deploy"), QStringLiteral("Beta café"),
                                    QStringLiteral("gamma")};
    QTest::newRow("creator and name") << QStringLiteral("jane gam") << QStringList{QStringLiteral("gamma")};
    QTest::newRow("creator alone") << QStringLiteral("creator:jane") << QStringList{QStringLiteral("gamma")};
    QTest::newRow("creator is no name") << QStringLiteral("creator:gamma") << QStringList();
    QTest::newRow("role alone") << QStringLiteral("role:\"workspace o\" gam")
                                << QStringList{QStringLiteral("gamma")};
    QTest::newRow("usual kind") << QStringLiteral("kind:\"api token\" gamma")
                                << QStringList{QStringLiteral("gamma")};
    QTest::newRow("another kind") << QStringLiteral("kind:policy") << QStringList();
    QTest::newRow("role as shown") << QStringLiteral("workspace owner")
                                   << QStringList{QStringLiteral("gamma")};
    QTest::newRow("role as sent") << QStringLiteral("WORKSPACE_OWNER")
                                  << QStringList{QStringLiteral("gamma")};
    QTest::newRow("short form") << QStringLiteral("abc…") << QStringList{QStringLiteral("alpha deploy")};
    QTest::newRow("not across fields") << QStringLiteral("deployid") << QStringList();
    QTest::newRow("markup is text") << QStringLiteral("<b>") << QStringList();
}

void TestTokenFilter::searches()
{
    QFETCH(QString, search);
    QFETCH(QStringList, found);
    Bench bench;
    Token one = makeToken(*bench.session, QStringLiteral("id-1"), QStringLiteral("alpha deploy"));
    one.shortToken = QStringLiteral("abc…xyz");
    const Token two = makeToken(*bench.session, QStringLiteral("id-2"), QStringLiteral("Beta café"));
    Token three = makeToken(*bench.session, QStringLiteral("id-3"), QStringLiteral("gamma"));
    three.description = QStringLiteral("Nightly build");
    three.createdBy = QStringLiteral("Jane Doe");
    TokenRole role;
    role.role = QStringLiteral("WORKSPACE_OWNER");
    three.roles.append(role);
    bench.give({one, two, three});
    QTRY_COMPARE(bench.filter.rowCount(), 3);
    bench.filter.setSearch(search);
    QCOMPARE(namesOf(bench.filter), found);
    QCOMPARE(bench.filter.search(), search);
    // The same with the search set before the rows are there.
    Token four = makeToken(*bench.session, QStringLiteral("id-4"), QStringLiteral("unrelated"));
    four.accountId = QStringLiteral("none");
    bench.give({four});
    QTRY_COMPARE(bench.model.rowCount(), 4);
}

void TestTokenFilter::narrowingAndWideningAgree()
{
    DemoDesk desk(1500);
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    TokenFilter typed(model);
    TokenFilter fresh(model);
    QTRY_COMPARE(typed.rowCount(), model.rowCount());
    QTRY_COMPARE(fresh.rowCount(), model.rowCount());
    const QStringList steps{QStringLiteral("d"), QStringLiteral("de"), QStringLiteral("dep"),
        QStringLiteral("de"), QStringLiteral("de 1"), QStringLiteral("de 12"), QStringLiteral("d 12"),
        QStringLiteral("12"), QStringLiteral("1"), QStringLiteral(""), QStringLiteral("token 7"),
        QStringLiteral("xyzzy"), QStringLiteral("a")};
    for (const QString &step : steps) {
        typed.setSearch(step);
        fresh.clearFilters();
        fresh.setSearch(step);
        QTRY_VERIFY(!typed.hasArrivals() && !fresh.hasArrivals());
        QCOMPARE(namesOf(typed), namesOf(fresh));
    }
    QVERIFY(typed.rowCount() > 0);
}

void TestTokenFilter::whatTheServiceFoundIsShown()
{
    Bench bench;
    Token told = makeToken(*bench.session, QStringLiteral("t1"), QStringLiteral("told"));
    told.createdBy = QStringLiteral("Ada");
    bench.give({told, makeToken(*bench.session, QStringLiteral("t2"), QStringLiteral("hers")),
        makeToken(*bench.session, QStringLiteral("t3"), QStringLiteral("not hers"))});
    QTRY_COMPARE(bench.filter.rowCount(), 3);
    bench.filter.setSearch(QStringLiteral("creator:ada"));
    QCOMPARE(namesOf(bench.filter), QStringList{QStringLiteral("told")});
    const QString account = bench.session->account().id;
    bench.filter.setFoundByCreator(account, {QStringLiteral("t2")});
    QCOMPARE(namesOf(bench.filter), (QStringList{QStringLiteral("hers"), QStringLiteral("told")}));
    bench.filter.setSearch(QStringLiteral("creator:ada her"));
    QCOMPARE(namesOf(bench.filter), QStringList{QStringLiteral("hers")});
    // A row that arrives or changes meanwhile is looked at in the same way.
    bench.filter.setSearch(QStringLiteral("creator:ada"));
    bench.filter.setFoundByCreator(account, {QStringLiteral("t2"), QStringLiteral("t4")});
    Token changed = makeToken(*bench.session, QStringLiteral("t2"), QStringLiteral("hers too"));
    bench.give({changed, makeToken(*bench.session, QStringLiteral("t4"), QStringLiteral("new"))});
    QTRY_COMPARE(namesOf(bench.filter),
        (QStringList{QStringLiteral("hers too"), QStringLiteral("new"), QStringLiteral("told")}));
    // For somebody else nothing has been found yet.
    bench.filter.setSearch(QStringLiteral("creator:bob"));
    QCOMPARE(bench.filter.rowCount(), 0);
    bench.filter.setSearch(QString());
    QCOMPARE(bench.filter.rowCount(), 4);
}

void TestTokenFilter::severalKindsAreNoticed()
{
    Bench bench;
    QSignalSpy differ(&bench.filter, &TokenFilter::kindsDiffer);
    bench.give({makeToken(*bench.session, QStringLiteral("t1"), QStringLiteral("one")),
        makeToken(*bench.session, QStringLiteral("t2"), QStringLiteral("two"))});
    QTRY_COMPARE(bench.filter.rowCount(), 2);
    QVERIFY(!bench.filter.hasSeveralKinds());
    Token policy = makeToken(*bench.session, QStringLiteral("t3"), QStringLiteral("three"));
    policy.kind = QStringLiteral("POLICY");
    policy.list = TokenList::Policy;
    bench.give({policy});
    QTRY_COMPARE(differ.size(), 1);
    QVERIFY(bench.filter.hasSeveralKinds());
    bench.filter.sort(TokenModel::Kind, Qt::DescendingOrder);
    QCOMPARE(bench.filter.index(0, TokenModel::Kind).data().toString(), QStringLiteral("Policy token"));
    QCOMPARE(bench.filter.index(1, TokenModel::Kind).data().toString(), QStringLiteral("API token"));
}

void TestTokenFilter::viewsAndAccounts()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    TokenFilter filter(model);
    QTRY_COMPARE(filter.rowCount(), model.rowCount());
    filter.setView(TokenFilter::View::Expired);
    QCOMPARE(filter.rowCount(), filter.countOf(TokenFilter::View::Expired));
    QVERIFY(filter.rowCount() > 0);
    for (int row = 0; row < filter.rowCount(); ++row)
        QCOMPARE(filter.index(row, 0).data(TokenModel::ExpiryStateRole).toInt(), int(ExpiryState::Expired));
    filter.setView(TokenFilter::View::ExpiringSoon);
    QCOMPARE(filter.rowCount(), filter.countOf(TokenFilter::View::ExpiringSoon));

    filter.setView(TokenFilter::View::All);
    const QString account = desk.sessions.all().constLast()->account().id;
    filter.setAccount(account);
    QCOMPARE(filter.rowCount(), filter.countOfAccount(account));
    for (int row = 0; row < filter.rowCount(); ++row)
        QCOMPARE(filter.tokenAt(row).accountId, account);
    filter.setAccount(QStringLiteral("unknown"));
    QCOMPARE(filter.rowCount(), 0);
    filter.clearFilters();
    QCOMPARE(filter.rowCount(), model.rowCount());
    QVERIFY(filter.account().isEmpty());
}

void TestTokenFilter::sortsByRawValue_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    for (int column = 0; column < TokenModel::ColumnCount; ++column) {
        QTest::addRow("%d up", column) << column << Qt::AscendingOrder;
        QTest::addRow("%d down", column) << column << Qt::DescendingOrder;
    }
}

void TestTokenFilter::sortsByRawValue()
{
    QFETCH(int, column);
    QFETCH(Qt::SortOrder, order);
    DemoDesk desk(400);
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    TokenFilter filter(model);
    QTRY_COMPARE(filter.rowCount(), model.rowCount());
    filter.sort(column, order);
    QCOMPARE(filter.rowCount(), model.rowCount());
    bool isInEmptyTail = false;
    for (int row = 1; row < filter.rowCount(); ++row) {
        const QVariant previous = filter.index(row - 1, column).data(TokenModel::SortRole);
        const QVariant value = filter.index(row, column).data(TokenModel::SortRole);
        isInEmptyTail = isInEmptyTail || !previous.isValid();
        QVERIFY(!isInEmptyTail || !value.isValid());
        if (!value.isValid() || column == TokenModel::Status)
            continue;
        int relation = 0;
        if (column == TokenModel::Id)
            relation = previous.toString().compare(value.toString());
        else if (value.typeId() == QMetaType::QString)
            relation = compareNaturally(previous.toString(), value.toString());
        else
            relation =
                previous.toLongLong() < value.toLongLong() ? -1 : previous.toLongLong() > value.toLongLong();
        QVERIFY(order == Qt::AscendingOrder ? relation <= 0 : relation >= 0);
    }
}

void TestTokenFilter::emptyValuesComeLast()
{
    Bench bench;
    QList<Token> tokens;
    const auto add = [&](const QString &name, const Moment &used) {
        Token token = makeToken(*bench.session, name, name);
        token.lastUsedAt = used;
        tokens.append(token);
    };
    add(QStringLiteral("a never"), Moment::absent());
    add(QStringLiteral("b not told"), Moment());
    add(QStringLiteral("c early"), Moment::fromText(QStringLiteral("2020-01-01T00:00:00Z")));
    add(QStringLiteral("d raw"), Moment::fromText(QStringLiteral("yesterday-ish")));
    add(QStringLiteral("e late"), Moment::fromText(QStringLiteral("2026-01-01T00:00:00Z")));
    bench.give(tokens);
    QTRY_COMPARE(bench.filter.rowCount(), 5);
    bench.filter.sort(TokenModel::LastUsed, Qt::AscendingOrder);
    QCOMPARE(namesOf(bench.filter),
        QStringList({QStringLiteral("c early"), QStringLiteral("e late"), QStringLiteral("d raw"),
            QStringLiteral("a never"), QStringLiteral("b not told")}));
    bench.filter.sort(TokenModel::LastUsed, Qt::DescendingOrder);
    QCOMPARE(namesOf(bench.filter),
        QStringList({QStringLiteral("e late"), QStringLiteral("c early"), QStringLiteral("d raw"),
            QStringLiteral("a never"), QStringLiteral("b not told")}));
}

void TestTokenFilter::tiesGoByAccountNameId()
{
    DemoDesk desk(300);
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    TokenFilter filter(model);
    QTRY_COMPARE(filter.rowCount(), model.rowCount());
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        filter.sort(TokenModel::LastUsed, order);
        int ties = 0;
        for (int row = 1; row < filter.rowCount(); ++row) {
            const Token &one = filter.tokenAt(row - 1);
            const Token &other = filter.tokenAt(row);
            if (!(one.lastUsedAt == other.lastUsedAt))
                continue;
            ++ties;
            const QString left = filter.sessionAt(row - 1)->account().name;
            const QString right = filter.sessionAt(row)->account().name;
            const int account = compareNaturally(left, right);
            QVERIFY(account <= 0);
            if (account == 0 && one.accountId == other.accountId) {
                const int name = compareNaturally(one.name.trimmed(), other.name.trimmed());
                QVERIFY(name <= 0);
                QVERIFY(name < 0 || one.id <= other.id);
            }
        }
        QVERIFY(ties > 10);
    }
}

void TestTokenFilter::descendingNamesKeepTies()
{
    Bench bench;
    bench.give({makeToken(*bench.session, QStringLiteral("2"), QStringLiteral("same")),
        makeToken(*bench.session, QStringLiteral("1"), QStringLiteral("same")),
        makeToken(*bench.session, QStringLiteral("3"), QStringLiteral("token 10")),
        makeToken(*bench.session, QStringLiteral("4"), QStringLiteral("token 9"))});
    QTRY_COMPARE(bench.filter.rowCount(), 4);
    const auto ids = [&bench] {
        QString text;
        for (int row = 0; row < bench.filter.rowCount(); ++row)
            text += bench.filter.tokenAt(row).id;
        return text;
    };
    QCOMPARE(ids(), QStringLiteral("1243"));
    bench.filter.sort(TokenModel::Name, Qt::DescendingOrder);
    QCOMPARE(ids(), QStringLiteral("3412"));
}

void TestTokenFilter::newRowsAreSortedIn()
{
    Bench bench;
    const QAbstractItemModelTester tester(
        &bench.filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    // Pages in an order that is not the sorted one; the later ones are small enough to be merged.
    for (const int size : {200, 7, 1, 20, 3}) {
        QList<Token> page;
        for (int i = 0; i < size; ++i) {
            const int number = (bench.model.rowCount() + i) * 7919 % 1000;
            Token token = makeToken(*bench.session, QStringLiteral("%1-%2").arg(size).arg(i),
                QStringLiteral("token %1").arg(number));
            token.createdAt = Moment::at(QDateTime::fromSecsSinceEpoch(number * 37 % 101, Qt::UTC));
            page.append(token);
        }
        bench.give(page);
        QTRY_COMPARE(bench.filter.rowCount(), bench.model.rowCount());
        const QStringList names = namesOf(bench.filter);
        QVERIFY(std::is_sorted(names.cbegin(), names.cend(),
            [](const QString &one, const QString &other) { return compareNaturally(one, other) < 0; }));
    }
    bench.filter.sort(TokenModel::Created, Qt::DescendingOrder);
    bench.give({makeToken(*bench.session, QStringLiteral("late"), QStringLiteral("token 5"))});
    QTRY_COMPARE(bench.filter.rowCount(), bench.model.rowCount());
    for (int row = 1; row + 1 < bench.filter.rowCount(); ++row)
        QVERIFY(
            bench.filter.tokenAt(row - 1).createdAt.msecs() >= bench.filter.tokenAt(row).createdAt.msecs());
    QCOMPARE(bench.filter.tokenAt(bench.filter.rowCount() - 1).id, QStringLiteral("late"));
}

void TestTokenFilter::rowsAreShownBeforeTheyCanBeSearched()
{
    constexpr int count = 30'000; // reading their words takes longer than a moment
    Bench bench;
    QList<Token> tokens;
    for (int i = 0; i < count; ++i) {
        Token token = makeToken(*bench.session, QString::number(i), QStringLiteral("name %1").arg(i));
        token.description = i % 3 ? QStringLiteral("plain") : QStringLiteral("wanted");
        tokens.append(token);
    }
    const QSignalSpy shown(&bench.filter, &TokenFilter::arrivalsShown);
    bench.give(tokens);
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(bench.filter.rowCount(), count);
    QVERIFY(!bench.filter.hasArrivals());

    // At once, long before all words can have been read: nothing wrong is shown, and nothing stays away.
    bench.filter.setSearch(QStringLiteral("wanted"));
    for (int row = 0; row < bench.filter.rowCount(); ++row)
        QCOMPARE(bench.filter.tokenAt(row).description, QStringLiteral("wanted"));
    QTRY_COMPARE(bench.filter.rowCount(), count / 3);
    bench.filter.setSearch(QStringLiteral("wanted 29997"));
    QCOMPARE(bench.filter.rowCount(), 1);

    Token renamed = tokens.at(3);
    renamed.description = QStringLiteral("plain");
    bench.give({renamed});
    bench.filter.setSearch(QString());
    QCOMPARE(bench.filter.rowCount(), count);
    bench.filter.setSearch(QStringLiteral("wanted"));
    QTRY_COMPARE(bench.filter.rowCount(), count / 3 - 1);
}

void TestTokenFilter::rowsThatChangeBeforeTheyAreShown()
{
    Bench bench;
    QList<Token> tokens;
    for (int i = 0; i < 5; ++i)
        tokens.append(makeToken(*bench.session, QString::number(i), QStringLiteral("name %1").arg(i)));
    bench.give(tokens);
    Token changed = tokens.at(4); // the first ones have not been read yet
    changed.name = QStringLiteral("zebra");
    bench.give({changed});
    QTRY_COMPARE(bench.filter.rowCount(), 5);
    bench.filter.setSearch(QStringLiteral("zebra"));
    QTRY_COMPARE(bench.filter.rowCount(), 1);
    QCOMPARE(bench.filter.tokenAt(0).id, changed.id);
    bench.filter.setSearch(QStringLiteral("\"name 0\""));
    QCOMPARE(bench.filter.rowCount(), 0);
    bench.filter.setSearch(QStringLiteral("name"));
    QCOMPARE(bench.filter.rowCount(), 4);
}

void TestTokenFilter::changedRowsMove()
{
    Bench bench;
    QList<Token> tokens;
    for (int i = 0; i < 50; ++i)
        tokens.append(makeToken(*bench.session, QString::number(i), QStringLiteral("name %1").arg(i)));
    bench.give(tokens);
    QTRY_COMPARE(bench.filter.rowCount(), 50);
    Token renamed = tokens.at(10);
    renamed.name = QStringLiteral("zebra");
    bench.give({renamed});
    QTRY_COMPARE(bench.filter.rowOf(renamed.key()), 49);
    bench.filter.setSearch(QStringLiteral("zebra"));
    QCOMPARE(bench.filter.rowCount(), 1);
    bench.filter.setSearch(QStringLiteral("\"name 10\""));
    QCOMPARE(bench.filter.rowCount(), 0);
    bench.filter.setSearch(QStringLiteral("quagga"));
    QCOMPARE(bench.filter.rowCount(), 0);
    renamed.name = QStringLiteral("quagga");
    bench.give({renamed});
    QTRY_COMPARE(bench.filter.rowCount(), 1);
}

void TestTokenFilter::removedRowsGo()
{
    Bench bench;
    const QAbstractItemModelTester tester(
        &bench.filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<Token> tokens;
    for (int i = 0; i < 40; ++i)
        tokens.append(makeToken(*bench.session, QString::number(i), QStringLiteral("name %1").arg(i)));
    bench.give(tokens);
    QTRY_COMPARE(bench.filter.rowCount(), 40);
    bench.filter.sort(TokenModel::Created, Qt::AscendingOrder);
    Q_EMIT bench.session->tokensRemoved(
        {tokens.at(3).key(), tokens.at(4).key(), tokens.at(20).key(), tokens.at(39).key()});
    QCOMPARE(bench.filter.rowCount(), 36);
    QCOMPARE(bench.filter.rowOf(tokens.at(20).key()), -1);
    QVERIFY(bench.filter.rowOf(tokens.at(38).key()) >= 0);
    QStringList expected;
    for (int i = 0; i < 40; ++i) {
        if (i != 3 && i != 4 && i != 20 && i != 39)
            expected.append(QStringLiteral("name %1").arg(i));
    }
    QCOMPARE(namesOf(bench.filter), expected);
    bench.filter.setSearch(QStringLiteral("38"));
    QCOMPARE(namesOf(bench.filter), QStringList{QStringLiteral("name 38")});
    // A removal while new rows still wait to be read.
    bench.filter.setSearch(QString());
    bench.give({makeToken(*bench.session, QStringLiteral("new"), QStringLiteral("newer"))});
    Q_EMIT bench.session->tokensRemoved({tokens.at(0).key()});
    QTRY_COMPARE(bench.filter.rowCount(), 36);
    QVERIFY(bench.filter.rowOf(tokens.at(0).key()) < 0);
}

void TestTokenFilter::statesAreResorted()
{
    Bench bench;
    Token soon = makeToken(*bench.session, QStringLiteral("1"), QStringLiteral("a soon"));
    soon.expiresAt = Moment::at(bench.desk.clock.nowUtc().addDays(40));
    Token expired = makeToken(*bench.session, QStringLiteral("2"), QStringLiteral("b expired"));
    expired.expiresAt = Moment::at(bench.desk.clock.nowUtc().addDays(-1));
    const Token never = makeToken(*bench.session, QStringLiteral("3"), QStringLiteral("c never"));
    bench.give({soon, expired, never});
    QTRY_COMPARE(bench.filter.rowCount(), 3);
    bench.filter.sort(TokenModel::Status, Qt::AscendingOrder);
    QCOMPARE(namesOf(bench.filter),
        QStringList({QStringLiteral("b expired"), QStringLiteral("a soon"), QStringLiteral("c never")}));
    bench.filter.setView(TokenFilter::View::Expired);
    QCOMPARE(bench.filter.rowCount(), 1);
    QSignalSpy counts(&bench.filter, &TokenFilter::countsChanged);
    bench.desk.clock.set(bench.desk.clock.nowUtc().addDays(50));
    bench.model.tick();
    QCOMPARE(namesOf(bench.filter), QStringList({QStringLiteral("a soon"), QStringLiteral("b expired")}));
    QCOMPARE(bench.filter.countOf(TokenFilter::View::Expired), 2);
    QVERIFY(counts.count() > 0);
}

void TestTokenFilter::countsAreOverAll()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    TokenFilter filter(model);
    QTRY_COMPARE(filter.rowCount(), model.rowCount());
    filter.setSearch(QStringLiteral("nothing has this"));
    QCOMPARE(filter.rowCount(), 0);
    QCOMPARE(filter.totalCount(), model.rowCount());
    int sum = 0;
    const QList<Session *> all = desk.sessions.all();
    for (const Session *session : all) {
        QCOMPARE(filter.countOfAccount(session->account().id), int(session->tokens().size()));
        sum += filter.countOfAccount(session->account().id);
    }
    QCOMPARE(sum, model.rowCount());
    QCOMPARE(filter.countOfAccount(QStringLiteral("unknown")), 0);
}

void TestTokenFilter::rowsOfKeys()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    TokenFilter filter(model);
    QTRY_COMPARE(filter.rowCount(), model.rowCount());
    const QList<TokenKey> keys{filter.tokenAt(5).key(), filter.tokenAt(2).key(), {}};
    QCOMPARE(filter.rowsOf(keys), QList<int>({2, 5}));
    QCOMPARE(filter.rowOf(keys.constFirst()), 5);
    QVERIFY(filter.rowsOf({}).isEmpty());
}

void TestTokenFilter::haystackForgetsAndCompacts()
{
    Haystack haystack;
    const QByteArray filler(4096, 'x');
    for (int row = 0; row < 600; ++row)
        haystack.append(filler + "row" + QByteArray::number(row) + "end", "shared");
    // Often enough that the block is made anew several times.
    for (int round = 0; round < 3; ++round) {
        for (int row = 0; row < 600; ++row)
            haystack.replace(row, filler + "round" + QByteArray::number(round), "other");
    }
    haystack.replace(7, "seven", "other");
    std::vector<quint8> marks;
    haystack.match({"seven", "other"}, marks, 0, false);
    QCOMPARE(std::count(marks.cbegin(), marks.cend(), quint8(1)), 1);
    QVERIFY(marks[7] == 1);
    haystack.match({"shared"}, marks, 0, false);
    QCOMPARE(std::count(marks.cbegin(), marks.cend(), quint8(1)), 0);
    QList<int> newRows(600, -1);
    newRows[7] = 0;
    newRows[9] = 1;
    haystack.renumber(newRows);
    QCOMPARE(haystack.rowCount(), 2);
    QVERIFY(haystack.matches(0, {"seven"}));
    QVERIFY(haystack.matches(1, {"round2", "other"}));
    QVERIFY(!haystack.matches(1, {"round1"}));
}

QTEST_MAIN(TestTokenFilter)
#include "tst_tokenfilter.moc"
