// SPDX-License-Identifier: MIT
#include "store/profile.h"

#include "store/accountbook.h"
#include "store/database.h"
#include "store/journal.h"
#include "store/vault.h"
#include "support/manualclock.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

class ProfileTest final : public QObject
{
    Q_OBJECT

private:
    ManualClock m_clock;

private Q_SLOTS:
    void inMemoryEverythingWorksAtOnce()
    {
        Profile profile(m_clock);
        QVERIFY(profile.isInMemory());
        QVERIFY(profile.filePath().isEmpty());
        QCOMPARE(profile.vault().state(), Vault::State::MemoryOnly);
        QVERIFY(profile.vault().put(QStringLiteral("a"), Secret(QByteArrayLiteral("v"))));
        QVERIFY(profile.journal().begin({}));
        QVERIFY(profile.accounts().load());
        QVERIFY(!profile.trouble());
    }

    void onDiskForTheOwnerAlone()
    {
        const QTemporaryDir folder;
        const QString directory = folder.filePath(QStringLiteral("deep/profile"));
        Profile profile(m_clock, directory);
        QVERIFY(!profile.isInMemory());
        QVERIFY(!profile.trouble());
        QCOMPARE(profile.filePath(), directory + QStringLiteral("/tokenry.db"));
        QVERIFY(QFileInfo::exists(profile.filePath()));
        QCOMPARE(profile.vault().state(), Vault::State::Absent);
#ifdef Q_OS_UNIX
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        for (const QString &path : {directory, profile.filePath(), directory + QStringLiteral("/runs")})
            QVERIFY2(!(QFileInfo(path).permissions() & others), qPrintable(path));
#endif
    }

    void aFileThatIsNoDatabaseIsLeftAlone()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(Profile::fileName()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray notes("these are my notes, not a database\n");
        file.write(notes);
        file.close();
        Profile profile(m_clock, folder.path());
        QVERIFY(profile.isInMemory());
        QVERIFY(profile.trouble());
        QCOMPARE(profile.trouble()->trouble, StoreTrouble::FileDamaged);
        QVERIFY(profile.vault().put(QStringLiteral("a"), Secret(QByteArrayLiteral("v"))));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), notes);
    }

    void onlyWhatIsDamagedIsSetAside()
    {
        const QTemporaryDir folder;
        const QDateTime now = m_clock.nowUtc();
        const QString path = folder.filePath(Profile::fileName());
        const auto setAside = [&folder, now] { return Profile::setAsideDamaged(folder.path(), now); };
        {
            const Profile sound(m_clock, folder.path());
            QCOMPARE(sound.wantedFilePath(), path);
        }
        const Result<QString> left = setAside();
        QVERIFY(!left);
        QCOMPARE(left.error().kind, Error::Kind::Conflict);
        QVERIFY(QFile::exists(path));

        const auto damage = [&path] {
            QFile file(path);
            if (file.open(QIODevice::ReadWrite))
                file.write(QByteArray(100, 'x'));
        };
        {
            // Somebody still works with the file that was sound when they opened it.
            Profile working(m_clock, folder.path());
            QVERIFY(working.journal().begin({})); // from here on it can be seen
            damage();
            const Result<QString> used = setAside();
            QVERIFY(!used);
            QCOMPARE(used.error().trouble, StoreTrouble::FileUnavailable);
            QVERIFY(QFile::exists(path));
        }
        damage();
        const Profile refused(m_clock, folder.path());
        QVERIFY(refused.isInMemory());
        QCOMPARE(refused.wantedFilePath(), path);
        QVERIFY(refused.filePath().isEmpty());
        const Result<QString> kept = setAside();
        QVERIFY(kept);
        QVERIFY(QFile::exists(kept.value()) && !QFile::exists(path));
        const Profile anew(m_clock, folder.path());
        QVERIFY(!anew.isInMemory() && !anew.trouble());
    }

    void aFolderThatCannotBeMadeIsTold()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("taken")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        Profile profile(m_clock, folder.filePath(QStringLiteral("taken/profile")));
        QVERIFY(profile.isInMemory());
        QVERIFY(profile.trouble());
    }

    void knowsWhichRunsAreAlive()
    {
        const QTemporaryDir folder;
        Profile first(m_clock, folder.path());
        QString gone;
        {
            Profile second(m_clock, folder.path());
            gone = second.journal().runId();
            // Whoever has written something can be seen.
            QVERIFY(first.journal().begin({}));
            QVERIFY(second.journal().begin({}));
            QVERIFY(first.isRunAlive(gone));
            QVERIFY(second.isRunAlive(first.journal().runId()));
        }
        QVERIFY(!first.isRunAlive(gone));
        QVERIFY(!first.isRunAlive(gone));
        QVERIFY(first.isRunAlive(first.journal().runId()));
        QVERIFY(!first.isRunAlive(QStringLiteral("never-was")));
    }
};

QTEST_GUILESS_MAIN(ProfileTest)
#include "tst_profile.moc"
