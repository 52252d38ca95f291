// SPDX-License-Identifier: MIT
#include "session/vaultdoor.h"

#include "core/background.h"

#include "session/safekeeper.h"
#include "store/profile.h"
#include "support/fakekeychain.h"
#include "support/keptvalue.h"
#include "support/manualclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

class VaultDoorTest final : public QObject
{
    Q_OBJECT

private:
    struct Run
    {
        Run(const Clock &clock, const QString &folder, FakeKeychain &keychain)
            : profile(clock, folder)
            , keeper(clock, profile)
            , door(profile, keychain, background, PasswordKeySource::Cost::least())
        { }

        Background background;
        Profile profile;
        Safekeeper keeper;
        VaultDoor door;
    };

    ManualClock m_clock;
    FakeKeychain m_keychain;
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] std::unique_ptr<Run> start()
    {
        return std::make_unique<Run>(m_clock, m_folder->path(), m_keychain);
    }

    /// The end of a job: no error, or the trouble it had.
    static std::optional<StoreTrouble> end(JobOf<Nothing> *job)
    {
        std::optional<std::optional<Error>> told;
        QObject context;
        job->onFinished(&context, [&told](Result<Nothing> &&result) {
            told.emplace(result ? std::nullopt : std::optional<Error>(result.error()));
        });
        if (!QTest::qWaitFor([&told] { return told.has_value(); }))
            return StoreTrouble::FileNewer; // nothing here says that
        return *told ? std::optional<StoreTrouble>((*told)->trouble) : std::nullopt;
    }

    static Secret password(const char *text) { return Secret(QByteArray(text)); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void inMemoryThereIsNothingToChoose()
    {
        Profile profile(m_clock);
        Background background;
        VaultDoor door(profile, m_keychain, background);
        QCOMPARE(door.state(), VaultDoor::State::MemoryOnly);
        QCOMPARE(door.protection(), VaultDoor::Protection::MemoryOnly);
        QVERIFY(!door.canBeDurable());
        door.lock();
        QCOMPARE(door.state(), VaultDoor::State::MemoryOnly);
    }

    void aPasswordFromMakingToChange()
    {
        {
            const auto run = start();
            QCOMPARE(run->door.state(), VaultDoor::State::Unmade);
            const QSignalSpy changed(&run->door, &VaultDoor::changed);
            QVERIFY(!end(run->door.protectByPassword(this, password("first"))));
            QVERIFY(!changed.isEmpty());
            QCOMPARE(run->door.state(), VaultDoor::State::Open);
            QCOMPARE(run->door.protection(), VaultDoor::Protection::Password);
            keepValue(
                run->keeper, password("value"), Token(), QStringLiteral("Acme"), KeptSecret::Origin::Created);
        }
        {
            const auto run = start();
            QCOMPARE(run->door.state(), VaultDoor::State::Locked);
            QCOMPARE(run->door.protection(), VaultDoor::Protection::Password);
            QCOMPARE(end(run->door.unlockByPassword(this, password("wrong"))), StoreTrouble::WrongPassword);
            QCOMPARE(run->door.state(), VaultDoor::State::Locked);
            QCOMPARE(end(run->door.unlockByKeychain(this)), StoreTrouble::VaultOtherSource);
            QVERIFY(!end(run->door.unlockByPassword(this, password("first"))));
            QVERIFY(!end(run->door.protectByPassword(this, password("second"))));
        }
        const auto run = start();
        QCOMPARE(end(run->door.unlockByPassword(this, password("first"))), StoreTrouble::WrongPassword);
        QVERIFY(!end(run->door.unlockByPassword(this, password("second"))));
        QCOMPARE(run->keeper.secret(run->keeper.waiting().first().id)->reveal().toByteArray(),
            QByteArrayLiteral("value"));
    }

    void fromPasswordToKeychainAndBack()
    {
        QString id;
        {
            const auto run = start();
            QVERIFY(!end(run->door.protectByPassword(this, password("pw"))));
            id = keepValue(
                run->keeper, password("value"), Token(), QStringLiteral("Acme"), KeptSecret::Origin::Created);
            QVERIFY(!end(run->door.protectByKeychain(this)));
            QCOMPARE(run->door.protection(), VaultDoor::Protection::Keychain);
        }
        {
            const auto run = start();
            QVERIFY(!end(run->door.unlockByKeychain(this)));
            QVERIFY(run->keeper.secret(id));
            run->door.lock();
            QCOMPARE(run->door.state(), VaultDoor::State::Locked);
            QVERIFY(!run->keeper.secret(id));
            QVERIFY(!end(run->door.unlockByKeychain(this)));
            QVERIFY(!end(run->door.protectByPassword(this, password("pw2"))));
        }
        const auto run = start();
        QCOMPARE(run->door.protection(), VaultDoor::Protection::Password);
        QVERIFY(!end(run->door.unlockByPassword(this, password("pw2"))));
        QVERIFY(run->keeper.secret(id));
    }

    void inMemoryByChoiceUntilItIsProtected()
    {
        const auto run = start();
        QVERIFY(run->door.keepInMemoryOnly());
        QCOMPARE(run->door.state(), VaultDoor::State::MemoryOnly);
        QVERIFY(run->door.canBeDurable());
        const QString id = keepValue(
            run->keeper, password("value"), Token(), QStringLiteral("Acme"), KeptSecret::Origin::Created);
        QVERIFY(!run->keeper.isDurable());
        QVERIFY(!end(run->door.protectByKeychain(this)));
        QVERIFY(run->keeper.isDurable());
        QVERIFY(run->keeper.find(id)->isDurable);
    }
};

QTEST_GUILESS_MAIN(VaultDoorTest)
#include "tst_vaultdoor.moc"
