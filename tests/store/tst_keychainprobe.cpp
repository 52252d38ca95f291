// SPDX-License-Identifier: MIT
#include "store/keychainprobe.h"

#include "support/answer.h"
#include "support/fakekeychain.h"

#include <QTest>

using namespace std::chrono_literals;
using Mode = FakeKeychain::Mode;
using State = KeychainFinding::State;

class KeychainProbeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEverySituationApart_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<State>("state");
        QTest::newRow("working") << Mode::Working << State::Available;
        QTest::newRow("missing") << Mode::Missing << State::Missing;
        QTest::newRow("locked") << Mode::Locked << State::Locked;
        QTest::newRow("refusing") << Mode::Refusing << State::Refused;
        QTest::newRow("forgetful") << Mode::Forgetful << State::Locked;
        QTest::newRow("sticky") << Mode::Sticky << State::Refused;
        QTest::newRow("garbling") << Mode::Garbling << State::Missing;
        QTest::newRow("silent") << Mode::Silent << State::Slow;
    }

    void tellsEverySituationApart()
    {
        QFETCH(const Mode, mode);
        QFETCH(const State, state);
        FakeKeychain keychain;
        keychain.entries.insert(QStringLiteral("of another program"), "x");
        keychain.mode = mode;
        const auto patience = mode == Mode::Silent ? 100ms : 5000ms;
        const auto found = answerOf(probeKeychain(this, keychain, QStringLiteral("p"), patience));
        QVERIFY(found);
        QCOMPARE(found.value().state, state);
        QCOMPARE(found.value().technical.isEmpty(), state == State::Available);
        if (mode != Mode::Sticky)
            QCOMPARE(keychain.entries.keys(), QStringList(QStringLiteral("of another program")));
    }

    void cleansUpAfterALateAnswer()
    {
        FakeKeychain keychain;
        keychain.mode = Mode::Silent;
        const auto found = answerOf(probeKeychain(this, keychain, QStringLiteral("p"), 20ms));
        QVERIFY(found);
        QCOMPARE(found.value().state, State::Slow);
        QVERIFY(keychain.entries.isEmpty());
        keychain.answerAll(Mode::Working);
        QCOMPARE(keychain.entries.size(), 1);
        QTRY_VERIFY(keychain.entries.isEmpty());
    }

    void canBeStoppedAndAbandoned()
    {
        FakeKeychain keychain;
        keychain.mode = Mode::Silent;
        auto *job = probeKeychain(this, keychain, QStringLiteral("p"), 10s);
        job->abort();
        const auto stopped = answerOf(job);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, Error::Kind::Cancelled);

        auto owner = std::make_unique<QObject>();
        bool isCalled = false;
        probeKeychain(owner.get(), keychain, QStringLiteral("p"), 10s)
            ->onFinished(this, [&isCalled](auto &&) { isCalled = true; });
        owner.reset();
        keychain.answerAll(Mode::Working);
        QTRY_VERIFY(keychain.requests.count(QStringLiteral("remove")) == 2);
        QTRY_VERIFY(keychain.entries.isEmpty());
        QVERIFY(!isCalled);
    }
};

QTEST_GUILESS_MAIN(KeychainProbeTest)
#include "tst_keychainprobe.moc"
