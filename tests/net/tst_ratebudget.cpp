// SPDX-License-Identifier: MIT
#include "net/ratebudget.h"
#include "net/ratebudgets.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <random>

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Method = HttpRequest::Method;
using Instant = RateBudget::Instant;

namespace {

constexpr RateLimits documented{25, 10, 5};

} // namespace

/// What leaves never makes a second of the service's too full.
class TestRateBudget final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondsWorthLeavesAtOnce_data();
    void aSecondsWorthLeavesAtOnce();
    void placesComeBackASecondAfterTheirAnswers();
    void unansweredOnesKeepTheirPlace();
    void withoutLimitsNobodyWaits();
    void kindsAreCountedApart();
    void noSecondIsEverTooFull_data();
    void noSecondIsEverTooFull();
    void pauseHoldsForAll();
    void shorterPauseChangesNothing();
    void spentAllowanceWaitsForItsReset();
    void whatIsUnderWayMayNotBeCountedYet();
    void headersWithoutMeaning();
    void oneBudgetForOneCredential();
};

void TestRateBudget::aSecondsWorthLeavesAtOnce_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<int>("limit");
    QTest::newRow("GET") << Method::Get << 25;
    QTest::newRow("POST") << Method::Post << 10;
    QTest::newRow("DELETE") << Method::Delete << 5;
}

void TestRateBudget::aSecondsWorthLeavesAtOnce()
{
    QFETCH(const Method, method);
    QFETCH(const int, limit);
    RateBudget budget(documented);
    const Instant now{1h};
    for (int i = 0; i < limit; ++i) {
        QCOMPARE(budget.wait(method, now), 0ms);
        budget.ended(budget.take(method, now), {}, now);
    }
    QCOMPARE(budget.wait(method, now), 1000ms);
    QCOMPARE(budget.wait(method, now + 400ms), 600ms);
    QCOMPARE(budget.wait(method, now + 1s), 0ms);
}

void TestRateBudget::placesComeBackASecondAfterTheirAnswers()
{
    RateBudget budget({2, 0, 0});
    const Instant start{1h};
    const quint64 first = budget.take(Method::Get, start);
    const quint64 second = budget.take(Method::Get, start);
    budget.ended(second, {}, start + 300ms);
    QCOMPARE(budget.wait(Method::Get, start + 1200ms), 100ms);
    QCOMPARE(budget.wait(Method::Get, start + 1300ms), 0ms);
    const quint64 third = budget.take(Method::Get, start + 1300ms);
    budget.ended(first, {}, start + 1400ms);
    QCOMPARE(budget.wait(Method::Get, start + 1400ms), 1000ms);
    budget.ended(third, {}, start + 1500ms);
    QCOMPARE(budget.wait(Method::Get, start + 1500ms), 900ms);
}

void TestRateBudget::unansweredOnesKeepTheirPlace()
{
    RateBudget budget({1, 0, 0});
    const Instant start{1h};
    const quint64 only = budget.take(Method::Get, start);
    const milliseconds wait = budget.wait(Method::Get, start + 1h);
    QVERIFY(wait > 0ms && wait <= 1s);
    budget.ended(only, {}, start + 1h);
    QCOMPARE(budget.wait(Method::Get, start + 1h), 1000ms);
}

void TestRateBudget::withoutLimitsNobodyWaits()
{
    RateBudget budget;
    const Instant now{1h};
    for (int i = 0; i < 1000; ++i) {
        QCOMPARE(budget.wait(Method::Post, now), 0ms);
        budget.ended(budget.take(Method::Post, now), {}, now);
    }
}

void TestRateBudget::kindsAreCountedApart()
{
    RateBudget budget({1, 1, 1});
    const Instant now{1h};
    (void)budget.take(Method::Get, now);
    QVERIFY(budget.wait(Method::Get, now) > 0ms);
    QCOMPARE(budget.wait(Method::Post, now), 0ms);
    QCOMPARE(budget.wait(Method::Delete, now), 0ms);
}

void TestRateBudget::noSecondIsEverTooFull_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("longest");
    for (const int longest : {0, 5, 90, 700, 3000}) {
        for (int seed = 1; seed <= 8; ++seed)
            QTest::addRow("%d ms, %d", longest, seed) << seed << longest;
    }
}

/// A network that delivers each request at any moment between its sending and its answer.
void TestRateBudget::noSecondIsEverTooFull()
{
    QFETCH(const int, seed);
    QFETCH(const int, longest);
    std::mt19937 random(static_cast<unsigned>(seed));
    const auto upTo = [&random](int limit) {
        return static_cast<int>(random() % static_cast<unsigned>(limit + 1));
    };
    RateBudget budget(documented);
    struct Flight
    {
        quint64 number;
        qint64 answeredAt;
    };
    QList<Flight> flights;
    QList<qint64> arrivals;
    for (qint64 ms = 0; arrivals.size() < 300; ++ms) {
        QVERIFY2(ms < 120'000, "it came to a stop");
        const Instant now{3600s + milliseconds(ms)};
        for (qsizetype i = flights.size() - 1; i >= 0; --i) {
            if (flights.at(i).answeredAt <= ms)
                budget.ended(flights.takeAt(i).number, {}, now);
        }
        while (flights.size() < 40 && budget.wait(Method::Get, now) == 0ms && arrivals.size() < 300) {
            const int there = upTo(longest);
            flights.append({budget.take(Method::Get, now), ms + there + upTo(longest)});
            arrivals += ms + there;
        }
    }
    std::sort(arrivals.begin(), arrivals.end());
    for (qsizetype i = 25; i < arrivals.size(); ++i)
        QVERIFY2(arrivals.at(i) - arrivals.at(i - 25) >= 1000, qPrintable(QString::number(i)));
}

void TestRateBudget::pauseHoldsForAll()
{
    RateBudget budget;
    const Instant now{1h};
    budget.pauseFor(30s, now);
    for (const Method method : {Method::Get, Method::Post, Method::Delete})
        QCOMPARE(budget.wait(method, now + 10s), milliseconds(20s));
    QCOMPARE(budget.pause(now + 10s), milliseconds(20s));
    QCOMPARE(budget.pause(now + 30s), 0ms);
    QCOMPARE(budget.wait(Method::Get, now + 30s), 0ms);
}

void TestRateBudget::shorterPauseChangesNothing()
{
    RateBudget budget;
    const Instant now{1h};
    budget.pauseFor(30s, now);
    budget.pauseFor(1s, now);
    QCOMPARE(budget.pause(now), milliseconds(30s));
}

void TestRateBudget::spentAllowanceWaitsForItsReset()
{
    RateBudget budget;
    const Instant now{1h};
    budget.ended(budget.take(Method::Get, now), {2, 60s}, now);
    QCOMPARE(budget.wait(Method::Get, now), 0ms);
    const quint64 first = budget.take(Method::Get, now);
    const quint64 second = budget.take(Method::Post, now);
    // Two are under way and nothing is left; the answers will tell.
    QVERIFY(budget.wait(Method::Get, now) > 0ms);
    QCOMPARE(budget.pause(now), 0ms);
    budget.ended(first, {1, 59s}, now + 1s);
    budget.ended(second, {0, 58s}, now + 2s);
    QCOMPARE(budget.pause(now + 2s), milliseconds(58s));
    QCOMPARE(budget.wait(Method::Get, now + 2s), milliseconds(58s));
    QCOMPARE(budget.wait(Method::Get, now + 60s), 0ms);
}

void TestRateBudget::whatIsUnderWayMayNotBeCountedYet()
{
    RateBudget budget;
    const Instant now{1h};
    const quint64 first = budget.take(Method::Get, now);
    const quint64 second = budget.take(Method::Get, now);
    budget.ended(first, {1, 60s}, now);
    QVERIFY(budget.wait(Method::Get, now) > 0ms);
    QCOMPARE(budget.pause(now), 0ms);
    // It was counted already.
    budget.ended(second, {1, 60s}, now);
    QCOMPARE(budget.wait(Method::Get, now), 0ms);
}

void TestRateBudget::headersWithoutMeaning()
{
    RateBudget budget;
    const Instant now{1h};
    budget.ended(budget.take(Method::Get, now), {0, {}}, now); // no end: it could be for ever
    QCOMPARE(budget.wait(Method::Get, now), 0ms);
    budget.ended(budget.take(Method::Get, now), {-1, 60s}, now);
    QCOMPARE(budget.wait(Method::Get, now), 0ms);
    budget.ended(4711, {}, now);
    QCOMPARE(budget.wait(Method::Get, now), 0ms);
}

void TestRateBudget::oneBudgetForOneCredential()
{
    RateBudgets budgets;
    const QUrl service(QStringLiteral("https://api.example.test/v1"));
    const auto one = budgets.budgetOf(service, "Bearer a", documented);
    QCOMPARE(
        budgets.budgetOf(QUrl(QStringLiteral("https://API.example.test/v1alpha1")), "Bearer a", documented),
        one);
    QVERIFY(budgets.budgetOf(service, "Bearer b", documented) != one);
    QVERIFY(budgets.budgetOf(QUrl(QStringLiteral("https://other.example.test/v1")), "Bearer a", documented)
        != one);
    (void)one->take(Method::Get, Instant{1h});
}

QTEST_GUILESS_MAIN(TestRateBudget)
#include "tst_ratebudget.moc"
