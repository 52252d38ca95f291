// SPDX-License-Identifier: MIT
#pragma once

#include "store/keychainkeysource.h"
#include "store/vaultfixture.h"
#include "support/fakekeychain.h"

/// A vault over a profile of its own and a keychain that does as a test says, with two records to lose.
class VaultBench
{
protected:
    static inline const QString first = QStringLiteral("credential/1");
    static inline const QString second = QStringLiteral("unclaimed/2");

    void begin()
    {
        m_profile = std::make_unique<VaultFixture>();
        m_keychain = std::make_unique<FakeKeychain>();
        m_source = std::make_unique<KeychainKeySource>(*m_keychain, QStringLiteral("p"));
        reopen();
        QVERIFY(m_opened->isOpen);
    }
    void end()
    {
        m_opened.reset();
        m_source.reset();
        m_keychain.reset();
        m_profile.reset();
    }

    [[nodiscard]] Vault &vault() { return *m_opened->vault; }
    void reopen() { m_opened = std::make_unique<Opened>(m_profile->path()); }

    [[nodiscard]] Result<Nothing> createInKeychain() { return answerOf(vault().create(&m_owner, *m_source)); }
    [[nodiscard]] Result<Nothing> unlockFromKeychain()
    {
        return answerOf(vault().unlock(&m_owner, *m_source));
    }
    [[nodiscard]] Result<Nothing> moveToKeychain() { return answerOf(vault().move(&m_owner, *m_source)); }

    void putBoth()
    {
        QVERIFY(vault().put(first, secretOf("value one")));
        QVERIFY(vault().put(second, secretOf("value two")));
    }
    void seeBoth()
    {
        QCOMPARE(readOf(vault(), first), QByteArray("value one"));
        QCOMPARE(readOf(vault(), second), QByteArray("value two"));
        QCOMPARE(vault().names().value(), QStringList({first, second}));
    }
    [[nodiscard]] int rows(const char *table) const
    {
        return m_opened->one(QStringLiteral("SELECT count(*) FROM ") + QLatin1String(table)).toInt();
    }

    std::unique_ptr<VaultFixture> m_profile;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<KeychainKeySource> m_source;
    std::unique_ptr<Opened> m_opened;

private:
    QObject m_owner; ///< of the jobs
};
