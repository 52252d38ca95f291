// SPDX-License-Identifier: MIT
#include "net/retrypolicy.h"

#include <QTest>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const QDateTime now({1994, 11, 6}, {8, 49, 0}, Qt::UTC);

QByteArray shown(const std::optional<milliseconds> &wait)
{
    return wait ? QByteArray::number(static_cast<qlonglong>(wait->count())) : QByteArrayLiteral("none");
}

} // namespace

class TestRetryPolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decision_data();
    void decision();
    void backoffDoublesUpToTheLongest();
    void jitterSpreads();
    void retryAfterDecides();
    void retryAfterHeader_data();
    void retryAfterHeader();
    void twoDigitYearsFollowTheCentury();
    void rateLimitReset_data();
    void rateLimitReset();
};

void TestRetryPolicy::decision_data()
{
    QTest::addColumn<bool>("isMutating");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("repeats");

    const auto row = [](const char *name, bool isMutating, int attempt, Error::Kind kind, int status,
                         bool repeats) {
        QTest::newRow(name) << isMutating << attempt << kind << status << repeats;
    };
    row("no answer", false, 1, Error::Kind::Network, 0, true);
    row("no answer, second", false, 2, Error::Kind::Network, 0, true);
    row("no answer, last", false, 3, Error::Kind::Network, 0, false);
    row("cut answer", false, 1, Error::Kind::Network, 200, true);
    row("time-out", false, 1, Error::Kind::Timeout, 0, true);
    row("429", false, 1, Error::Kind::RateLimited, 429, true);
    row("429, last", false, 3, Error::Kind::RateLimited, 429, false);
    row("500", false, 1, Error::Kind::Server, 500, true);
    row("501", false, 1, Error::Kind::Server, 501, false);
    row("502", false, 1, Error::Kind::Server, 502, true);
    row("503", false, 1, Error::Kind::Server, 503, true);
    row("504", false, 1, Error::Kind::Server, 504, true);
    row("505", false, 1, Error::Kind::Server, 505, false);
    for (const int status : {400, 408, 422})
        row(QByteArray::number(status).constData(), false, 1, Error::Kind::Invalid, status, false);
    row("401", false, 1, Error::Kind::Auth, 401, false);
    row("403", false, 1, Error::Kind::Forbidden, 403, false);
    row("404", false, 1, Error::Kind::NotFound, 404, false);
    row("409", false, 1, Error::Kind::Conflict, 409, false);
    row("302", false, 1, Error::Kind::Protocol, 302, false);
    row("unreadable", false, 1, Error::Kind::Protocol, 200, false);
    row("tls", false, 1, Error::Kind::Tls, 0, false);
    row("cancelled", false, 1, Error::Kind::Cancelled, 0, false);
    row("change, no answer", true, 1, Error::Kind::Network, 0, false);
    row("change, time-out", true, 1, Error::Kind::Timeout, 0, false);
    row("change, 429", true, 1, Error::Kind::RateLimited, 429, false);
    row("change, 503", true, 1, Error::Kind::Server, 503, false);
}

void TestRetryPolicy::decision()
{
    QFETCH(const bool, isMutating);
    QFETCH(const int, attempt);
    QFETCH(const Error::Kind, kind);
    QFETCH(const int, status);
    QFETCH(const bool, repeats);

    AttemptOutcome outcome;
    outcome.isMutating = isMutating;
    outcome.attempt = attempt;
    outcome.kind = kind;
    outcome.httpStatus = status;
    QCOMPARE(retryDecision(outcome).has_value(), repeats);
    outcome.retryAfter = 1s;
    QCOMPARE(retryDecision(outcome), repeats ? std::optional<milliseconds>(1s) : std::nullopt);
}

void TestRetryPolicy::backoffDoublesUpToTheLongest()
{
    AttemptOutcome outcome;
    outcome.maxAttempts = 100;
    QList<qint64> waits;
    for (const int attempt : {1, 2, 3, 4, 5, 6, 7, 8, 99}) {
        outcome.attempt = attempt;
        waits += backoff(outcome).count();
    }
    QCOMPARE(waits, QList<qint64>({500, 1000, 2000, 4000, 8000, 16000, 20000, 20000, 20000}));
}

void TestRetryPolicy::jitterSpreads()
{
    AttemptOutcome outcome;
    outcome.jitter = 0.0;
    QCOMPARE(backoff(outcome), 250ms);
    outcome.jitter = 1.0;
    QCOMPARE(backoff(outcome), 750ms);
    outcome.attempt = 50;
    QCOMPARE(backoff(outcome), 20s);
}

void TestRetryPolicy::retryAfterDecides()
{
    AttemptOutcome outcome;
    outcome.kind = Error::Kind::RateLimited;
    outcome.httpStatus = 429;
    outcome.retryAfter = 0ms;
    QCOMPARE(shown(retryDecision(outcome)), "0");
    outcome.retryAfter = 120s;
    QCOMPARE(shown(retryDecision(outcome)), "120000");
    outcome.retryAfter = 121s;
    QCOMPARE(shown(retryDecision(outcome)), "none");
}

void TestRetryPolicy::retryAfterHeader_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("wait");
    const auto row = [](const char *header, const char *wait) {
        QTest::newRow(*header ? header : "empty") << QByteArray(header) << QByteArray(wait);
    };
    row("0", "0");
    row("1", "1000");
    row(" 120 ", "120000");
    row("999999999999", "999999999999000");
    row("Sun, 06 Nov 1994 08:49:37 GMT", "37000");
    row("Sunday, 06-Nov-94 08:49:37 GMT", "37000");
    row("Sun Nov  6 08:49:37 1994", "37000");
    row("Sun, 06 Nov 1994 08:49:60 GMT", "59000");
    row("Wed, 16 Nov 1994 08:49:00 GMT", "864000000");
    row("Wed Nov 16 08:49:00 1994", "864000000");
    row("Sun, 06 Nov 1994 08:48:00 GMT", "0");
    row("Thu, 01 Jan 1970 00:00:00 GMT", "0");
    row("", "none");
    row("-1", "none");
    row("+1", "none");
    row("1.5", "none");
    row("1e3", "none");
    row("soon", "none");
    row("99999999999999999999", "none");
    row("Sun, 06 Nov 1994 08:49:37", "none");
    row("Sun, 06 Nov 1994 08:49:37 CET", "none");
    row("Sun, 31 Feb 1994 08:49:37 GMT", "none");
    row("Sun, 06 Now 1994 08:49:37 GMT", "none");
    row("Sun, 06 Nov 1994 24:49:37 GMT", "none");
    row("Sun, 06 Nov 1994 08:49 GMT", "none");
    row("Sunday, 06-Nov-1994 08:49:37 GMT", "none");
    row("Sunday, 06-Nov 08:49:37 GMT", "none");
}

void TestRetryPolicy::retryAfterHeader()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, wait);
    QCOMPARE(shown(parseRetryAfter(header, now)), wait);
}

void TestRetryPolicy::twoDigitYearsFollowTheCentury()
{
    const QDateTime later({2026, 11, 6}, {8, 49, 0}, Qt::UTC);
    QCOMPARE(shown(parseRetryAfter("Friday, 06-Nov-26 08:49:37 GMT", later)), "37000");
    QVERIFY(parseRetryAfter("Friday, 06-Nov-76 08:49:37 GMT", later).value_or(0ms) > 24h * 365 * 49);
    QCOMPARE(shown(parseRetryAfter("Sunday, 06-Nov-94 08:49:37 GMT", later)), "0");
}

void TestRetryPolicy::rateLimitReset_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("wait");
    const qint64 unixNow = now.toSecsSinceEpoch();
    QTest::newRow("in 90 s") << QByteArray::number(unixNow + 90) << QByteArray("90000");
    QTest::newRow("now") << QByteArray::number(unixNow) << QByteArray("none");
    QTest::newRow("past") << QByteArray::number(unixNow - 90) << QByteArray("none");
    QTest::newRow("empty") << QByteArray() << QByteArray("none");
    QTest::newRow("words") << QByteArray("tomorrow") << QByteArray("none");
}

void TestRetryPolicy::rateLimitReset()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, wait);
    QCOMPARE(shown(parseRateLimitReset(header, now)), wait);
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
