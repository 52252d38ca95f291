// SPDX-License-Identifier: MIT
#include "session/listing.h"

#include "session/line.h"
#include "support/demofixture.h"

#include <QSignalSpy>

namespace {

const QString listOperation = QStringLiteral("listOrganizationApiTokens");
constexpr int extraTokens = 2500;

DemoOptions manyTokens()
{
    DemoOptions options;
    options.extraTokens = extraTokens;
    return options;
}

Fault faultOf(Fault::Kind kind, qint64 number)
{
    Fault fault;
    fault.kind = kind;
    fault.number = number;
    return fault;
}

/// Status 404 for one page, which nobody tries again.
Fault brokenPage()
{
    Fault fault;
    fault.kind = Fault::Kind::Status;
    fault.status = 404;
    return fault;
}

/// One listing of the largest organization, run to its end.
class Run final
{
public:
    Run(DemoFixture &demo, ListingLimits limits = {})
        : m_demo(demo)
        , m_account(demo.account(QStringLiteral("astronomer")))
        , m_line(m_account.account, Secret(QByteArray(m_account.credential)), demo.clock(), demo.background())
        , m_listing(m_line.provider(), TokenPlace(), m_line.turnstile(), demo.clock(), limits)
    {
        QObject::connect(&m_listing, &Listing::pageArrived, &m_listing, [this](const TokenPtrs &tokens) {
            for (const TokenPtr &token : tokens)
                m_arrived.insert(token->id);
        });
        QObject::connect(&m_listing, &Listing::finished, &m_listing, [this](const ListingOutcome &outcome) {
            ++m_finishedCount;
            m_outcome = outcome;
        });
        QObject::connect(&m_demo.server(), &DemoServer::requestSeen, &m_listing, [this] { ++m_requests; });
    }

    [[nodiscard]] bool finish()
    {
        m_listing.start();
        return QTest::qWaitFor([this] { return m_finishedCount > 0; }, 30'000);
    }

    /// The id of the token at the beginning of the list; empty when it cannot be read.
    [[nodiscard]] QString firstToken()
    {
        std::optional<Result<TokenPage>> page;
        m_line.provider()
            .listTokens(&m_listing, TokenPlace(), {0, 1})
            ->onFinished(&m_listing, [&page](Result<TokenPage> &&result) { page = std::move(result); });
        const bool isRead = QTest::qWaitFor([&page] { return page.has_value(); }, 30'000);
        return isRead && page->ok() ? page->value().tokens.constFirst()->id : QString();
    }

    [[nodiscard]] qint64 truth() const
    {
        return m_demo.server().tokenCount(m_account.account.organizationId);
    }
    [[nodiscard]] const ListingOutcome &outcome() const { return *m_outcome; }
    [[nodiscard]] const QSet<QString> &arrived() const { return m_arrived; }
    [[nodiscard]] int requests() const { return m_requests; }
    [[nodiscard]] Listing &listing() { return m_listing; }
    [[nodiscard]] const DemoAccount &account() const { return m_account; }

private:
    DemoFixture &m_demo;
    DemoAccount m_account;
    Line m_line;
    Listing m_listing;
    std::optional<ListingOutcome> m_outcome;
    QSet<QString> m_arrived;
    int m_finishedCount = 0;
    int m_requests = 0;
};

} // namespace

class ListingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsEveryToken()
    {
        DemoFixture demo(manyTokens());
        Run run(demo);
        const QSignalSpy progressed(&run.listing(), &Listing::progressChanged);
        QVERIFY(run.finish());
        QVERIFY(run.outcome().isComplete);
        QVERIFY(!run.outcome().error);
        QCOMPARE(run.outcome().tokenIds.size(), run.truth());
        QCOMPARE(run.arrived(), run.outcome().tokenIds);
        QCOMPARE(run.requests(), 3);
        const ListingProgress end = run.listing().progress();
        QCOMPARE(end, (ListingProgress{run.truth(), run.truth(), 3, 3}));
        QVERIFY(progressed.size() >= 2);
    }

    void fallsToASmallerPage()
    {
        DemoFixture demo(manyTokens());
        demo.addFault(listOperation, faultOf(Fault::Kind::RefuseLimit, 100), -1);
        Run run(demo);
        QVERIFY(run.finish());
        QVERIFY(run.outcome().isComplete);
        QCOMPARE(run.outcome().tokenIds.size(), run.truth());
    }

    void asksForAtMostSixPagesAtOnce()
    {
        DemoOptions options = manyTokens();
        options.latency = std::chrono::milliseconds(20);
        DemoFixture demo(options);
        demo.addFault(listOperation, faultOf(Fault::Kind::RefuseLimit, 100), -1);
        Run run(demo);
        QSet<quintptr> connections;
        connect(&demo.server(), &DemoServer::requestSeen, this,
            [&connections](const SeenRequest &request) { connections.insert(request.connection); });
        QVERIFY(run.finish());
        QVERIFY(run.outcome().isComplete);
        QVERIFY2(connections.size() <= 6, qPrintable(QString::number(connections.size())));
        QVERIFY(connections.size() > 1);
    }

    void adaptsToAServerThatIgnoresTheLimit()
    {
        DemoOptions options;
        options.extraTokens = 300;
        DemoFixture demo(options);
        demo.addFault(listOperation, Fault::Kind::IgnoreLimit, -1);
        Run run(demo);
        QVERIFY(run.finish());
        QVERIFY(run.outcome().isComplete);
        QCOMPARE(run.outcome().tokenIds.size(), run.truth());
    }

    void readsAgainWhenPagesShift()
    {
        DemoFixture demo(manyTokens());
        demo.addFault(listOperation, Fault::Kind::ShiftPages, 2, 1);
        Run run(demo);
        QVERIFY(run.finish());
        QVERIFY(run.outcome().isComplete);
        QCOMPARE(run.outcome().tokenIds.size(), run.truth());
        // What was deleted meanwhile had been seen, and is gone in the end.
        QCOMPARE(run.arrived().size(), run.truth() + 2);
        QVERIFY(run.requests() > 3);
    }

    void givesUpOnAListThatNeverStandsStill()
    {
        DemoFixture demo(manyTokens());
        demo.addFault(listOperation, Fault::Kind::ShiftPages, -1);
        Run run(demo);
        QVERIFY(run.finish());
        QVERIFY(!run.outcome().isComplete);
        QVERIFY(run.outcome().hasPages);
        QCOMPARE(run.outcome().error->kind, Error::Kind::Protocol);
        QVERIFY2(run.requests() >= 9 && run.requests() <= 15, qPrintable(QString::number(run.requests())));
    }

    void seesATokenThatAppearsBetweenPages()
    {
        DemoFixture demo(manyTokens());
        Run run(demo);
        QString added;
        connect(&demo.server(), &DemoServer::requestSeen, this, [&] {
            if (added.isEmpty() && run.requests() >= 1)
                added = demo.server().addToken(
                    run.account().account.organizationId, {}, QStringLiteral("in between"));
        });
        QVERIFY(run.finish());
        QVERIFY(!added.isEmpty());
        QVERIFY(run.outcome().isComplete);
        QVERIFY(run.outcome().tokenIds.contains(added));
        QCOMPARE(run.outcome().tokenIds.size(), run.truth());
    }

    void losesATokenThatDisappearsBetweenPages()
    {
        DemoFixture demo(manyTokens());
        Run run(demo);
        const QString removed = run.firstToken();
        QVERIFY(!removed.isEmpty());
        bool isRemoved = false;
        // When the second page is asked for, the first one has been made.
        connect(&demo.server(), &DemoServer::requestSeen, this, [&, before = run.requests()] {
            if (!isRemoved && run.requests() >= before + 2)
                isRemoved = demo.server().removeToken(removed);
        });
        QVERIFY(run.finish());
        QVERIFY(isRemoved);
        QVERIFY(run.outcome().isComplete);
        QVERIFY(run.arrived().contains(removed));
        QVERIFY(!run.outcome().tokenIds.contains(removed));
        QCOMPARE(run.outcome().tokenIds.size(), run.truth());
    }

    void tellsOfATotalThatIsTooHigh()
    {
        DemoFixture demo(manyTokens());
        demo.addFault(listOperation, faultOf(Fault::Kind::WrongTotal, 900'000'000), -1);
        Run run(demo);
        QVERIFY(run.finish());
        QVERIFY(!run.outcome().isComplete);
        QCOMPARE(run.outcome().tokenIds.size(), run.truth());
        QCOMPARE(run.outcome().error->kind, Error::Kind::Protocol);
        QVERIFY(run.outcome().error->technical.contains(QStringLiteral("900000000")));
        QVERIFY(run.outcome().error->technical.contains(QString::number(run.truth())));
        QVERIFY2(run.requests() <= 12, qPrintable(QString::number(run.requests())));
    }

    void findsEverythingBehindATotalThatIsTooLow()
    {
        DemoFixture demo(manyTokens());
        demo.addFault(listOperation, faultOf(Fault::Kind::WrongTotal, 10), -1);
        Run run(demo);
        QVERIFY(run.finish());
        QVERIFY(run.outcome().isComplete);
        QCOMPARE(run.outcome().tokenIds.size(), run.truth());
    }

    void stopsOnEndlessPages()
    {
        DemoFixture demo(manyTokens());
        demo.addFault(listOperation, Fault::Kind::EndlessPages, -1);
        ListingLimits limits;
        limits.tokens = 6000;
        Run run(demo, limits);
        QVERIFY(run.finish());
        QVERIFY(!run.outcome().isComplete);
        QCOMPARE(run.outcome().error->kind, Error::Kind::Protocol);
        QVERIFY(run.outcome().tokenIds.size() >= limits.tokens);
        QVERIFY2(run.requests() <= 14, qPrintable(QString::number(run.requests())));
    }

    void stopsOnRepeatedPages()
    {
        DemoFixture demo(manyTokens());
        demo.addFault(listOperation, Fault::Kind::RepeatedPages, -1);
        Run run(demo);
        QVERIFY(run.finish());
        QVERIFY(!run.outcome().isComplete);
        QCOMPARE(run.outcome().error->kind, Error::Kind::Protocol);
        QCOMPARE(run.outcome().tokenIds.size(), 1000);
        QVERIFY2(run.requests() <= 9, qPrintable(QString::number(run.requests())));
    }

    void bringsTheRestWhenAPageFails()
    {
        DemoFixture demo(manyTokens());
        demo.addFault(listOperation, brokenPage(), 1, 1);
        Run run(demo);
        QVERIFY(run.finish());
        QVERIFY(!run.outcome().isComplete);
        QVERIFY(run.outcome().hasPages);
        QCOMPARE(run.outcome().error->kind, Error::Kind::NotFound);
        const qint64 missing = run.truth() - run.outcome().tokenIds.size();
        QVERIFY2(missing > 400 && missing < 1000, qPrintable(QString::number(missing)));
    }

    void failsWhenTheFirstPageFails()
    {
        DemoFixture demo;
        demo.addFault(listOperation, brokenPage());
        Run run(demo);
        QVERIFY(run.finish());
        QVERIFY(!run.outcome().isComplete);
        QVERIFY(!run.outcome().hasPages);
        QCOMPARE(run.outcome().error->httpStatus, 404);
        QCOMPARE(run.requests(), 1);
    }

    void deletedMidwayItGivesItsPlacesBack()
    {
        DemoOptions options = manyTokens();
        options.latency = std::chrono::milliseconds(30);
        DemoFixture demo(options);
        const DemoAccount account = demo.account(QStringLiteral("astronomer"));
        Line line(account.account, Secret(QByteArray(account.credential)), demo.clock(), demo.background());
        Turnstile turnstile(2);
        auto first = std::make_unique<Listing>(line.provider(), TokenPlace(), turnstile, demo.clock());
        const QSignalSpy pages(first.get(), &Listing::pageArrived);
        first->start();
        QTRY_COMPARE(pages.size(), 1);
        Listing second(line.provider(), TokenPlace(), turnstile, demo.clock());
        const QSignalSpy finished(&second, &Listing::finished);
        second.start();
        first.reset();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QVERIFY(turnstile.tryEnter() && turnstile.tryEnter() && !turnstile.tryEnter());
    }
};

QTEST_GUILESS_MAIN(ListingTest)
#include "tst_listing.moc"
