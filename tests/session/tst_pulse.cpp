// SPDX-License-Identifier: MIT
#include "session/pulse.h"

#include "core/account.h"
#include "session/healthtext.h"

#include <QTest>

using State = AccountHealth::State;

namespace {

const QDateTime start({2026, 11, 22}, {12, 0}, Qt::UTC);

Error refusedList(Error::Kind kind)
{
    Error error;
    error.kind = kind;
    error.outcome = Error::Outcome::Refused;
    error.httpStatus = kind == Error::Kind::Forbidden ? 403 : 401;
    error.when = start;
    return error;
}

} // namespace

/// What an account's answers, and their absence, say of it.
class TestPulse final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAskedNothingKnown();
    void anyAnswerConnects_data();
    void anyAnswerConnects();
    void refusedUntilTaken();
    void forbiddenListIsRefused();
    void offlineSinceTheFirstSilence();
    void expired_data();
    void expired();
    void takenAfterItsEnd();
    void anotherCredentialBeginsAnew();
    void clocks_data();
    void clocks();
    void expiryFollowsTheServicesClock();
    void words();
};

void TestPulse::nothingAskedNothingKnown()
{
    const AccountHealth health = Pulse().health(start);
    QCOMPARE(health.state, State::NotKnown);
    QVERIFY(!health.answeredAt.isValid());
    QVERIFY(HealthText::brief(health, start).isEmpty());
    QVERIFY(HealthText::sentences(health, {}, start).isEmpty());
}

void TestPulse::anyAnswerConnects_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 204, 400, 404, 409, 429, 500, 503})
        QTest::addRow("%d", status) << status;
}

void TestPulse::anyAnswerConnects()
{
    QFETCH(const int, status);
    Pulse pulse;
    pulse.answered(status, {}, start);
    const AccountHealth health = pulse.health(start.addSecs(90));
    QCOMPARE(health.state, State::Connected);
    QCOMPARE(health.since, start);
}

void TestPulse::refusedUntilTaken()
{
    Pulse pulse;
    pulse.answered(401, {}, start);
    pulse.answered(401, {}, start.addSecs(5));
    pulse.listed(refusedList(Error::Kind::Auth));
    const AccountHealth refused = pulse.health(start.addSecs(9));
    QCOMPARE(refused.state, State::Refused);
    QCOMPARE(refused.since, start);
    QVERIFY(refused.error.has_value());
    pulse.answered(200, {}, start.addSecs(10));
    pulse.listed({});
    QCOMPARE(pulse.health(start.addSecs(11)).state, State::Connected);
}

void TestPulse::forbiddenListIsRefused()
{
    Pulse pulse;
    pulse.answered(403, {}, start);
    QCOMPARE(pulse.health(start).state, State::Connected); // one operation that the role does not allow
    pulse.listed(refusedList(Error::Kind::Forbidden));
    QCOMPARE(pulse.health(start).state, State::Refused);
}

void TestPulse::offlineSinceTheFirstSilence()
{
    Pulse pulse;
    pulse.answered(200, {}, start);
    pulse.unanswered(start.addSecs(60));
    pulse.unanswered(start.addSecs(120));
    const AccountHealth offline = pulse.health(start.addSecs(180));
    QCOMPARE(offline.state, State::Offline);
    QCOMPARE(offline.since, start.addSecs(60));
    QCOMPARE(offline.answeredAt, start);
    pulse.answered(503, {}, start.addSecs(200));
    QCOMPARE(pulse.health(start.addSecs(200)).state, State::Connected);
}

void TestPulse::expired_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("nothing asked") << -1;
    QTest::newRow("refused") << 401;
    QTest::newRow("no answer") << 0;
}

void TestPulse::expired()
{
    QFETCH(const int, status);
    Pulse pulse;
    pulse.credentialChanged(start);
    if (status == 0)
        pulse.unanswered(start.addSecs(1));
    else if (status > 0)
        pulse.answered(status, {}, start.addSecs(1));
    const AccountHealth health = pulse.health(start.addSecs(2));
    QCOMPARE(health.state, State::Expired);
    QCOMPARE(health.since, start);
}

/// A claim is only what the credential says; the service decides.
void TestPulse::takenAfterItsEnd()
{
    Pulse pulse;
    pulse.credentialChanged(start);
    pulse.answered(200, {}, start.addSecs(-1));
    QCOMPARE(pulse.health(start.addSecs(-1)).state, State::Connected);
    QCOMPARE(pulse.health(start.addSecs(-1)).expires, start);
    QCOMPARE(pulse.health(start.addSecs(5)).state, State::Expired);
    pulse.answered(200, {}, start.addSecs(6));
    QCOMPARE(pulse.health(start.addSecs(7)).state, State::Connected);
    pulse.answered(401, {}, start.addSecs(8));
    QCOMPARE(pulse.health(start.addSecs(8)).state, State::Expired);
}

void TestPulse::anotherCredentialBeginsAnew()
{
    Pulse pulse;
    pulse.answered(401, start.addSecs(-600), start);
    pulse.credentialChanged({});
    const AccountHealth health = pulse.health(start);
    QCOMPARE(health.state, State::NotKnown);
    QCOMPARE(health.clockAhead, std::chrono::seconds(600));
}

void TestPulse::clocks_data()
{
    QTest::addColumn<int>("ahead");
    QTest::addColumn<int>("told");
    QTest::newRow("same") << 0 << 0;
    QTest::newRow("a minute ahead") << 60 << 0;
    QTest::newRow("more than a minute ahead") << 61 << 61;
    QTest::newRow("a minute behind") << -60 << 0;
    QTest::newRow("more than a minute behind") << -61 << -61;
    QTest::newRow("days behind") << -200'000 << -200'000;
}

void TestPulse::clocks()
{
    QFETCH(const int, ahead);
    QFETCH(const int, told);
    Pulse pulse;
    pulse.answered(200, start, start.addSecs(ahead));
    const AccountHealth health = pulse.health(start.addSecs(ahead));
    QCOMPARE(health.clockAhead.count(), told);
    const QString words = HealthText::sentences(health, {}, start.addSecs(ahead)).join(QLatin1Char('\n'));
    QCOMPARE(words.contains(QLatin1String("ahead of")), told > 0);
    QCOMPARE(words.contains(QLatin1String("behind")), told < 0);
    pulse.answered(200, start.addSecs(100), start.addSecs(100));
    QCOMPARE(pulse.health(start).clockAhead.count(), 0);
}

void TestPulse::expiryFollowsTheServicesClock()
{
    Pulse pulse;
    pulse.credentialChanged(start.addSecs(3600));
    // Our clock is two hours ahead: by it the credential has ended, at the service it has not.
    pulse.answered(200, start, start.addSecs(7200));
    QCOMPARE(pulse.health(start.addSecs(7200)).state, State::Connected);
    QCOMPARE(pulse.health(start.addSecs(7200 + 3600)).state, State::Expired);
}

void TestPulse::words()
{
    Account account;
    account.name = QStringLiteral("Acme");
    Pulse pulse;
    pulse.credentialChanged(start.addDays(3));
    pulse.answered(200, {}, start);
    AccountHealth health = pulse.health(start);
    QCOMPARE(HealthText::brief(health, start), QStringLiteral("Connected"));
    QVERIFY(!HealthText::isTrouble(health));
    QStringList sentences = HealthText::sentences(health, account, start);
    QCOMPARE(sentences.size(), 2);
    QVERIFY(sentences.constLast().contains(QLatin1String("expires on")));

    health = pulse.health(start.addDays(4));
    QVERIFY(HealthText::isTrouble(health));
    QVERIFY(HealthText::brief(health, start.addDays(4)).startsWith(QLatin1String("Expired on")));

    pulse.credentialChanged({});
    pulse.answered(401, {}, start);
    pulse.listed(refusedList(Error::Kind::Auth));
    sentences = HealthText::sentences(pulse.health(start), account, start);
    QCOMPARE(sentences.size(), 2);
    QVERIFY2(sentences.constLast().contains(QStringLiteral("the sign-in of “Acme” was refused")),
        qPrintable(sentences.constLast()));
    pulse.unanswered(start);
    QVERIFY(HealthText::brief(pulse.health(start), start).startsWith(QLatin1String("Offline since")));
    for (const State state :
        {State::NotKnown, State::Connected, State::Expired, State::Refused, State::Offline})
        QVERIFY(!HealthText::word(state).isEmpty());
}

QTEST_GUILESS_MAIN(TestPulse)
#include "tst_pulse.moc"
