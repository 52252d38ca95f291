// SPDX-License-Identifier: MIT
#include "session/safekeeper.h"

#include "store/database.h"
#include "support/keptvalue.h"
#include "support/manualclock.h"
#include "support/openvault.h"

#include <QSet>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>

namespace {

Token token(const QString &name)
{
    Token made;
    made.id = QStringLiteral("id-") + name;
    made.name = name;
    made.accountId = QStringLiteral("account-1");
    return made;
}

QByteArray valueOf(const Safekeeper &safekeeper, const QString &id)
{
    const Secret *secret = safekeeper.secret(id);
    return secret ? secret->reveal().toByteArray() : QByteArray();
}

OperationState stateOf(const Safekeeper &safekeeper, const QString &id)
{
    return safekeeper.journal().operation(id).value().state;
}

/// One run of the program on a profile on disk.
struct Run
{
    Run(const Clock &clock, const QString &folder)
        : profile(clock, folder)
        , safekeeper(clock, profile)
    { }

    [[nodiscard]] bool unlock() { return openVault(profile, background); }

    Background background;
    Profile profile;
    Safekeeper safekeeper;
};

} // namespace

class SafekeeperTest final : public QObject
{
    Q_OBJECT

private:
    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    Profile m_memory{m_clock};

    [[nodiscard]] std::unique_ptr<Run> start() { return std::make_unique<Run>(m_clock, m_folder->path()); }

    static QString keep(Safekeeper &safekeeper, const QByteArray &value, const QString &name,
        KeptSecret::Origin origin = KeptSecret::Origin::Created)
    {
        return keepValue(safekeeper, Secret(QByteArray(value)), token(name), QStringLiteral("Acme"), origin);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsUntilConfirmed()
    {
        Safekeeper safekeeper(m_clock, m_memory);
        const QSignalSpy changed(&safekeeper, &Safekeeper::changed);
        QVERIFY(!safekeeper.isDurable());
        QVERIFY(!safekeeper.refusal());

        const QString id =
            keep(safekeeper, QByteArrayLiteral("value-1"), QStringLiteral("ci"), KeptSecret::Origin::Rotated);
        QCOMPARE(changed.size(), 1);
        const auto kept = safekeeper.find(id);
        QVERIFY(kept);
        QCOMPARE(kept->id, id);
        QCOMPARE(kept->token.name, QStringLiteral("ci"));
        QCOMPARE(kept->accountName, QStringLiteral("Acme"));
        QCOMPARE(kept->origin, KeptSecret::Origin::Rotated);
        QCOMPARE(kept->receivedAt, m_clock.nowUtc());
        QVERIFY(!kept->isDurable);
        QVERIFY(!kept->trouble);
        QCOMPARE(valueOf(safekeeper, id), QByteArrayLiteral("value-1"));
        QCOMPARE(stateOf(safekeeper, id), OperationState::Kept);

        safekeeper.markShown(id);
        safekeeper.markShown(id);
        QCOMPARE(stateOf(safekeeper, id), OperationState::Shown);
        QCOMPARE(safekeeper.journal().operation(id).value().events.size(), 3);

        QVERIFY(safekeeper.confirmStored(id));
        QCOMPARE(changed.size(), 2);
        QVERIFY(!safekeeper.secret(id));
        QVERIFY(!safekeeper.find(id));
        QVERIFY(safekeeper.waiting().isEmpty());
        QCOMPARE(stateOf(safekeeper, id), OperationState::Confirmed);
        QVERIFY(m_memory.vault().names(QStringLiteral("secret/")).value().isEmpty());
    }

    void theOldestComesFirst()
    {
        Safekeeper safekeeper(m_clock, m_memory);
        QStringList ids;
        for (int i = 0; i < 50; ++i) {
            ids.append(keep(safekeeper, QByteArray::number(i), QString::number(i)));
            m_clock.advance(std::chrono::seconds(1));
        }
        const QList<KeptSecret> waiting = safekeeper.waiting();
        QCOMPARE(waiting.size(), 50);
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(waiting.at(i).id, ids.at(i));
            QCOMPARE(valueOf(safekeeper, ids.at(i)), QByteArray::number(i));
        }
        QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), 50);
    }

    void anUnknownIdIsHarmless()
    {
        Safekeeper safekeeper(m_clock, m_memory);
        const QSignalSpy changed(&safekeeper, &Safekeeper::changed);
        QVERIFY(!safekeeper.confirmStored(QStringLiteral("nothing")));
        QVERIFY(!safekeeper.secret(QStringLiteral("nothing")));
        QVERIFY(!safekeeper.find(QStringLiteral("nothing")));
        safekeeper.markShown(QStringLiteral("nothing"));
        QVERIFY(safekeeper.keepAgain(QStringLiteral("nothing")));
        QCOMPARE(changed.size(), 0);
    }

    void isOfferedAgainAfterACrash()
    {
        QString id;
        {
            const auto run = start();
            QVERIFY(run->unlock());
            QVERIFY(run->safekeeper.isDurable());
            id = keep(run->safekeeper, QByteArrayLiteral("survivor"), QStringLiteral("ci"));
            QVERIFY(run->safekeeper.find(id)->isDurable);
            run->safekeeper.markShown(id);
        }
        {
            const auto run = start();
            // Known before the vault is open, readable only then.
            QCOMPARE(run->safekeeper.waiting().size(), 1);
            QCOMPARE(run->safekeeper.find(id)->token.name, QStringLiteral("ci"));
            QCOMPARE(run->safekeeper.find(id)->token.id, QStringLiteral("id-ci"));
            QCOMPARE(run->safekeeper.find(id)->accountName, QStringLiteral("Acme"));
            QVERIFY(!run->safekeeper.secret(id));
            QVERIFY(!run->safekeeper.confirmStored(id));
            QVERIFY(run->unlock());
            QCOMPARE(valueOf(run->safekeeper, id), QByteArrayLiteral("survivor"));
            QVERIFY(run->safekeeper.confirmStored(id));
        }
        const auto run = start();
        QVERIFY(run->safekeeper.waiting().isEmpty());
        QVERIFY(run->unlock());
        QVERIFY(run->safekeeper.waiting().isEmpty());
        QVERIFY(run->profile.vault().names(QStringLiteral("secret/")).value().isEmpty());
    }

    void aLockTakesTheValuesOutOfMemory()
    {
        const auto run = start();
        QVERIFY(run->unlock());
        const QString id = keep(run->safekeeper, QByteArrayLiteral("v"), QStringLiteral("ci"));
        QCOMPARE(valueOf(run->safekeeper, id), QByteArrayLiteral("v"));
        run->profile.vault().lock();
        QVERIFY(!run->safekeeper.secret(id));
        QCOMPARE(run->safekeeper.waiting().size(), 1);
        QCOMPARE(run->safekeeper.refusal()->trouble, StoreTrouble::VaultLocked);
        QVERIFY(run->unlock());
        QVERIFY(!run->safekeeper.refusal());
        QCOMPARE(valueOf(run->safekeeper, id), QByteArrayLiteral("v"));
    }

    void withoutAVaultNothingIsBegun()
    {
        const auto run = start();
        QCOMPARE(run->safekeeper.refusal()->kind, Error::Kind::Vault);
        QCOMPARE(run->safekeeper.refusal()->trouble, StoreTrouble::VaultAbsent);
    }

    void aValueThatComesWhileLockedIsNotLost()
    {
        const auto run = start();
        QVERIFY(run->unlock());
        run->profile.vault().lock();
        const QString id = keep(run->safekeeper, QByteArrayLiteral("late"), QStringLiteral("ci"));
        QVERIFY(run->safekeeper.find(id)->trouble);
        QVERIFY(!run->safekeeper.find(id)->isDurable);
        QCOMPARE(valueOf(run->safekeeper, id), QByteArrayLiteral("late"));
        run->safekeeper.markShown(id);
        QVERIFY(run->unlock());
        QVERIFY(!run->safekeeper.find(id)->trouble);
        QVERIFY(run->safekeeper.find(id)->isDurable);
        QCOMPARE(stateOf(run->safekeeper, id), OperationState::Kept);
        QCOMPARE(valueOf(run->safekeeper, id), QByteArrayLiteral("late"));
    }

    void aValueTheVaultDoesNotTakeStaysInMemory()
    {
        const auto run = start();
        QVERIFY(run->unlock());
        const auto sql = [&run](const char *statement) {
            return QSqlQuery(run->profile.database().connection()).exec(QString::fromLatin1(statement));
        };
        QVERIFY(sql("ALTER TABLE vault_records RENAME TO away"));
        const QString id = keep(run->safekeeper, QByteArrayLiteral("held"), QStringLiteral("ci"));
        QVERIFY(run->safekeeper.find(id)->trouble);
        QCOMPARE(valueOf(run->safekeeper, id), QByteArrayLiteral("held"));
        QCOMPARE(stateOf(run->safekeeper, id), OperationState::Begun); // both or none
        QVERIFY(!run->safekeeper.keepAgain(id));
        QVERIFY(sql("ALTER TABLE away RENAME TO vault_records"));
        QVERIFY(run->safekeeper.keepAgain(id));
        QVERIFY(!run->safekeeper.find(id)->trouble);
        QCOMPARE(stateOf(run->safekeeper, id), OperationState::Kept);
        QVERIFY(run->safekeeper.confirmStored(id));
    }

    void aValueThatWasInMemoryOnlyIsToldAsLost()
    {
        QString id;
        {
            const auto run = start();
            QVERIFY(run->profile.vault().becomeMemoryOnly());
            id = keep(run->safekeeper, QByteArrayLiteral("gone"), QStringLiteral("ci"));
            QVERIFY(!run->safekeeper.find(id)->isDurable);
            // Somebody else who starts meanwhile has nothing to say about it.
            const auto other = start();
            QVERIFY(other->safekeeper.waiting().isEmpty());
            QCOMPARE(stateOf(run->safekeeper, id), OperationState::Kept);
        }
        const auto run = start();
        QVERIFY(run->safekeeper.waiting().isEmpty());
        QCOMPARE(stateOf(run->safekeeper, id), OperationState::Resolved);
        QCOMPARE(run->safekeeper.journal().operation(id).value().finding(), Finding::CreatedSecretLost);
    }

    void becomesDurableWithTheVault()
    {
        const auto run = start();
        QVERIFY(run->profile.vault().becomeMemoryOnly());
        const QString id = keep(run->safekeeper, QByteArrayLiteral("v"), QStringLiteral("ci"));
        QVERIFY(!run->safekeeper.find(id)->isDurable);
        PasswordKeySource source(
            Secret(QByteArrayLiteral("pw")), run->background, PasswordKeySource::Cost::least());
        bool isMoved = false;
        run->profile.vault().move(&source, source)->onFinished(&source, [&isMoved](Result<Nothing> &&result) {
            isMoved = result.ok();
        });
        QTRY_VERIFY(isMoved);
        QVERIFY(run->safekeeper.isDurable());
        QVERIFY(run->safekeeper.find(id)->isDurable);
        QCOMPARE(valueOf(run->safekeeper, id), QByteArrayLiteral("v"));
    }
};

QTEST_GUILESS_MAIN(SafekeeperTest)
#include "tst_safekeeper.moc"
