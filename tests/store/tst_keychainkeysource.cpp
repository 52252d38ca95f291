// SPDX-License-Identifier: MIT
#include "store/keychainkeysource.h"

#include "support/answer.h"
#include "support/fakekeychain.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using Mode = FakeKeychain::Mode;

namespace {

QByteArray bytesOf(const GuardedKey &key)
{
    return key.read([](const unsigned char *bytes) {
        return QByteArray(reinterpret_cast<const char *>(bytes), GuardedKey::byteCount);
    });
}

} // namespace

class KeychainKeySourceTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<KeychainKeySource> m_source;

    void addTroubles() const
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<StoreTrouble>("trouble");
    }

private Q_SLOTS:
    void init()
    {
        m_keychain = std::make_unique<FakeKeychain>();
        m_source = std::make_unique<KeychainKeySource>(*m_keychain, QStringLiteral("profile-1"), 50ms);
    }

    void cleanup()
    {
        m_source.reset();
        m_keychain.reset();
    }

    void yieldsTheSameKeyAgain()
    {
        const auto made = answerOf(m_source->make(this));
        QVERIFY(made);
        const auto again = answerOf(m_source->obtain(this, made.value().parameters));
        QVERIFY(again);
        QCOMPARE(bytesOf(again.value().key), bytesOf(made.value().key));
        QCOMPARE(again.value().parameters, made.value().parameters);
    }

    void everyMakingHasAnEntryOfItsOwn()
    {
        const auto first = answerOf(m_source->make(this));
        const auto second = answerOf(m_source->make(this));
        QVERIFY(first && second);
        QVERIFY(bytesOf(first.value().key) != bytesOf(second.value().key));
        QCOMPARE(m_keychain->entries.size(), 2);
        for (auto entry = m_keychain->entries.cbegin(); entry != m_keychain->entries.cend(); ++entry) {
            QVERIFY(entry.key().contains(QStringLiteral("Tokenry")));
            QVERIFY(entry.key().contains(QStringLiteral("profile-1")));
            QCOMPARE(QByteArray::fromBase64(entry.value()).size(), GuardedKey::byteCount);
        }
        // The parameters are kept in clear: the key is not among them.
        const QString entry = first.value().parameters.value(QLatin1String("entry")).toString();
        QCOMPARE(QByteArray::fromBase64(m_keychain->entries.value(entry)), bytesOf(first.value().key));
        QCOMPARE(first.value().parameters.size(), 1);
    }

    void makingFailsWithTheReason_data()
    {
        addTroubles();
        QTest::newRow("missing") << Mode::Missing << StoreTrouble::KeychainMissing;
        QTest::newRow("locked") << Mode::Locked << StoreTrouble::KeychainLocked;
        QTest::newRow("refusing") << Mode::Refusing << StoreTrouble::KeychainRefused;
        QTest::newRow("forgetful") << Mode::Forgetful << StoreTrouble::KeychainLocked;
        QTest::newRow("garbling") << Mode::Garbling << StoreTrouble::KeychainLocked;
    }

    void makingFailsWithTheReason()
    {
        QFETCH(const Mode, mode);
        QFETCH(const StoreTrouble, trouble);
        m_keychain->mode = mode;
        const auto made = answerOf(m_source->make(this));
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::Vault);
        QCOMPARE(made.error().trouble, trouble);
        QTRY_VERIFY(m_keychain->entries.isEmpty());
    }

    void obtainingFailsWithTheReason_data()
    {
        addTroubles();
        QTest::newRow("missing") << Mode::Missing << StoreTrouble::KeychainMissing;
        QTest::newRow("locked") << Mode::Locked << StoreTrouble::KeychainEntryMissing;
        QTest::newRow("refusing") << Mode::Refusing << StoreTrouble::KeychainRefused;
        QTest::newRow("garbling") << Mode::Garbling << StoreTrouble::KeychainEntryForeign;
    }

    void obtainingFailsWithTheReason()
    {
        QFETCH(const Mode, mode);
        QFETCH(const StoreTrouble, trouble);
        const auto made = answerOf(m_source->make(this));
        QVERIFY(made);
        const auto before = m_keychain->entries;
        m_keychain->mode = mode;
        const auto obtained = answerOf(m_source->obtain(this, made.value().parameters));
        QVERIFY(!obtained);
        QCOMPARE(obtained.error().kind, Error::Kind::Vault);
        QCOMPARE(obtained.error().trouble, trouble);
        QCOMPARE(m_keychain->entries, before);
        m_keychain->mode = Mode::Working;
        QVERIFY(answerOf(m_source->obtain(this, made.value().parameters)));
    }

    void anEntryThatIsNoKeyIsForeign_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray(31, 'k').toBase64();
        QTest::newRow("long") << QByteArray(33, 'k').toBase64();
        QTest::newRow("no base64") << QByteArray(44, '!');
        QTest::newRow("bytes") << QByteArray(32, '\xfe');
    }

    void anEntryThatIsNoKeyIsForeign()
    {
        QFETCH(const QByteArray, content);
        const auto made = answerOf(m_source->make(this));
        QVERIFY(made);
        m_keychain->entries.begin().value() = content;
        const auto obtained = answerOf(m_source->obtain(this, made.value().parameters));
        QVERIFY(!obtained);
        QCOMPARE(obtained.error().trouble, StoreTrouble::KeychainEntryForeign);
    }

    void parametersWithoutAnEntryAreAnError()
    {
        const auto obtained = answerOf(m_source->obtain(this, {}));
        QVERIFY(!obtained);
        QCOMPARE(obtained.error().kind, Error::Kind::Vault);
        QVERIFY(m_keychain->requests.isEmpty());
        QVERIFY(answerOf(m_source->forget(this, {})));
        QVERIFY(m_keychain->requests.isEmpty());
    }

    void forgettingRemovesAndLooks()
    {
        const auto made = answerOf(m_source->make(this));
        const auto kept = answerOf(m_source->make(this));
        QVERIFY(made && kept);
        QVERIFY(answerOf(m_source->forget(this, made.value().parameters)));
        QCOMPARE(m_keychain->entries.keys(),
            QStringList(kept.value().parameters.value(QLatin1String("entry")).toString()));
        QVERIFY(answerOf(m_source->forget(this, made.value().parameters))); // gone already is fine
    }

    void aPretendedRemovalIsNotBelieved_data()
    {
        addTroubles();
        QTest::newRow("missing") << Mode::Missing << StoreTrouble::KeychainMissing;
        QTest::newRow("locked") << Mode::Locked << StoreTrouble::KeychainLocked;
        QTest::newRow("refusing") << Mode::Refusing << StoreTrouble::KeychainRefused;
        QTest::newRow("sticky") << Mode::Sticky << StoreTrouble::KeychainRefused;
    }

    void aPretendedRemovalIsNotBelieved()
    {
        QFETCH(const Mode, mode);
        QFETCH(const StoreTrouble, trouble);
        const auto made = answerOf(m_source->make(this));
        QVERIFY(made);
        m_keychain->mode = mode;
        const auto forgotten = answerOf(m_source->forget(this, made.value().parameters));
        QVERIFY(!forgotten);
        QCOMPARE(forgotten.error().trouble, trouble);
    }

    void tellsWhenItTakesLong()
    {
        QSignalSpy waiting(m_source.get(), &KeychainKeySource::waitingChanged);
        m_keychain->mode = Mode::Silent;
        auto *first = m_source->make(this);
        m_source->make(this);
        QVERIFY(!m_source->isWaiting());
        QTRY_VERIFY(m_source->isWaiting());
        QTest::qWait(100);
        QCOMPARE(waiting.size(), 1); // once for both
        QCOMPARE(waiting.at(0).at(0).toBool(), true);
        m_keychain->answerAll(Mode::Working);
        QVERIFY(answerOf(first));
        QTRY_VERIFY(!m_source->isWaiting());
        QCOMPARE(waiting.size(), 2);
        QCOMPARE(m_keychain->entries.size(), 2);
    }

    void aQuickAnswerIsNotAnnounced()
    {
        KeychainKeySource patient(*m_keychain, QStringLiteral("p"), 5s);
        const QSignalSpy waiting(&patient, &KeychainKeySource::waitingChanged);
        QVERIFY(answerOf(patient.make(this)));
        QCOMPARE(waiting.size(), 0);
    }

    void anAbortedWaitEndsAtOnceAndLeavesNothing()
    {
        m_keychain->mode = Mode::Silent;
        auto *job = m_source->make(this);
        QTRY_VERIFY(m_source->isWaiting());
        job->abort();
        QElapsedTimer timer;
        timer.start();
        const auto made = answerOf(job);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::Cancelled);
        QVERIFY(timer.elapsed() < 200);
        QTRY_VERIFY(!m_source->isWaiting());
        m_keychain->answerAll(Mode::Working); // the person answers the prompt after all
        QCOMPARE(m_keychain->entries.size(), 1);
        QTRY_VERIFY(m_keychain->entries.isEmpty());
    }

    void abandonedByOwnerAndSource_data()
    {
        QTest::addColumn<bool>("sourceGoes");
        QTest::newRow("owner") << false;
        QTest::newRow("owner and source") << true;
    }

    void abandonedByOwnerAndSource()
    {
        QFETCH(const bool, sourceGoes);
        const auto kept = answerOf(m_source->make(this));
        QVERIFY(kept);
        m_keychain->mode = Mode::Silent;
        auto owner = std::make_unique<QObject>();
        int calls = 0;
        const auto count = [&calls](auto &&) { ++calls; };
        m_source->make(owner.get())->onFinished(this, count);
        m_source->obtain(owner.get(), kept.value().parameters)->onFinished(this, count);
        m_source->forget(owner.get(), {{QStringLiteral("entry"), QStringLiteral("other")}})
            ->onFinished(this, count);
        QTRY_VERIFY(m_source->isWaiting());
        owner.reset();
        if (sourceGoes)
            m_source.reset();
        else
            QVERIFY(!m_source->isWaiting());
        m_keychain->answerAll(Mode::Working);
        QTRY_COMPARE(m_keychain->entries.keys(),
            QStringList(kept.value().parameters.value(QLatin1String("entry")).toString()));
        QCOMPARE(calls, 0);
    }

    void aKeychainThatGoesFirstEndsQuietly()
    {
        m_keychain->mode = Mode::Silent;
        auto *job = m_source->make(this);
        m_source.reset();
        m_keychain.reset();
        job->abort();
        const auto made = answerOf(job);
        QCOMPARE(made.error().kind, Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(KeychainKeySourceTest)
#include "tst_keychainkeysource.moc"
