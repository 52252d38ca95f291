// SPDX-License-Identifier: MIT
#include "store/vault.h"

#include "store/vaultbench.h"

#include <QDir>
#include <QTest>

#include <vector>

using namespace std::chrono_literals;
using State = Vault::State;
using Protection = Vault::Protection;
using Mode = FakeKeychain::Mode;

namespace {

/// What would be left if the program died at this instant.
struct Remains
{
    std::unique_ptr<QTemporaryDir> folder;
    QHash<QString, QByteArray> entries;

    [[nodiscard]] QString path() const { return folder->filePath(QStringLiteral("tokenry.db")); }
};

} // namespace

/// How a vault is made, opened and moved from one source to another, and what a crash, a refusal or a second
/// program can do to that.
class VaultMovesTest final : public QObject, protected VaultBench
{
    Q_OBJECT

private:
    [[nodiscard]] Remains remainsNow() const
    {
        Remains remains{std::make_unique<QTemporaryDir>(), m_keychain->entries};
        for (const QString &name : {QStringLiteral("tokenry.db"), QStringLiteral("tokenry.db-wal")})
            QFile::copy(QDir(m_profile->folder()).filePath(name), remains.folder->filePath(name));
        return remains;
    }
    /// Runs `change` and collects what a crash would leave at every step that is seen from outside.
    template <class Change>
    [[nodiscard]] std::vector<Remains> remainsDuring(Change change)
    {
        std::vector<Remains> all;
        const auto note = [this, &all] { all.push_back(remainsNow()); };
        note();
        m_keychain->beforeStep = note;
        m_keychain->afterStep = note;
        const auto connection = connect(&vault(), &Vault::stateChanged, this, note);
        change();
        disconnect(connection);
        m_keychain->beforeStep = nullptr;
        m_keychain->afterStep = nullptr;
        note();
        return all;
    }
    /// Opens with what is left, by the source the row names.
    void seeBothIn(const Remains &remains)
    {
        Opened survivor(remains.path());
        QVERIFY(survivor.isOpen);
        QCOMPARE(survivor.vault->state(), State::Locked);
        FakeKeychain keychain;
        keychain.entries = remains.entries;
        KeychainKeySource source(keychain, QStringLiteral("p"));
        const bool isKeychain = survivor.vault->protection() == Protection::Keychain;
        const bool isOpened = isKeychain ? answerOf(survivor.vault->unlock(this, source)).ok()
                                         : m_profile->unlock(*survivor.vault, "pw").ok()
                || m_profile->unlock(*survivor.vault, "new pw").ok();
        QVERIFY(isOpened);
        QCOMPARE(readOf(*survivor.vault, first), QByteArray("value one"));
        QCOMPARE(readOf(*survivor.vault, second), QByteArray("value two"));
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void opensFromTheKeychainAfterARestart();
    void aKeychainThatDoesNotShowTheKeyLeavesTheVaultLocked_data();
    void aKeychainThatDoesNotShowTheKeyLeavesTheVaultLocked();
    void aKeychainThatFailsMakesNoVault();
    void noKeyIsMadeOverAnother();
    void recordsWithoutAKeyAreDamage();
    void theOfferedSourceMustBeTheRightKind();
    void anEntryOfAnotherVaultIsForeign();
    void anAlteredKeyRowDoesNotOpen_data();
    void anAlteredKeyRowDoesNotOpen();

    void aChangedPasswordReplacesTheOld();
    void movesBetweenKeychainAndPassword();
    void aMoveThatFailsChangesNothing();
    void aMoveHasSucceededThoughTheOldEntryStays();
    void aCrashLeavesAVaultThatOpens_data();
    void aCrashLeavesAVaultThatOpens();

    void abortChangesNothing_data();
    void abortChangesNothing();
    void aSourceMayGoBeforeItsKeyComes();
    void lockEndsWhatIsUnderWay();
    void aDyingVaultTellsItsAsker();
    void oneJobAtATime();
    void twoProgramsMakeOneKey();
    void theSecondOfTwoMovesFails();
};

void VaultMovesTest::opensFromTheKeychainAfterARestart()
{
    QVERIFY(createInKeychain());
    QCOMPARE(vault().protection(), Protection::Keychain);
    putBoth();
    reopen();
    QCOMPARE(vault().state(), State::Locked);
    QCOMPARE(vault().protection(), Protection::Keychain);
    QVERIFY(unlockFromKeychain());
    seeBoth();
    QCOMPARE(m_keychain->entries.size(), 1);
}

void VaultMovesTest::aKeychainThatDoesNotShowTheKeyLeavesTheVaultLocked_data()
{
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<StoreTrouble>("trouble");
    QTest::newRow("locked") << Mode::Locked << StoreTrouble::KeychainEntryMissing;
    QTest::newRow("missing") << Mode::Missing << StoreTrouble::KeychainMissing;
    QTest::newRow("refusing") << Mode::Refusing << StoreTrouble::KeychainRefused;
    QTest::newRow("garbling") << Mode::Garbling << StoreTrouble::KeychainEntryForeign;
}

void VaultMovesTest::aKeychainThatDoesNotShowTheKeyLeavesTheVaultLocked()
{
    QFETCH(const Mode, mode);
    QFETCH(const StoreTrouble, trouble);
    QVERIFY(createInKeychain());
    putBoth();
    reopen();
    const auto entries = m_keychain->entries;
    m_keychain->mode = mode;
    const Result<Nothing> unlocked = unlockFromKeychain();
    QVERIFY(!unlocked);
    QCOMPARE(unlocked.error().trouble, trouble);
    QVERIFY(!unlocked.error().technical.isEmpty());
    QCOMPARE(vault().state(), State::Locked);
    QVERIFY(!createInKeychain());
    QVERIFY(!moveToKeychain());
    QCOMPARE(vault().state(), State::Locked);
    QCOMPARE(m_keychain->entries, entries);

    m_keychain->mode = Mode::Working;
    QVERIFY(unlockFromKeychain());
    seeBoth();
}

void VaultMovesTest::aKeychainThatFailsMakesNoVault()
{
    for (const Mode mode : {Mode::Missing, Mode::Locked, Mode::Refusing, Mode::Forgetful}) {
        m_keychain->mode = mode;
        QVERIFY(!createInKeychain());
        QCOMPARE(vault().state(), State::Absent);
        QCOMPARE(rows("vault_key"), 0);
    }
    m_keychain->mode = Mode::Working;
    QVERIFY(createInKeychain());
}

void VaultMovesTest::noKeyIsMadeOverAnother()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    putBoth();
    const QString key = QStringLiteral("SELECT hex(key_id) || hex(nonce) || hex(sealed) FROM vault_key");
    const QVariant before = m_opened->one(key);
    QCOMPARE(m_profile->create(vault(), "other").error().kind, Error::Kind::Conflict);
    vault().lock();
    QCOMPARE(m_profile->create(vault(), "other").error().trouble, StoreTrouble::VaultLocked);
    QCOMPARE(createInKeychain().error().trouble, StoreTrouble::VaultLocked);
    QVERIFY(m_keychain->requests.isEmpty());
    QCOMPARE(m_opened->one(key), before);
    QVERIFY(m_profile->unlock(vault(), "pw"));
    seeBoth();
}

void VaultMovesTest::recordsWithoutAKeyAreDamage()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    putBoth();
    QVERIFY(m_opened->run(QStringLiteral("DELETE FROM vault_key")));
    reopen();
    QCOMPARE(vault().state(), State::Locked);
    QVERIFY(vault().hasStoredKey()); // nothing may be made in its place
    QVERIFY(!m_profile->create(vault(), "pw"));
    QCOMPARE(m_profile->unlock(vault(), "pw").error().trouble, StoreTrouble::FileDamaged);
    QCOMPARE(rows("vault_records"), 2);
}

void VaultMovesTest::theOfferedSourceMustBeTheRightKind()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    vault().lock();
    QCOMPARE(unlockFromKeychain().error().trouble, StoreTrouble::VaultOtherSource);
    QVERIFY(m_keychain->requests.isEmpty());
    QCOMPARE(vault().state(), State::Locked);
}

void VaultMovesTest::anEntryOfAnotherVaultIsForeign()
{
    QVERIFY(createInKeychain());
    vault().lock();
    m_keychain->entries.begin().value() = QByteArray(32, 'k').toBase64();
    const Result<Nothing> unlocked = unlockFromKeychain();
    QVERIFY(!unlocked);
    QCOMPARE(unlocked.error().trouble, StoreTrouble::KeychainEntryForeign);
    QCOMPARE(vault().state(), State::Locked);
}

void VaultMovesTest::anAlteredKeyRowDoesNotOpen_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<StoreTrouble>("trouble");
    const auto row = [](const char *name, const char *change, StoreTrouble trouble) {
        QTest::newRow(name) << QString::fromLatin1(change) << trouble;
    };
    row("box", "sealed = zeroblob(48)", StoreTrouble::WrongPassword);
    row("short box", "sealed = x'00'", StoreTrouble::WrongPassword);
    row("nonce", "nonce = zeroblob(24)", StoreTrouble::WrongPassword);
    row("key's name", "key_id = zeroblob(16)", StoreTrouble::WrongPassword);
    row("parameters", "parameters = json_set(parameters, '$.passes', 2)", StoreTrouble::WrongPassword);
    row("no parameters", "parameters = '{}'", StoreTrouble::None);
    row("other source", "source = 'keychain'", StoreTrouble::VaultOtherSource);
    row("unknown source", "source = 'amulet'", StoreTrouble::VaultNewer);
    row("newer version", "version = 2", StoreTrouble::VaultNewer);
}

void VaultMovesTest::anAlteredKeyRowDoesNotOpen()
{
    QFETCH(const QString, change);
    QFETCH(const StoreTrouble, trouble);
    QVERIFY(m_profile->create(vault(), "pw"));
    putBoth();
    QVERIFY(m_opened->run(QStringLiteral("UPDATE vault_key SET ") + change));
    reopen();
    QCOMPARE(vault().state(), State::Locked);
    const Result<Nothing> unlocked = m_profile->unlock(vault(), "pw");
    QVERIFY(!unlocked);
    QCOMPARE(unlocked.error().kind, Error::Kind::Vault);
    QCOMPARE(unlocked.error().trouble, trouble);
    QCOMPARE(vault().state(), State::Locked);
    QVERIFY(!m_profile->create(vault(), "pw"));
}

void VaultMovesTest::aChangedPasswordReplacesTheOld()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    putBoth();
    const QByteArray oldBox = m_opened->one(QStringLiteral("SELECT sealed FROM vault_key")).toByteArray();
    QVERIFY(m_profile->move(vault(), "new pw"));
    seeBoth();
    vault().lock();
    QCOMPARE(m_profile->unlock(vault(), "pw").error().trouble, StoreTrouble::WrongPassword);
    QVERIFY(m_profile->unlock(vault(), "new pw"));
    seeBoth();
    QCOMPARE(rows("vault_key"), 1);
    // Whoever finds the disk must not be able to try the old password on it.
    QCOMPARE(oldBox.size(), 48);
    for (const char *name : {"tokenry.db", "tokenry.db-wal"}) {
        QFile file(QDir(m_profile->folder()).filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(oldBox), name);
    }
}

void VaultMovesTest::movesBetweenKeychainAndPassword()
{
    QVERIFY(createInKeychain());
    putBoth();
    QVERIFY(m_profile->move(vault(), "pw"));
    QCOMPARE(vault().protection(), Protection::Password);
    QVERIFY(m_keychain->entries.isEmpty());
    seeBoth();
    reopen();
    QVERIFY(m_profile->unlock(vault(), "pw"));
    QVERIFY(moveToKeychain());
    QCOMPARE(vault().protection(), Protection::Keychain);
    QCOMPARE(m_keychain->entries.size(), 1);
    const QStringList entry = m_keychain->entries.keys();
    QVERIFY(moveToKeychain()); // a fresh key in the same keychain
    QCOMPARE(m_keychain->entries.size(), 1);
    QVERIFY(m_keychain->entries.keys() != entry);
    reopen();
    QVERIFY(unlockFromKeychain());
    seeBoth();
}

void VaultMovesTest::aMoveThatFailsChangesNothing()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    putBoth();
    for (const Mode mode : {Mode::Missing, Mode::Locked, Mode::Refusing, Mode::Forgetful, Mode::Garbling}) {
        m_keychain->mode = mode;
        QVERIFY(!moveToKeychain());
        QCOMPARE(vault().state(), State::Unlocked);
        QCOMPARE(vault().protection(), Protection::Password);
        seeBoth();
    }
    reopen();
    QVERIFY(m_profile->unlock(vault(), "pw"));
    seeBoth();
}

void VaultMovesTest::aMoveHasSucceededThoughTheOldEntryStays()
{
    QVERIFY(createInKeychain());
    putBoth();
    m_keychain->mode = Mode::Locked;
    QVERIFY(m_profile->move(vault(), "pw"));
    QCOMPARE(m_keychain->entries.size(), 1);
    QCOMPARE(vault().protection(), Protection::Password);
    vault().lock();
    QVERIFY(m_profile->unlock(vault(), "pw"));
    seeBoth();
}

void VaultMovesTest::aCrashLeavesAVaultThatOpens_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    const auto row = [](const char *name, Protection from, Protection to) {
        QTest::newRow(name) << int(from) << int(to);
    };
    row("password to keychain", Protection::Password, Protection::Keychain);
    row("keychain to password", Protection::Keychain, Protection::Password);
    row("keychain to keychain", Protection::Keychain, Protection::Keychain);
    row("password to password", Protection::Password, Protection::Password);
}

void VaultMovesTest::aCrashLeavesAVaultThatOpens()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    QVERIFY(from == int(Protection::Keychain) ? createInKeychain() : m_profile->create(vault(), "pw"));
    putBoth();
    const std::vector<Remains> all = remainsDuring([this, to] {
        QVERIFY(to == int(Protection::Keychain) ? moveToKeychain() : m_profile->move(vault(), "new pw"));
    });
    // Writing and reading back the new entry, overwriting, removing and looking after the old one: two
    // instants each.
    const int expected = 2 + (to == int(Protection::Keychain) ? 4 : 0)
        + (from == int(Protection::Keychain) ? 6 : 0) + (from == to ? 0 : 1);
    QCOMPARE(int(all.size()), expected);
    for (const Remains &remains : all)
        seeBothIn(remains);
}

void VaultMovesTest::abortChangesNothing_data()
{
    QTest::addColumn<bool>("ownerDies");
    QTest::newRow("abort") << false;
    QTest::newRow("the owner's death") << true;
}

void VaultMovesTest::abortChangesNothing()
{
    QFETCH(const bool, ownerDies);
    int calls = 0;
    const auto stop = [&](auto start) {
        auto owner = std::make_unique<QObject>();
        m_keychain->mode = Mode::Silent;
        JobOf<Nothing> *job = start(owner.get());
        job->onFinished(this, [&calls](Result<Nothing> &&result) {
            QCOMPARE(result.error().kind, Error::Kind::Cancelled);
            ++calls;
        });
        QVERIFY(vault().isBusy());
        QTest::qWait(5);
        if (ownerDies)
            owner.reset();
        else
            job->abort();
        QTRY_VERIFY(!vault().isBusy());
        m_keychain->answerAll(Mode::Working);
        QTest::qWait(20);
    };
    stop([this](QObject *owner) { return vault().create(owner, *m_source); });
    QCOMPARE(vault().state(), State::Absent);
    QTRY_VERIFY(m_keychain->entries.isEmpty());

    QVERIFY(createInKeychain());
    putBoth();
    const auto entries = m_keychain->entries;
    stop([this](QObject *owner) { return vault().move(owner, *m_source); });
    QCOMPARE(vault().state(), State::Unlocked);
    QTRY_COMPARE(m_keychain->entries, entries);
    seeBoth();

    vault().lock();
    stop([this](QObject *owner) { return vault().unlock(owner, *m_source); });
    QCOMPARE(vault().state(), State::Locked);
    QCOMPARE(calls, ownerDies ? 0 : 3);
    QVERIFY(unlockFromKeychain());
    seeBoth();
}

void VaultMovesTest::aSourceMayGoBeforeItsKeyComes()
{
    auto source = m_profile->password("pw");
    auto *job = vault().create(this, *source);
    source.reset();
    QVERIFY(answerOf(job));
    putBoth();
    vault().lock();
    source = m_profile->password("wrong");
    job = vault().unlock(this, *source);
    source.reset();
    QCOMPARE(answerOf(job).error().trouble, StoreTrouble::WrongPassword);
    QVERIFY(m_profile->unlock(vault(), "pw"));

    m_keychain->mode = Mode::Silent;
    job = vault().move(this, *m_source);
    m_source.reset();
    m_keychain->answerAll(Mode::Working);
    QVERIFY(answerOf(job));
    QCOMPARE(vault().protection(), Protection::Keychain);
    m_source = std::make_unique<KeychainKeySource>(*m_keychain, QStringLiteral("p"));
    vault().lock();
    QVERIFY(unlockFromKeychain());
    seeBoth();
}

void VaultMovesTest::lockEndsWhatIsUnderWay()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    putBoth();
    m_keychain->mode = Mode::Silent;
    auto *job = vault().move(this, *m_source);
    vault().lock();
    QCOMPARE(vault().state(), State::Locked);
    QCOMPARE(answerOf(job).error().kind, Error::Kind::Cancelled);
    m_keychain->answerAll(Mode::Working);
    QTRY_VERIFY(m_keychain->entries.isEmpty());

    const auto source = m_profile->password("pw");
    auto *unlocking = vault().unlock(this, *source);
    vault().lock();
    QCOMPARE(answerOf(unlocking).error().kind, Error::Kind::Cancelled);
    QTest::qWait(20);
    QCOMPARE(vault().state(), State::Locked);
    QVERIFY(m_profile->unlock(vault(), "pw"));
    seeBoth();
}

void VaultMovesTest::aDyingVaultTellsItsAsker()
{
    m_keychain->mode = Mode::Silent;
    auto *job = vault().create(this, *m_source);
    m_opened.reset();
    const Result<Nothing> result = answerOf(job);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Cancelled);
    m_keychain->answerAll(Mode::Working);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
}

void VaultMovesTest::oneJobAtATime()
{
    const auto source = m_profile->password("pw");
    auto *job = vault().create(this, *source);
    QVERIFY(vault().isBusy());
    QCOMPARE(answerOf(vault().create(this, *m_source)).error().kind, Error::Kind::Conflict);
    QCOMPARE(vault().becomeMemoryOnly().error().kind, Error::Kind::Conflict);
    QVERIFY(answerOf(job));
    QVERIFY(!vault().isBusy());
    QCOMPARE(m_profile->unlock(vault(), "pw").error().kind, Error::Kind::Conflict); // open already
}

void VaultMovesTest::twoProgramsMakeOneKey()
{
    Opened other(m_profile->path());
    QCOMPARE(other.vault->state(), State::Absent);
    const auto mine = m_profile->password("pw");
    auto *job = vault().create(this, *mine);
    auto *late = other.vault->create(this, *m_source);
    // Both are under way; whichever is second must leave the first one's key alone.
    const Result<Nothing> one = answerOf(job);
    const Result<Nothing> two = answerOf(late);
    QVERIFY(one.ok() != two.ok());
    Vault &winner = one ? vault() : *other.vault;
    Vault &loser = one ? *other.vault : vault();
    QCOMPARE(winner.state(), State::Unlocked);
    QCOMPARE(loser.state(), State::Locked);
    QCOMPARE(loser.protection(), winner.protection());
    QTRY_COMPARE(m_keychain->entries.size(), one ? 0 : 1);
    QCOMPARE(rows("vault_key"), 1);
    QVERIFY(winner.put(first, secretOf("x")));
    if (one)
        QVERIFY(m_profile->unlock(loser, "pw"));
    else
        QVERIFY(answerOf(loser.unlock(this, *m_source)));
    QCOMPARE(readOf(loser, first), QByteArray("x"));
}

void VaultMovesTest::theSecondOfTwoMovesFails()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    putBoth();
    Opened other(m_profile->path());
    QVERIFY(m_profile->unlock(*other.vault, "pw"));
    m_keychain->mode = Mode::Silent;
    auto *slow = vault().move(this, *m_source);
    QVERIFY(m_profile->move(*other.vault, "new pw"));
    m_keychain->answerAll(Mode::Working);
    const Result<Nothing> lost = answerOf(slow);
    QVERIFY(!lost);
    QCOMPARE(lost.error().trouble, StoreTrouble::VaultChangedElsewhere);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
    // The records are sealed with the same key as before: both go on.
    QVERIFY(vault().put(first, secretOf("value one")));
    QCOMPARE(readOf(*other.vault, first), QByteArray("value one"));
    reopen();
    QCOMPARE(vault().protection(), Protection::Password);
    QVERIFY(m_profile->unlock(vault(), "new pw"));
    seeBoth();
}

QTEST_GUILESS_MAIN(VaultMovesTest)
#include "tst_vaultmoves.moc"
