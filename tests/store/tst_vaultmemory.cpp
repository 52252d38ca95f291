// SPDX-License-Identifier: MIT
#include "store/vault.h"

#include "store/vaultfixture.h"
#include "store/vaultkeyrow.h"
#include "support/memorysearch.h"

#include <QTest>

#include <sodium.h>

namespace {

/// Yields one key that the test knows.
class KnownKeySource final : public KeySource
{
public:
    [[nodiscard]] Kind kind() const override { return Kind::Password; }
    JobOf<WrappingKey> *make(QObject *owner) override { return yielded(owner); }
    JobOf<WrappingKey> *obtain(QObject *owner, const QJsonObject &) override { return yielded(owner); }
    JobOf<Nothing> *forget(QObject *owner, const QJsonObject &) override
    {
        return finishedJob<Nothing>(owner, Nothing{});
    }
    [[nodiscard]] Error mismatch() const override { return {}; }

    [[nodiscard]] static GuardedKey key() { return GuardedKey::copyOf(QByteArray(32, 'w')); }

private:
    static JobOf<WrappingKey> *yielded(QObject *owner)
    {
        return finishedJob<WrappingKey>(owner, WrappingKey{key(), {}});
    }
};

} // namespace

/// What lies in the process's memory, looked at from outside.
class VaultMemoryTest final : public QObject
{
    Q_OBJECT

private:
    VaultFixture m_profile;
    int m_inItsPlace = 0; ///< how often a key in use is found

    /// The vault's own key, which its row tells to whoever has the wrapping key.
    [[nodiscard]] static MemorySearch searchForDataKey(const Database &database)
    {
        const GuardedKey key = VaultKeyRow::load(database).value()->dataKey(KnownKeySource::key());
        return key.read(
            [](const unsigned char *bytes) { return MemorySearch(bytes, GuardedKey::byteCount); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!MemorySearch::isPossible())
            QSKIP("This system does not let a process look through its own memory");
        m_inItsPlace = MemorySearch::seesGuardedPages() ? 1 : 0;
    }

    void theSearchFindsWhatIsThere()
    {
        QByteArray random(32, '\0');
        randombytes_buf(random.data(), 32);
        const MemorySearch search(reinterpret_cast<const unsigned char *>(random.constData()), 32);
        QCOMPARE(search.count(), 1);
        const QByteArray copy(random.constData(), random.size());
        QCOMPARE(search.count(), 2);
        QCOMPARE(copy.size(), 32);
    }

    void lockingWipesTheKey()
    {
        Opened opened(m_profile.path());
        KnownKeySource source;
        QVERIFY(answerOf(opened.vault->create(this, source)));
        QVERIFY(opened.vault->put(QStringLiteral("a"), secretOf("x")));
        const MemorySearch search = searchForDataKey(opened.database);
        QCOMPARE(search.count(), m_inItsPlace);
        opened.vault->lock();
        QCOMPARE(search.count(), 0);
        QVERIFY(answerOf(opened.vault->unlock(this, source)));
        QCOMPARE(readOf(*opened.vault, QStringLiteral("a")), QByteArray("x"));
        QCOMPARE(search.count(), m_inItsPlace);
        QVERIFY(answerOf(opened.vault->move(this, source)));
        QVERIFY(opened.vault->becomeMemoryOnly());
        QCOMPARE(search.count(), m_inItsPlace);
        opened.vault.reset();
        QCOMPARE(search.count(), 0);
    }

    void nothingOfARecordStaysAfterReading()
    {
        Opened opened(m_profile.path() + QStringLiteral("2"));
        KnownKeySource source;
        QVERIFY(answerOf(opened.vault->create(this, source)));
        std::optional<MemorySearch> search;
        {
            QByteArray text(1000, '\0');
            randombytes_buf(text.data(), 1000);
            search.emplace(reinterpret_cast<const unsigned char *>(text.constData()) + 100, 64);
            const Secret secret(std::move(text));
            QVERIFY(opened.vault->put(QStringLiteral("a"), secret));
            QCOMPARE(search->count(), 1);
        }
        QCOMPARE(search->count(), 0);
        {
            const Result<Secret> read = opened.vault->get(QStringLiteral("a"));
            QVERIFY(read);
            QCOMPARE(search->count(), 1);
        }
        QCOMPARE(search->count(), 0);
    }
};

QTEST_GUILESS_MAIN(VaultMemoryTest)
#include "tst_vaultmemory.moc"
