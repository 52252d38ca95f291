// SPDX-License-Identifier: MIT
#include "core/expiry.h"

#include <QTest>

namespace {

const QDateTime now({2026, 11, 22}, {12, 0}, Qt::UTC);
constexpr qint64 dayMsecs = 24LL * 60 * 60 * 1000;

Moment inMsecs(qint64 msecs)
{
    return Moment::at(now.addMSecs(msecs));
}

} // namespace

class TestExpiry final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheState_data();
    void tellsTheState();
    void soonIsAParameter();
    void lastUseDoesNotChangeTheState();
    void neverUsedDiffersFromUnknown();
    void countsWholeDaysRoundedDown_data();
    void countsWholeDaysRoundedDown();
    void zonesDoNotMatter();
};

void TestExpiry::tellsTheState_data()
{
    QTest::addColumn<Moment>("startsAt");
    QTest::addColumn<Moment>("expiresAt");
    QTest::addColumn<ExpiryState>("state");
    using S = ExpiryState;
    const Moment noDate = Moment::fromText(QStringLiteral("some day"));
    const qint64 soon = expiringSoonDays * dayMsecs;

    QTest::newRow("not provided") << Moment() << Moment() << S::NotProvided;
    QTest::newRow("not provided, started") << inMsecs(-1) << Moment() << S::NotProvided;
    QTest::newRow("not provided, not started") << inMsecs(1) << Moment() << S::Pending;
    QTest::newRow("never, not provided start") << Moment() << Moment::absent() << S::NeverExpires;
    QTest::newRow("never, absent start") << Moment::absent() << Moment::absent() << S::NeverExpires;
    QTest::newRow("never, starts now") << inMsecs(0) << Moment::absent() << S::NeverExpires;
    QTest::newRow("never, starts in 1 ms") << inMsecs(1) << Moment::absent() << S::Pending;
    QTest::newRow("never, unreadable start") << noDate << Moment::absent() << S::NeverExpires;
    QTest::newRow("unreadable end") << inMsecs(-dayMsecs) << noDate << S::Unknown;
    QTest::newRow("unreadable end, not started") << inMsecs(dayMsecs) << noDate << S::Unknown;

    QTest::newRow("expired a second ago") << Moment() << inMsecs(-1000) << S::Expired;
    QTest::newRow("expires now") << Moment() << inMsecs(0) << S::Expired;
    QTest::newRow("expires in 1 ms") << Moment() << inMsecs(1) << S::ExpiringSoon;
    QTest::newRow("expires exactly at soon") << Moment() << inMsecs(soon) << S::ExpiringSoon;
    QTest::newRow("expires 1 ms after soon") << Moment() << inMsecs(soon + 1) << S::Active;
    QTest::newRow("long") << inMsecs(-dayMsecs) << inMsecs(3650 * dayMsecs) << S::Active;

    QTest::newRow("pending beats soon") << inMsecs(1) << inMsecs(dayMsecs) << S::Pending;
    QTest::newRow("pending, long") << inMsecs(dayMsecs) << inMsecs(90 * dayMsecs) << S::Pending;
    QTest::newRow("expired beats pending") << inMsecs(dayMsecs) << inMsecs(-dayMsecs) << S::Expired;
    QTest::newRow("starts now, ends soon") << inMsecs(0) << inMsecs(dayMsecs) << S::ExpiringSoon;
}

void TestExpiry::tellsTheState()
{
    QFETCH(Moment, startsAt);
    QFETCH(Moment, expiresAt);
    QFETCH(ExpiryState, state);
    Token token;
    token.startsAt = startsAt;
    token.expiresAt = expiresAt;
    QCOMPARE(expiryState(token, now), state);
}

void TestExpiry::soonIsAParameter()
{
    Token token;
    token.expiresAt = inMsecs(20 * dayMsecs);
    QCOMPARE(expiryState(token, now), ExpiryState::Active);
    QCOMPARE(expiryState(token, now, 20), ExpiryState::ExpiringSoon);
    QCOMPARE(expiryState(token, now, 19), ExpiryState::Active);
    token.expiresAt = inMsecs(1);
    QCOMPARE(expiryState(token, now, 0), ExpiryState::Active);
}

void TestExpiry::lastUseDoesNotChangeTheState()
{
    Token token;
    token.expiresAt = Moment::absent();
    for (const Moment &used : {Moment(), Moment::absent(), inMsecs(-1), inMsecs(1)}) {
        token.lastUsedAt = used;
        QCOMPARE(expiryState(token, now), ExpiryState::NeverExpires);
    }
}

void TestExpiry::neverUsedDiffersFromUnknown()
{
    Token neverUsed;
    neverUsed.lastUsedAt = Moment::absent();
    const Token notTold;
    Token unreadable;
    unreadable.lastUsedAt = Moment::fromText(QStringLiteral("yesterday"));
    QVERIFY(!(neverUsed == notTold));
    QVERIFY(!(neverUsed == unreadable));
    QVERIFY(!(notTold == unreadable));
    QCOMPARE(neverUsed.lastUsedAt.state(), Moment::State::Absent);
    QCOMPARE(notTold.lastUsedAt.state(), Moment::State::NotProvided);
    QCOMPARE(unreadable.lastUsedAt.state(), Moment::State::Unparsable);
}

void TestExpiry::countsWholeDaysRoundedDown_data()
{
    QTest::addColumn<qint64>("msecs");
    QTest::addColumn<qint64>("days");
    QTest::newRow("same instant") << qint64(0) << qint64(0);
    QTest::newRow("1 ms") << qint64(1) << qint64(0);
    QTest::newRow("a day less 1 ms") << dayMsecs - 1 << qint64(0);
    QTest::newRow("a day") << dayMsecs << qint64(1);
    QTest::newRow("a day and 1 ms") << dayMsecs + 1 << qint64(1);
    QTest::newRow("ten years") << 3650 * dayMsecs << qint64(3650);
    QTest::newRow("1 ms ago") << qint64(-1) << qint64(-1);
    QTest::newRow("a day ago") << -dayMsecs << qint64(-1);
    QTest::newRow("a day and 1 ms ago") << -dayMsecs - 1 << qint64(-2);
}

void TestExpiry::countsWholeDaysRoundedDown()
{
    QFETCH(qint64, msecs);
    QFETCH(qint64, days);
    QCOMPARE(wholeDaysBetween(now, now.addMSecs(msecs)), days);
}

void TestExpiry::zonesDoNotMatter()
{
    Token token;
    token.expiresAt = inMsecs(1000);
    const QDateTime elsewhere = now.toOffsetFromUtc(9 * 3600);
    QCOMPARE(expiryState(token, elsewhere), ExpiryState::ExpiringSoon);
    QCOMPARE(expiryState(token, elsewhere.addSecs(1)), ExpiryState::Expired);
    QCOMPARE(wholeDaysBetween(now, elsewhere.addDays(3)), 3);
}

QTEST_GUILESS_MAIN(TestExpiry)
#include "tst_expiry.moc"
