// SPDX-License-Identifier: MIT
#include "store/vault.h"

#include "store/vaultbench.h"

#include <QTest>

using State = Vault::State;
using Protection = Vault::Protection;
using Mode = FakeKeychain::Mode;

/// A vault that keeps its records in memory only: what does not last, and the ways from there into the file
/// and back.
class VaultInMemoryTest final : public QObject, protected VaultBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void inMemoryNothingIsDurable();
    void memoryRecordsTakePartInTransactions();
    void memoryIsNotLocked();
    void fromMemoryIntoTheFile();
    void fromTheFileIntoMemory();
    void memoryBesideALockedVault();
    void notInsideATransaction();
};

void VaultInMemoryTest::inMemoryNothingIsDurable()
{
    QVERIFY(vault().becomeMemoryOnly());
    QCOMPARE(vault().state(), State::MemoryOnly);
    QCOMPARE(vault().protection(), Protection::MemoryOnly);
    QVERIFY(!vault().hasStoredKey());
    putBoth();
    seeBoth();
    QVERIFY(vault().remove(second).value());
    QCOMPARE(vault().names().value(), QStringList(first));
    QCOMPARE(rows("vault_records"), 0);
    QCOMPARE(rows("vault_key"), 0);
    QVERIFY(vault().becomeMemoryOnly()); // is it already
    QCOMPARE(vault().names().value(), QStringList(first));
    reopen();
    QCOMPARE(vault().state(), State::Absent);
}

void VaultInMemoryTest::memoryRecordsTakePartInTransactions()
{
    QVERIFY(vault().becomeMemoryOnly());
    {
        Transaction transaction(m_opened->database);
        putBoth();
        seeBoth();
    }
    QCOMPARE(vault().names().value(), QStringList());
    Transaction transaction(m_opened->database);
    putBoth();
    QVERIFY(transaction.commit());
    seeBoth();
}

void VaultInMemoryTest::memoryIsNotLocked()
{
    QVERIFY(vault().becomeMemoryOnly());
    putBoth();
    vault().lock();
    QCOMPARE(vault().state(), State::MemoryOnly);
    seeBoth();
}

void VaultInMemoryTest::fromMemoryIntoTheFile()
{
    QVERIFY(vault().becomeMemoryOnly());
    putBoth();
    QCOMPARE(m_profile->create(vault(), "pw").error().kind, Error::Kind::Conflict);
    m_keychain->mode = Mode::Refusing;
    QVERIFY(!moveToKeychain());
    QCOMPARE(vault().state(), State::MemoryOnly);
    seeBoth();
    m_keychain->mode = Mode::Working;
    QVERIFY(moveToKeychain());
    QCOMPARE(vault().state(), State::Unlocked);
    QCOMPARE(vault().protection(), Protection::Keychain);
    seeBoth();
    reopen();
    QVERIFY(unlockFromKeychain());
    seeBoth();
}

void VaultInMemoryTest::fromTheFileIntoMemory()
{
    QVERIFY(createInKeychain());
    putBoth();
    QVERIFY(vault().becomeMemoryOnly());
    QCOMPARE(vault().state(), State::MemoryOnly);
    seeBoth();
    QCOMPARE(rows("vault_records"), 0);
    QCOMPARE(rows("vault_key"), 0);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
    QVERIFY(m_profile->move(vault(), "pw")); // and back
    seeBoth();
    reopen();
    QVERIFY(m_profile->unlock(vault(), "pw"));
    seeBoth();
}

void VaultInMemoryTest::memoryBesideALockedVault()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    QVERIFY(vault().put(first, secretOf("value one")));
    reopen();
    QVERIFY(vault().becomeMemoryOnly());
    QCOMPARE(vault().state(), State::MemoryOnly);
    QVERIFY(vault().hasStoredKey());
    QCOMPARE(vault().names().value(), QStringList());
    QVERIFY(vault().put(second, secretOf("value two")));
    QCOMPARE(moveToKeychain().error().trouble, StoreTrouble::VaultLocked); // there is a key already
    QVERIFY(m_keychain->requests.isEmpty());

    QCOMPARE(m_profile->unlock(vault(), "wrong").error().trouble, StoreTrouble::WrongPassword);
    QCOMPARE(vault().state(), State::MemoryOnly);
    QCOMPARE(readOf(vault(), second), QByteArray("value two"));
    QVERIFY(m_profile->unlock(vault(), "pw"));
    QCOMPARE(vault().state(), State::Unlocked);
    seeBoth();
    reopen();
    QVERIFY(m_profile->unlock(vault(), "pw"));
    seeBoth();
}

void VaultInMemoryTest::notInsideATransaction()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    putBoth();
    Transaction transaction(m_opened->database);
    QVERIFY(!vault().becomeMemoryOnly());
    // A transaction that is open when the new key arrives could still be rolled back.
    QVERIFY(!moveToKeychain());
    QTRY_VERIFY(m_keychain->entries.isEmpty());
    QCOMPARE(vault().protection(), Protection::Password);
    QVERIFY(transaction.commit());
    seeBoth();
}

QTEST_GUILESS_MAIN(VaultInMemoryTest)
#include "tst_vaultinmemory.moc"
