// SPDX-License-Identifier: MIT
// What the Windows Credential Manager itself says of the entries; that they are kept is in tst_realkeychain.
#include "store/systemkeychain.h"

#include <QTest>

#ifdef TOKENRY_WINDOWS_CREDENTIALS
#include "store/storeerror.h"
#include "support/answer.h"

#include <windows.h>

#include <wincred.h>
#endif

class SystemKeychainWinTest final : public QObject
{
    Q_OBJECT

#ifdef TOKENRY_WINDOWS_CREDENTIALS
private:
    const QString m_entry = QStringLiteral("Tokenry test “ü” 🚀, %1").arg(QCoreApplication::applicationPid());
    SystemKeychain m_keychain;

    [[nodiscard]] const wchar_t *name() const
    {
        return reinterpret_cast<const wchar_t *>(m_entry.utf16());
    }
#endif

private Q_SLOTS:
    void initTestCase()
    {
#ifndef TOKENRY_WINDOWS_CREDENTIALS
        QSKIP("this build has its keychain through QtKeychain");
#endif
    }

#ifdef TOKENRY_WINDOWS_CREDENTIALS
    void cleanup()
    {
        CredDeleteW(name(), CRED_TYPE_GENERIC, 0);
    }

    void anEntryIsAGenericCredentialThatRoams()
    {
        const QByteArray value("\x00binary \xff, not text", 19);
        QVERIFY(answerOf(m_keychain.write(this, m_entry, Secret(QByteArray(value.data(), value.size())))));
        CREDENTIALW *found = nullptr;
        QVERIFY(CredReadW(name(), CRED_TYPE_GENERIC, 0, &found));
        const QByteArray kept(
            reinterpret_cast<const char *>(found->CredentialBlob), int(found->CredentialBlobSize));
        const DWORD persistence = found->Persist;
        CredFree(found);
        QCOMPARE(kept, value);
        QCOMPARE(persistence, DWORD(CRED_PERSIST_ENTERPRISE));
    }

    void aJobNeverEndsInsideTheCall()
    {
        int calls = 0;
        auto *job = m_keychain.read(this, m_entry);
        job->onFinished(this, [&calls](Result<Secret> &&) { ++calls; });
        QCOMPARE(calls, 0);
        QTRY_COMPARE(calls, 1);
    }

    void whatIsTooLongIsRefusedAndNothingIsKept()
    {
        const auto written = answerOf(m_keychain.write(this, m_entry, Secret(QByteArray(2561, 'x'))));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Vault);
        QVERIFY(!written.error().technical.contains(QLatin1String("xxx")));
        QCOMPARE(
            answerOf(m_keychain.read(this, m_entry)).error().trouble, StoreTrouble::KeychainEntryMissing);
    }

    void whatIsNotThereCannotBeRemoved()
    {
        QCOMPARE(
            answerOf(m_keychain.remove(this, m_entry)).error().trouble, StoreTrouble::KeychainEntryMissing);
    }

    void anAskerThatIsGoneChangesNothing()
    {
        {
            QObject owner;
            m_keychain.write(&owner, m_entry, Secret(QByteArrayLiteral("v")));
        }
        QTest::qWait(50);
        CREDENTIALW *found = nullptr;
        QVERIFY(!CredReadW(name(), CRED_TYPE_GENERIC, 0, &found));
    }
#endif
};

QTEST_GUILESS_MAIN(SystemKeychainWinTest)
#include "tst_systemkeychainwin.moc"
