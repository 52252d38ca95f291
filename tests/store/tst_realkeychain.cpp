// SPDX-License-Identifier: MIT
#include "store/systemkeychain.h"

#include "store/keychainkeysource.h"
#include "store/keychainprobe.h"
#include "store/vaultfixture.h"

#include <QElapsedTimer>
#include <QTest>

using State = KeychainFinding::State;

namespace {

QString expectation()
{
    return qEnvironmentVariable("TOKENRY_KEYCHAIN_EXPECT");
}

/// Removes the library's own remarks on every call from the log.
void quieten(QtMsgType type, const QMessageLogContext &context, const QString &words)
{
    if (type != QtDebugMsg)
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, words)));
}

} // namespace

/// The keychain of the system this runs on. tests/keychain/run.sh makes the situations and says in
/// TOKENRY_KEYCHAIN_EXPECT which one it is: available, missing, locked or slow. Without that word the tests
/// look for themselves and are skipped where there is no keychain. TOKENRY_KEYCHAIN_PROFILE is a folder that
/// outlives one run.
class RealKeychainTest final : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] JobOf<KeychainFinding> *probe()
    {
        // A keychain that never answers should not take long to be found out; any other may.
        const bool isSlow = expectation() == QLatin1String("slow");
        return probeKeychain(this, m_keychain, m_profileId, std::chrono::seconds(isSlow ? 1 : 20));
    }

    State m_state = State::Missing;
    QString m_technical;
    SystemKeychain m_keychain;
    QString m_profileId = QStringLiteral("test “ü\" \\' 🚀");

    [[nodiscard]] bool isAvailable() const { return m_state == State::Available; }
    [[nodiscard]] QByteArray why() const { return "no usable keychain here: " + m_technical.toUtf8(); }

    [[nodiscard]] static QString profile(const QTemporaryDir &fallback)
    {
        const QString folder = qEnvironmentVariable("TOKENRY_KEYCHAIN_PROFILE", fallback.path());
        return folder + QStringLiteral("/tokenry.db");
    }

private Q_SLOTS:
    void initTestCase();
    void isAsExpected();
    void keepsShowsAndForgetsAKey();
    void entriesAreReadWrittenAndRemoved();
    void tenAtOnce();
    void abandonedRequestsDoNoHarm();
    void aVaultOutlivesALockedKeychain();
    void withoutAKeychainNothingIsMade();
    void aKeychainThatNeverAnswersIsAnnouncedAndLeft();
};

void RealKeychainTest::initTestCase()
{
    qInstallMessageHandler(quieten);
    QElapsedTimer timer;
    timer.start();
    const auto found = answerOf(probe(), 30'000);
    QVERIFY(found);
    m_state = found.value().state;
    m_technical = found.value().technical;
    const char *words[] = {"available", "missing", "locked", "refused", "slow"};
    std::printf("probe: %s, %lld ms, \"%s\"\n", words[int(m_state)], static_cast<long long>(timer.elapsed()),
        qPrintable(m_technical));
}

void RealKeychainTest::isAsExpected()
{
    if (expectation().isEmpty()) {
        if (!isAvailable())
            QSKIP(why().constData());
        return;
    }
    const QHash<QString, State> words{{QStringLiteral("available"), State::Available},
        {QStringLiteral("missing"), State::Missing}, {QStringLiteral("locked"), State::Locked},
        {QStringLiteral("slow"), State::Slow}};
    QVERIFY(words.contains(expectation()));
    QVERIFY2(m_state == words.value(expectation()), qPrintable(m_technical));
}

void RealKeychainTest::keepsShowsAndForgetsAKey()
{
    if (!isAvailable())
        QSKIP(why().constData());
    KeychainKeySource source(m_keychain, m_profileId);
    const auto made = answerOf(source.make(this));
    QVERIFY(made);
    const auto again = answerOf(source.obtain(this, made.value().parameters));
    QVERIFY(again);
    const auto bytes = [](const unsigned char *key) {
        return QByteArray(reinterpret_cast<const char *>(key), GuardedKey::byteCount);
    };
    QCOMPARE(again.value().key.read(bytes), made.value().key.read(bytes));
    QVERIFY(answerOf(source.forget(this, made.value().parameters)));
    QCOMPARE(answerOf(source.obtain(this, made.value().parameters)).error().trouble,
        StoreTrouble::KeychainEntryMissing);
}

void RealKeychainTest::entriesAreReadWrittenAndRemoved()
{
    if (!isAvailable())
        QSKIP(why().constData());
    const QString entry = QStringLiteral("Tokenry test, %1").arg(m_profileId);
    QCOMPARE(answerOf(m_keychain.read(this, entry)).error().trouble, StoreTrouble::KeychainEntryMissing);
    for (const QByteArray &value :
        {QByteArray("first"), QByteArray("second \xf0\x9f\x9a\x80"), QByteArray(2000, 'x')}) {
        QVERIFY(answerOf(m_keychain.write(this, entry, secretOf(value))));
        const auto read = answerOf(m_keychain.read(this, entry));
        QVERIFY(read);
        QCOMPARE(read.value().reveal().toByteArray(), value);
    }
    QVERIFY(answerOf(m_keychain.remove(this, entry)));
    QCOMPARE(answerOf(m_keychain.read(this, entry)).error().trouble, StoreTrouble::KeychainEntryMissing);
}

void RealKeychainTest::tenAtOnce()
{
    if (!isAvailable())
        QSKIP(why().constData());
    KeychainKeySource source(m_keychain, m_profileId);
    QList<QJsonObject> made;
    for (int i = 0; i < 10; ++i) {
        source.make(this)->onFinished(this, [&made](Result<WrappingKey> &&key) {
            QVERIFY(key);
            made.append(key.value().parameters);
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(made.size(), 10, 20'000);
    for (const QJsonObject &parameters : std::as_const(made))
        QVERIFY(answerOf(source.forget(this, parameters)));
}

void RealKeychainTest::abandonedRequestsDoNoHarm()
{
    const QString entry = QStringLiteral("Tokenry test, abandoned");
    int calls = 0;
    const auto count = [&calls](auto &&) { ++calls; };
    {
        SystemKeychain keychain;
        KeychainKeySource source(m_keychain, m_profileId);
        QObject owner;
        source.make(&owner)->onFinished(this, count);
        keychain.write(&owner, entry, secretOf("x"))->onFinished(this, count);
        keychain.read(&owner, entry)->onFinished(this, count);
    }
    auto owner = std::make_unique<QObject>();
    KeychainKeySource source(m_keychain, m_profileId);
    source.make(owner.get());
    QTest::qWait(2); // it is on its way to the service
    owner.reset();
    // The requests after them are answered as ever.
    const auto found = answerOf(probe(), 30'000);
    QVERIFY(found);
    QCOMPARE(found.value().state, m_state);
    QCOMPARE(calls, 0);
    if (!isAvailable())
        return;
    // The system's affair is whether the value was still written; nothing of it stays.
    const auto removed = answerOf(m_keychain.remove(this, entry));
    QVERIFY(removed || removed.error().trouble == StoreTrouble::KeychainEntryMissing);
}

void RealKeychainTest::aVaultOutlivesALockedKeychain()
{
    const QTemporaryDir fallback;
    const QString path = profile(fallback);
    KeychainKeySource source(m_keychain, m_profileId);
    if (m_state != State::Available && m_state != State::Locked)
        QSKIP(why().constData());
    if (m_state == State::Locked) {
        Opened opened(path);
        QCOMPARE(opened.vault->state(), Vault::State::Locked);
        const auto key = opened.one(QStringLiteral("SELECT hex(sealed) || parameters FROM vault_key"));
        const Result<Nothing> unlocked = answerOf(opened.vault->unlock(this, source));
        QVERIFY(!unlocked);
        QCOMPARE(unlocked.error().trouble, StoreTrouble::KeychainEntryMissing);
        QVERIFY(unlocked.error().technical.contains(QStringLiteral("locked")));
        QCOMPARE(opened.vault->state(), Vault::State::Locked);
        QVERIFY(!answerOf(opened.vault->create(this, source)));
        QCOMPARE(opened.one(QStringLiteral("SELECT hex(sealed) || parameters FROM vault_key")), key);
        return;
    }
    QVERIFY(isAvailable());
    if (!QFile::exists(path)) {
        Opened opened(path);
        QVERIFY(answerOf(opened.vault->create(this, source)));
        QVERIFY(opened.vault->put(QStringLiteral("a"), secretOf("kept")));
        if (qEnvironmentVariableIsSet("TOKENRY_KEYCHAIN_PROFILE"))
            return; // a later run goes on with it
    }
    {
        Opened opened(path);
        QVERIFY(answerOf(opened.vault->unlock(this, source)));
        QCOMPARE(readOf(*opened.vault, QStringLiteral("a")), QByteArray("kept"));
        VaultFixture passwords;
        QVERIFY(passwords.move(*opened.vault, "pw"));
        QCOMPARE(readOf(*opened.vault, QStringLiteral("a")), QByteArray("kept"));
    }
}

void RealKeychainTest::withoutAKeychainNothingIsMade()
{
    if (isAvailable() || m_state == State::Slow)
        QSKIP("there is a keychain");
    const QTemporaryDir folder;
    Opened opened(folder.filePath(QStringLiteral("tokenry.db")));
    KeychainKeySource source(m_keychain, m_profileId);
    QElapsedTimer timer;
    timer.start();
    const Result<Nothing> created = answerOf(opened.vault->create(this, source));
    QVERIFY(!created);
    QCOMPARE(created.error().trouble,
        m_state == State::Locked ? StoreTrouble::KeychainLocked : StoreTrouble::KeychainMissing);
    QVERIFY2(timer.elapsed() < 5000, "it took too long to say so");
    QCOMPARE(opened.vault->state(), Vault::State::Absent);
    QVERIFY(opened.vault->becomeMemoryOnly()); // what is left to do
    QVERIFY(opened.vault->put(QStringLiteral("a"), secretOf("x")));
}

void RealKeychainTest::aKeychainThatNeverAnswersIsAnnouncedAndLeft()
{
    if (m_state != State::Slow)
        QSKIP("the keychain answers");
    const QTemporaryDir folder;
    Opened opened(folder.filePath(QStringLiteral("tokenry.db")));
    KeychainKeySource source(m_keychain, m_profileId, std::chrono::milliseconds(200));
    auto *job = opened.vault->create(this, source);
    QTRY_VERIFY(source.isWaiting());
    job->abort();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(answerOf(job).error().kind, Error::Kind::Cancelled);
    QVERIFY(timer.elapsed() < 500);
    QCOMPARE(opened.vault->state(), Vault::State::Absent);
    QTRY_VERIFY(!source.isWaiting());
    QVERIFY(opened.vault->becomeMemoryOnly());
    // And the program ends although the requests are still under way.
}

QTEST_GUILESS_MAIN(RealKeychainTest)
#include "tst_realkeychain.moc"
