// SPDX-License-Identifier: MIT
#include "earlystart.h"

#include "core/clock.h"
#include "store/profile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

class EarlyStartTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString file() const { return QDir(m_folder.path()).filePath(Profile::fileName()); }
    [[nodiscard]] QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{QStringLiteral("tokenry"), QStringLiteral("--profile"), m_folder.path()} + more;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const SystemClock clock;
        const Profile profile(clock, m_folder.path());
        QVERIFY(!profile.isInMemory());
    }

    void readsTheProfileThatTheCommandLineNames()
    {
        EarlyStart early(arguments());
        early.applicationBegins();
        const auto warmup = early.takeProfile(file());
        QCOMPARE(warmup->filePath(), file());
        const DatabaseInspection found = warmup->inspection();
        QVERIFY(found.size > 0 && !found.trouble && found.isCurrent);
        QVERIFY(warmup->listings().get()->isWhole);
        QVERIFY(early.sinceStart().isValid());
        early.end();
    }

    /// An option of Qt's is taken away only when the application is made.
    void whatIsNotUnderstoodYetIsReadLater()
    {
        EarlyStart early(arguments({QStringLiteral("-platform"), QStringLiteral("offscreen")}));
        early.applicationBegins();
        QVERIFY(early.takeProfile(file())->inspection().isCurrent);
    }

    void anotherProfileIsReadWhenItIsWanted()
    {
        EarlyStart early({QStringLiteral("tokenry"), QStringLiteral("--demo")});
        early.applicationBegins();
        QVERIFY(early.takeProfile(file())->inspection().isCurrent);
        EarlyStart elsewhere({QStringLiteral("tokenry"), QStringLiteral("--profile"), QDir::rootPath()});
        elsewhere.applicationBegins();
        QCOMPARE(elsewhere.takeProfile(file())->filePath(), file());
    }

    void aFileThatIsNotThereIsNoTrouble()
    {
        EarlyStart early(arguments());
        early.applicationBegins();
        const auto warmup = early.takeProfile(m_folder.filePath(QStringLiteral("absent.db")));
        QCOMPARE(warmup->inspection().size, -1);
        QVERIFY(!warmup->inspection().isCurrent);
        QVERIFY(!warmup->listings().get()->isWhole);
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("absent.db"))));
    }

    void endsWhereNoApplicationIsMade() { const EarlyStart early(arguments()); }
};

QTEST_MAIN(EarlyStartTest)
#include "tst_earlystart.moc"
