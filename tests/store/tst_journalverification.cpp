// SPDX-License-Identifier: MIT
#include "store/journalverification.h"

#include "store/database.h"
#include "store/journal.h"
#include "store/journalsamples.h"
#include "support/manualclock.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using Damage = JournalCheck::Damage;
using State = OperationState;

/// Whoever changes the file with SQL leaves a trace that is found, and where.
class JournalVerificationTest final : public QObject
{
    Q_OBJECT

private:
    ManualClock m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Journal> m_journal;

    void run(const QString &statements)
    {
        const QStringList all = statements.split(u';', Qt::SkipEmptyParts);
        for (const QString &statement : all) {
            QSqlQuery query(m_database->connection());
            QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
        }
    }

    JournalCheck steps(int rows)
    {
        JournalVerification verification(*m_database);
        for (int i = 0; i < 1000 && !verification.isFinished(); ++i) {
            if (!verification.step(rows))
                qFatal("step failed");
        }
        if (!verification.isFinished())
            qFatal("never finished");
        return verification.check();
    }

private Q_SLOTS:
    /// Nine rows: a rotation (1, 2, 4, 6, 9), a removal (3, 5, 7) and a creation (8).
    void init()
    {
        m_database = std::make_unique<Database>();
        QVERIFY(m_database->open(QStringLiteral(":memory:")));
        m_journal = std::make_unique<Journal>(*m_database, m_clock);
        const QString rotation = m_journal->begin(JournalSamples::rotate()).value();
        QVERIFY(m_journal->advance(rotation, State::Sent));
        const QString removal = m_journal->begin(JournalSamples::remove()).value();
        QVERIFY(m_journal->advance(rotation, State::Kept));
        QVERIFY(m_journal->advance(removal, State::Sent));
        QVERIFY(m_journal->advance(rotation, State::Shown));
        QVERIFY(m_journal->advance(removal, State::Done));
        QVERIFY(m_journal->begin(JournalSamples::create()));
        QVERIFY(m_journal->advance(rotation, State::Confirmed));
        run(QStringLiteral("DROP TRIGGER journal_is_not_changed; DROP TRIGGER journal_is_not_cut"));
    }

    void cleanup()
    {
        m_journal.reset();
        m_database.reset();
    }

    void anUntouchedJournalIsSound()
    {
        const JournalCheck check = m_journal->verify().value();
        QVERIFY(check.isSound());
        QCOMPARE(check.sound, 9);
        QCOMPARE(m_journal->head().value().position, 9);
        QCOMPARE(m_journal->head().value().seal.size(), 32);
    }

    void anEmptyJournalIsSound()
    {
        Database empty;
        QVERIFY(empty.open(QStringLiteral(":memory:")));
        const JournalCheck check = Journal(empty, m_clock).verify().value();
        QVERIFY(check.isSound());
        QCOMPARE(check.sound, 0);
    }

    void everyTamperingIsFound_data()
    {
        QTest::addColumn<QString>("statements");
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<qint64>("position");
        const auto row = [](const char *name, const char *statements, Damage damage, qint64 position) {
            QTest::newRow(name) << QString::fromUtf8(statements) << damage << position;
        };
        row("content", "UPDATE journal SET content = replace(content, 'ci', 'cd') WHERE position = 1",
            Damage::Altered, 1);
        row("state", "UPDATE journal SET state = 'refused' WHERE position = 7", Damage::Altered, 7);
        row("time", "UPDATE journal SET at = at + 1 WHERE position = 4", Damage::Altered, 4);
        row("run", "UPDATE journal SET run = 'x' WHERE position = 9", Damage::Altered, 9);
        row("operation", "UPDATE journal SET operation = 'x' WHERE position = 5", Damage::Altered, 5);
        row("seal", "UPDATE journal SET seal = zeroblob(32) WHERE position = 5", Damage::Altered, 5);
        row("empty seal", "UPDATE journal SET seal = x'' WHERE position = 5", Damage::Altered, 5);
        row("text moved between fields",
            "UPDATE journal SET run = run || substr(content, 1, 1), content = substr(content, 2)"
            " WHERE position = 3",
            Damage::Altered, 3);
        row("first removed", "DELETE FROM journal WHERE position = 1", Damage::Missing, 1);
        row("middle removed", "DELETE FROM journal WHERE position IN (4, 5)", Damage::Missing, 4);
        row("middle removed and closed up",
            "DELETE FROM journal WHERE position = 4;"
            "UPDATE journal SET position = position - 1 WHERE position = 5",
            Damage::Altered, 4);
        row("last removed", "DELETE FROM journal WHERE position = 9", Damage::CutOff, 9);
        row("tail removed", "DELETE FROM journal WHERE position > 2", Damage::CutOff, 3);
        row("all removed", "DELETE FROM journal", Damage::CutOff, 1);
        row("tail removed, head moved back",
            "DELETE FROM journal WHERE position > 6; UPDATE journal_head SET position = 6", Damage::HeadLost,
            0);
        row("tail and head removed", "DELETE FROM journal WHERE position > 6; DELETE FROM journal_head",
            Damage::HeadLost, 0);
        row("tail removed, head forged from the last row",
            "DELETE FROM journal WHERE position = 9; UPDATE journal_head SET position = 8,"
            " seal = (SELECT seal FROM journal WHERE position = 8)",
            Damage::IndexWrong, 1);
        row("tail removed, head and index forged",
            "DELETE FROM journal WHERE position = 9; UPDATE journal_head SET position = 8,"
            " seal = (SELECT seal FROM journal WHERE position = 8);"
            "UPDATE journal_operations SET latest = 8 WHERE verb = 'rotate'",
            Damage::IndexWrong, 1);
        row("everything emptied", "DELETE FROM journal; DELETE FROM journal_head", Damage::IndexWrong, 1);
        row("reordered",
            "UPDATE journal SET position = 100 WHERE position = 4;"
            "UPDATE journal SET position = 4 WHERE position = 5;"
            "UPDATE journal SET position = 5 WHERE position = 100",
            Damage::Altered, 4);
        row("inserted at the end",
            "INSERT INTO journal SELECT 10, operation, state, at, run, content, seal FROM journal"
            " WHERE position = 9",
            Damage::Inserted, 10);
        row("inserted far behind",
            "INSERT INTO journal SELECT 99, operation, state, at, run, content, seal FROM journal"
            " WHERE position = 9",
            Damage::Missing, 10);
        row("inserted before the first",
            "INSERT INTO journal SELECT 0, operation, state, at, run, content, seal FROM journal"
            " WHERE position = 9",
            Damage::Inserted, 0);
        row("inserted at the least place there is",
            "INSERT INTO journal SELECT -9223372036854775808, operation, state, at, run, content, seal"
            " FROM journal WHERE position = 9",
            Damage::Inserted, std::numeric_limits<qint64>::min());
        row("inserted between",
            "UPDATE journal SET position = position + 1000 WHERE position > 4;"
            "UPDATE journal SET position = position - 999 WHERE position > 1000;"
            "INSERT INTO journal SELECT 5, operation, state, at, run, content, seal FROM journal"
            " WHERE position = 4",
            Damage::Altered, 5);
        row("head removed", "DELETE FROM journal_head", Damage::HeadLost, 0);
        row("head edited", "UPDATE journal_head SET seal = zeroblob(32)", Damage::HeadLost, 0);
        row("head moved on", "UPDATE journal_head SET position = 12", Damage::CutOff, 10);
        row("head moved back", "UPDATE journal_head SET position = 7", Damage::Inserted, 8);
        row("index says ended",
            "UPDATE journal_operations SET is_open = 0, state = 'refused' WHERE is_open = 1",
            Damage::IndexWrong, 8);
        row("index says open", "UPDATE journal_operations SET is_open = 1 WHERE verb = 'rotate'",
            Damage::IndexWrong, 9);
        row("index lost an operation", "DELETE FROM journal_operations WHERE verb = 'delete'",
            Damage::IndexWrong, 3);
        row("index has one more", "INSERT INTO journal_operations VALUES ('x', 'rotate', 77, 77, 'begun', 1)",
            Damage::IndexWrong, 77);
        row("index begins elsewhere", "UPDATE journal_operations SET began = 2 WHERE verb = 'rotate'",
            Damage::IndexWrong, 1);
        row("index ends too early", "UPDATE journal_operations SET latest = 6 WHERE verb = 'rotate'",
            Damage::IndexWrong, 6);
    }

    void everyTamperingIsFound()
    {
        QFETCH(QString, statements);
        QFETCH(Damage, damage);
        QFETCH(qint64, position);
        run(statements);
        for (const int rows : {1, 2, 3, 9, 10, 1000, 0}) {
            const JournalCheck check = steps(rows);
            QCOMPARE(check.damage, damage);
            QCOMPARE(check.position, position);
            QVERIFY(!check.isSound());
        }
        QCOMPARE(m_journal->verify().value().damage, damage);
    }

    void whatComesAfterwardsDoesNotHealIt_data()
    {
        QTest::addColumn<QString>("statements");
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<qint64>("position");
        QTest::newRow("altered") << QStringLiteral("UPDATE journal SET at = 1 WHERE position = 4")
                                 << Damage::Altered << qint64(4);
        QTest::newRow("cut off") << QStringLiteral("DELETE FROM journal WHERE position = 9")
                                 << Damage::Missing << qint64(9);
        QTest::newRow("head lost") << QStringLiteral("DELETE FROM journal_head") << Damage::Altered
                                   << qint64(10);
        QTest::newRow("inserted") << QStringLiteral(
            "INSERT INTO journal SELECT 10, operation, state, at, run, content, seal FROM journal"
            " WHERE position = 9") << Damage::Altered
                                  << qint64(10);
    }

    void whatComesAfterwardsDoesNotHealIt()
    {
        QFETCH(QString, statements);
        QFETCH(Damage, damage);
        QFETCH(qint64, position);
        run(statements);
        QVERIFY(m_journal->begin(JournalSamples::rotate()));
        QVERIFY(m_journal->begin(JournalSamples::rotate()));
        const JournalCheck check = m_journal->verify().value();
        QCOMPARE(check.damage, damage);
        QCOMPARE(check.position, position);
    }

    void rowsThatComeMeanwhileAreRead()
    {
        JournalVerification verification(*m_database);
        QVERIFY(verification.step(9));
        QVERIFY(!verification.isFinished());
        QCOMPARE(verification.check().sound, 9);
        const QString id = m_journal->begin(JournalSamples::rotate()).value();
        QVERIFY(m_journal->advance(id, State::Sent));
        for (int i = 0; i < 2 && !verification.isFinished(); ++i)
            QVERIFY(verification.step(9));
        QVERIFY(verification.isFinished());
        QVERIFY(verification.check().isSound());
        QCOMPARE(verification.check().sound, 11);
    }
};

QTEST_GUILESS_MAIN(JournalVerificationTest)
#include "tst_journalverification.moc"
