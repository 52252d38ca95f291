// SPDX-License-Identifier: MIT
#include "store/runlock.h"

#include "store/journal.h"
#include "store/profile.h"
#include "support/manualclock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

class RunLockTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QDir m_runs{m_folder.path()};

private Q_SLOTS:
    void isHeldForAsLongAsItIsThere()
    {
        const QString run = QStringLiteral("run");
        {
            RunLock lock(m_runs, run);
            lock.wait();
            QVERIFY(RunLock::isHeld(m_runs, run));
            QVERIFY(RunLock::isAnyHeld(m_runs));
            lock.wait(); // a second time there is nothing to wait for
            QVERIFY(RunLock::isHeld(m_runs, run));
        }
        QVERIFY(!RunLock::isHeld(m_runs, run));
        QVERIFY(!RunLock::isAnyHeld(m_runs));
        QVERIFY(m_runs.isEmpty());
    }

    void isGivenUpWhenNobodyWaitedForIt()
    {
        for (int i = 0; i < 20; ++i) {
            const QString run = QString::number(i);
            {
                const RunLock lock(m_runs, run);
            }
            QVERIFY(!RunLock::isHeld(m_runs, run));
        }
        QVERIFY(m_runs.isEmpty());
    }

    void whatADeadRunLeftIsRemoved()
    {
        const QString run = QStringLiteral("dead");
        QFile left(m_runs.filePath(run + QStringLiteral(".lock")));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.write("1\ntokenry\nelsewhere-that-never-was\n");
        left.close();
        RunLock other(m_runs, QStringLiteral("other"));
        other.wait();
        QVERIFY(!RunLock::isHeld(m_runs, QStringLiteral("never-was")));
        QVERIFY(RunLock::isAnyHeld(m_runs));
        QVERIFY(RunLock::isHeld(m_runs, QStringLiteral("other")));
    }

    void aFolderThatIsNotThereIsNotWaitedForForEver()
    {
        RunLock lock(QDir(m_folder.filePath(QStringLiteral("absent"))), QStringLiteral("run"));
        lock.wait();
        QVERIFY(!RunLock::isHeld(QDir(m_folder.filePath(QStringLiteral("absent"))), QStringLiteral("run")));
    }

    /// Another program judges an operation by the run that wrote it.
    void nothingIsWrittenBeforeTheRunIsSeen()
    {
        const ManualClock clock;
        for (int i = 0; i < 20; ++i) {
            const QTemporaryDir folder;
            Profile profile(clock, folder.path());
            QVERIFY(profile.journal().begin({}));
            QVERIFY(
                RunLock::isHeld(QDir(folder.filePath(QStringLiteral("runs"))), profile.journal().runId()));
        }
    }
};

QTEST_GUILESS_MAIN(RunLockTest)
#include "tst_runlock.moc"
