// SPDX-License-Identifier: MIT
#include "kill/killlane.h"

#include <QThread>

#include <cstdio>

#if defined(__SANITIZE_ADDRESS__)
#define TOKENRY_IS_SLOW
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TOKENRY_IS_SLOW
#endif
#endif

namespace {

#ifdef TOKENRY_IS_SLOW
constexpr int killsALane = 15; // a start of the program takes many times as long
#else
constexpr int killsALane = 100;
#endif

quint32 seedOfThisRun()
{
    bool isNumber = false;
    const quint32 wanted = qEnvironmentVariable("TOKENRY_KILL_SEED").toUInt(&isNumber);
    return isNumber ? wanted : QRandomGenerator::global()->generate();
}

void print(const QString &line)
{
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

} // namespace

/// The real program, killed at every step and at random instants of create and rotate, and started again:
/// every value that had reached it is offered again, and nothing that it says is not so.
class KillSweepTest final : public QObject
{
    Q_OBJECT

private:
    struct Lane
    {
        QString providerKey;
        std::vector<KillLane::Row> atInstants;
        std::vector<KillLane::Row> atSteps;
    };

    std::vector<Lane> m_lanes;

    static void run(Lane &lane, quint32 seed)
    {
        KillLane kills(lane.providerKey);
        kills.killAtRandomInstants(killsALane, seed);
        const std::size_t count = kills.rows().size();
#ifdef TOKENRY_KILLPOINT
        const QString killPoint = QStringLiteral(TOKENRY_KILLPOINT);
        kills.killAtEveryStep(killPoint, KillDeed::forEveryStep(lane.providerKey));
#endif
        kills.settle();
#ifdef TOKENRY_KILLPOINT
        kills.killAtEveryStep(killPoint, KillDeed::forEveryStepOfLooking(lane.providerKey));
        kills.settle();
#endif
        for (std::size_t i = 0; i < kills.rows().size(); ++i)
            (i < count ? lane.atInstants : lane.atSteps).push_back(kills.rows()[i]);
    }

    [[nodiscard]] static KillTally report(const char *title, const std::vector<KillLane::Row> &rows)
    {
        KillTally sum;
        for (const KillLane::Row &row : rows) {
            const QString slow = row.deed.isSlow ? QStringLiteral(", slowly answered") : QString();
            print(QStringLiteral("%1: %2%3: %4")
                      .arg(QString::fromLatin1(title), QString::fromLatin1(row.deed.name), slow,
                          row.tally.text()));
            sum.add(row.tally);
        }
        return sum;
    }

    static void verify(const KillTally &tally)
    {
        QVERIFY2(tally.complaints.isEmpty(), qPrintable(tally.complaints.join(u'\n')));
        QCOMPARE(tally.lost, 0);
        QCOMPARE(tally.falseStatements, 0);
        // All could be seen here, but where the account lost its own credential.
        for (auto finding = tally.findings.cbegin(); finding != tally.findings.cend(); ++finding) {
            const Finding found = findingFromName(finding.key()).value_or(Finding::StillUnknown);
            QVERIFY2(isConclusive(found) || found == Finding::SignInRefused, qPrintable(finding.key()));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        const quint32 seed = seedOfThisRun();
        print(QStringLiteral("TOKENRY_KILL_SEED=%1").arg(seed));
        m_lanes = {{QStringLiteral("astronomer"), {}, {}}, {QStringLiteral("qovery"), {}, {}}};
        std::vector<std::unique_ptr<QThread>> threads;
        for (std::size_t i = 0; i < m_lanes.size(); ++i) {
            threads.emplace_back(
                QThread::create(&KillSweepTest::run, std::ref(m_lanes[i]), seed + quint32(i)));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
    }

    void atRandomInstants()
    {
        KillTally sum;
        for (const Lane &lane : m_lanes)
            sum.add(report("at random instants", lane.atInstants));
        verify(sum);
        QCOMPARE(sum.kills, killsALane * int(m_lanes.size()));
    }

    void atEveryStep()
    {
#ifndef TOKENRY_KILLPOINT
        QSKIP("The steps are counted by a preloaded library, which this platform or a sanitizer does not "
              "allow.");
#else
        KillTally sum;
        for (const Lane &lane : m_lanes)
            sum.add(report("at every step", lane.atSteps));
        verify(sum);
        for (const char *state :
            {"-", "begun", "sent", "kept", "shown", "confirmed", "refused", "unknown", "resolved"})
            QVERIFY2(sum.lastStates.contains(QString::fromLatin1(state)), state);
        QVERIFY(sum.offered > 0 && sum.delivered > 0 && sum.lateAnswers > 0);
#endif
    }

    void cleanupTestCase()
    {
        KillTally sum;
        for (const Lane &lane : m_lanes) {
            for (const auto *rows : {&lane.atInstants, &lane.atSteps}) {
                for (const KillLane::Row &row : *rows)
                    sum.add(row.tally);
            }
        }
        print(QStringLiteral("%1 kills, %2 lost, %3 false statements")
                  .arg(sum.kills)
                  .arg(sum.lost)
                  .arg(sum.falseStatements));
    }
};

QTEST_GUILESS_MAIN(KillSweepTest)
#include "tst_killsweep.moc"
