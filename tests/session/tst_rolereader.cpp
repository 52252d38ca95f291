// SPDX-License-Identifier: MIT
// Roles that a list leaves out are read in the background for the rows somebody looks at.
#include "session/rolereader.h"
#include "session/session.h"

#include "support/demofixture.h"

#include <algorithm>

namespace {

QList<TokenKey> untold(const Session &session)
{
    QList<TokenKey> keys;
    const QList<Token> tokens = session.tokens();
    for (const Token &token : tokens) {
        if (!token.areRolesTold)
            keys.append(token.key());
    }
    return keys;
}

} // namespace

class TestRoleReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void readsWhatIsWantedAndNothingElse();
    void readsTwoAtATimeAndFiveASecond();
    void whatIsNotWantedAnyMoreIsStopped();
    void aRefreshEndsIt();
    void nothingIsReadWhileTheAccountIsListed();
    void aServiceThatAsksForPatienceIsLeftAlone();
    void aTokenThatCannotBeReadIsAskedForOnce();

private:
    [[nodiscard]] qsizetype reads() const
    {
        const QList<SeenRequest> seen = m_demo->server().requests();
        return std::count_if(seen.cbegin(), seen.cend(),
            [](const SeenRequest &request) { return request.operation == QLatin1String("getToken"); });
    }
    [[nodiscard]] bool isTold(const TokenKey &key) const { return m_session->token(key)->areRolesTold; }
    void slowDown(std::chrono::milliseconds latency)
    {
        Fault slow;
        slow.latency = latency;
        m_demo->addFault(QStringLiteral("getToken"), slow, -1);
    }

    std::unique_ptr<DemoFixture> m_demo;
    std::unique_ptr<Session> m_session;
    QList<TokenKey> m_keys;
};

void TestRoleReader::init()
{
    m_demo = std::make_unique<DemoFixture>();
    m_session = m_demo->listedSession(m_demo->account(QStringLiteral("astronomer v1")));
    m_keys = untold(*m_session);
    QVERIFY(m_keys.size() > 8);
    m_demo->server().clearRequests();
}

void TestRoleReader::cleanup()
{
    m_session.reset();
    m_demo.reset();
}

void TestRoleReader::readsWhatIsWantedAndNothingElse()
{
    QTest::qWait(50);
    QCOMPARE(reads(), 0); // nothing by itself
    const QList<TokenKey> wanted = m_keys.mid(0, 3);
    m_session->wantRoles(wanted);
    for (const TokenKey &key : wanted)
        QTRY_VERIFY(isTold(key));
    QCOMPARE(reads(), 3);
    QCOMPARE(untold(*m_session).size(), m_keys.size() - 3);
    // Told is told.
    m_session->wantRoles(wanted);
    QTest::qWait(300);
    QCOMPARE(reads(), 3);
}

void TestRoleReader::readsTwoAtATimeAndFiveASecond()
{
    slowDown(std::chrono::seconds(30));
    m_session->wantRoles(m_keys);
    QTRY_COMPARE(reads(), 2);
    QTest::qWait(700);
    QCOMPARE(reads(), 2); // the third waits for one of them

    m_demo->server().clearFaults();
    m_demo->server().clearRequests();
    auto other = m_demo->listedSession(m_demo->account(QStringLiteral("astronomer v1")));
    m_demo->server().clearRequests();
    QElapsedTimer timer;
    timer.start();
    other->wantRoles(m_keys);
    QTRY_VERIFY(reads() >= 6);
    QVERIFY2(timer.elapsed() >= 5 * 180, qPrintable(QString::number(timer.elapsed())));
}

void TestRoleReader::whatIsNotWantedAnyMoreIsStopped()
{
    slowDown(std::chrono::seconds(30));
    m_session->wantRoles(m_keys.mid(0, 5));
    QTRY_COMPARE(reads(), 2);
    m_demo->server().clearFaults();
    m_session->wantRoles({m_keys.at(6)});
    QTRY_VERIFY(isTold(m_keys.at(6)));
    QTest::qWait(300);
    QCOMPARE(reads(), 3);
    for (int row = 0; row < 5; ++row)
        QVERIFY(!isTold(m_keys.at(row)));
    // What was stopped may be wanted again.
    m_session->wantRoles({m_keys.at(0)});
    QTRY_VERIFY(isTold(m_keys.at(0)));
}

void TestRoleReader::aRefreshEndsIt()
{
    slowDown(std::chrono::seconds(30));
    m_session->wantRoles(m_keys);
    QTRY_COMPARE(reads(), 2);
    m_demo->server().clearFaults();
    m_session->refresh();
    QTRY_COMPARE(m_session->state(), Session::State::Ready);
    QTest::qWait(300);
    QCOMPARE(reads(), 2);
}

void TestRoleReader::nothingIsReadWhileTheAccountIsListed()
{
    Fault slow;
    slow.latency = std::chrono::milliseconds(400);
    m_demo->addFault(QStringLiteral("listTokens"), slow, -1);
    m_session->refresh();
    m_session->wantRoles({m_keys.at(0)});
    QTest::qWait(200);
    QCOMPARE(m_session->state(), Session::State::Loading);
    QCOMPARE(reads(), 0);
    QTRY_COMPARE(m_session->state(), Session::State::Ready);
    QTRY_VERIFY(isTold(m_keys.at(0)));
}

void TestRoleReader::aServiceThatAsksForPatienceIsLeftAlone()
{
    Fault refused;
    refused.kind = Fault::Kind::Status;
    refused.status = 401;
    m_demo->addFault(QStringLiteral("getToken"), refused, -1);
    m_session->wantRoles(m_keys);
    QTRY_VERIFY(reads() >= 1);
    QTest::qWait(700);
    QVERIFY2(reads() <= 2, qPrintable(QString::number(reads())));
}

void TestRoleReader::aTokenThatCannotBeReadIsAskedForOnce()
{
    Fault refused;
    refused.kind = Fault::Kind::Status;
    refused.status = 403;
    m_demo->addFault(QStringLiteral("getToken"), refused, 1);
    m_session->wantRoles(m_keys.mid(0, 2));
    QTRY_COMPARE(reads(), 2);
    m_session->wantRoles(m_keys.mid(0, 2));
    QTest::qWait(500);
    QCOMPARE(reads(), 2);
}

QTEST_GUILESS_MAIN(TestRoleReader)
#include "tst_rolereader.moc"
