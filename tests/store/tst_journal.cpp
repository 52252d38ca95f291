// SPDX-License-Identifier: MIT
#include "store/journal.h"

#include "store/database.h"
#include "store/journalsamples.h"
#include "store/transaction.h"
#include "support/manualclock.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using State = OperationState;

class JournalTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Journal> m_journal;

    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("j.db")); }

    void reopen()
    {
        m_journal.reset();
        m_database = std::make_unique<Database>();
        QVERIFY(m_database->open(file()));
        m_journal = std::make_unique<Journal>(*m_database, m_clock);
    }

    QString begin(const OperationFacts &facts)
    {
        const auto id = m_journal->begin(facts);
        if (!id)
            qFatal("begin: %s", qUtf8Printable(id.error().technical));
        m_clock.advance(std::chrono::seconds(1));
        return id.value();
    }

    void advance(const QString &id, State state, const EventDetails &details = {})
    {
        const auto done = m_journal->advance(id, state, details);
        if (!done)
            qFatal("advance: %s", qUtf8Printable(done.error().technical));
        m_clock.advance(std::chrono::seconds(1));
    }

    void run(const QString &statement)
    {
        QSqlQuery query(m_database->connection());
        QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
    }

    qint64 rows()
    {
        QSqlQuery query(m_database->connection());
        return query.exec(QStringLiteral("SELECT count(*) FROM journal")) && query.next()
            ? query.value(0).toLongLong()
            : -1;
    }

    void allowTampering()
    {
        run(QStringLiteral("DROP TRIGGER journal_is_not_changed"));
        run(QStringLiteral("DROP TRIGGER journal_is_not_cut"));
    }

    static QStringList ids(const QList<JournalOperation> &operations)
    {
        QStringList found;
        for (const JournalOperation &operation : operations)
            found.append(operation.id);
        return found;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.set(QDateTime({2026, 11, 22}, {12, 0}, Qt::UTC));
        reopen();
    }

    void cleanup()
    {
        m_journal.reset();
        m_database.reset();
    }

    void whatIsBegunIsDurableAtOnce()
    {
        const QSignalSpy appended(m_journal.get(), &Journal::appended);
        const QString id = begin(JournalSamples::create());
        QVERIFY(!id.isEmpty());
        QCOMPARE(appended.size(), 1);
        QCOMPARE(appended.at(0).at(0).toString(), id);

        Database other;
        QVERIFY(other.open(file()));
        const Journal elsewhere(other, m_clock);
        const auto operation = elsewhere.operation(id);
        QVERIFY(operation);
        QCOMPARE(operation.value().state, State::Begun);
        QCOMPARE(operation.value().runId, m_journal->runId());
        QVERIFY(elsewhere.runId() != m_journal->runId());
    }

    void itJoinsAnOpenTransaction()
    {
        const QString before = begin(JournalSamples::rotate());
        {
            Transaction transaction(*m_database);
            begin(JournalSamples::create());
            advance(before, State::Sent);
            QCOMPARE(rows(), 3);
        }
        QCOMPARE(rows(), 1);
        QCOMPARE(m_journal->operation(before).value().state, State::Begun);
        {
            Transaction transaction(*m_database);
            advance(before, State::Kept);
            QVERIFY(transaction.commit());
        }
        QCOMPARE(m_journal->operation(before).value().state, State::Kept);
        QVERIFY(m_journal->verify().value().isSound());
    }

    void tellsAnOperationWithAllOfItsSteps()
    {
        const OperationFacts facts = JournalSamples::create();
        const QDateTime start = m_clock.nowUtc();
        const QString id = begin(facts);
        advance(id, State::Sent);
        EventDetails answer;
        answer.httpStatus = 200;
        answer.requestId = QStringLiteral("req-7");
        answer.tokenId = QStringLiteral("clt77");
        advance(id, State::Kept, answer);
        advance(id, State::Shown);
        advance(id, State::Confirmed);

        const JournalOperation operation = m_journal->operation(id).value();
        QVERIFY(!operation.isDamaged);
        QCOMPARE(operation.facts.tokenName, facts.tokenName);
        QCOMPARE(operation.facts.namesakes, facts.namesakes);
        QCOMPARE(operation.state, State::Confirmed);
        QCOMPARE(operation.tokenId(), QStringLiteral("clt77"));
        QCOMPARE(operation.requestId(), QStringLiteral("req-7"));
        QCOMPARE(operation.httpStatus(), 200);
        QVERIFY(!operation.finding());
        QCOMPARE(operation.begunAt(), start);
        QCOMPARE(operation.changedAt(), start.addSecs(4));
        QList<State> states;
        for (const JournalEvent &event : operation.events)
            states.append(event.state);
        QCOMPARE(
            states, QList<State>({State::Begun, State::Sent, State::Kept, State::Shown, State::Confirmed}));
        QCOMPARE(operation.events.at(2).details, answer);
        QCOMPARE(operation.position(), 1);
    }

    void aStepThatIsNotAllowedWritesNothing()
    {
        const QString rotation = begin(JournalSamples::rotate());
        const QString removal = begin(JournalSamples::remove());
        const QSignalSpy appended(m_journal.get(), &Journal::appended);
        const auto refused = [this](const QString &id, State state) {
            const auto result = m_journal->advance(id, state);
            return !result && result.error().kind == Error::Kind::Vault;
        };
        QVERIFY(refused(rotation, State::Confirmed));
        QVERIFY(refused(rotation, State::Done));
        QVERIFY(refused(removal, State::Kept));
        QVERIFY(refused(rotation, State::Begun));
        QVERIFY(refused(QStringLiteral("nobody"), State::Sent));
        QVERIFY(refused(QString(), State::Sent));
        QCOMPARE(rows(), 2);
        QCOMPARE(appended.size(), 0);

        advance(removal, State::Done);
        QVERIFY(refused(removal, State::Unknown));
        QVERIFY(refused(removal, State::Done));
        QCOMPARE(rows(), 3);
        QVERIFY(m_journal->verify().value().isSound());
    }

    void anOperationOnNoTokenIsRefused()
    {
        OperationFacts facts = JournalSamples::rotate();
        facts.tokenId.clear();
        QVERIFY(!m_journal->begin(facts));
        QCOMPARE(rows(), 0);
    }

    void factsOfAbsurdSizeAreRefused()
    {
        OperationFacts facts = JournalSamples::update();
        facts.wanted.description = QString(100'000, u'x');
        QVERIFY(!m_journal->begin(facts));
        QCOMPARE(rows(), 0);
        QCOMPARE(m_journal->count().value(), 0);
    }

    void aClosedDatabaseIsAnError()
    {
        Database closed;
        Journal journal(closed, m_clock);
        QVERIFY(!journal.begin(JournalSamples::create()));
        QVERIFY(!journal.advance(QStringLiteral("x"), State::Sent));
        QVERIFY(!journal.operation(QStringLiteral("x")));
        QVERIFY(!journal.unfinished());
        QVERIFY(!journal.operations(10));
        QVERIFY(!journal.count());
        QVERIFY(!journal.head());
        QVERIFY(!journal.verify());
    }

    void whatIsNotFinalIsTakenUpAgain()
    {
        struct Path
        {
            OperationFacts facts;
            QList<State> states;
            bool isOpen;
        };
        const QList<Path> paths{{JournalSamples::create(), {}, true},
            {JournalSamples::create(), {State::Sent}, true},
            {JournalSamples::create(), {State::Sent, State::Kept}, true},
            {JournalSamples::rotate(), {State::Sent, State::Kept, State::Shown}, true},
            {JournalSamples::rotate(), {State::Sent, State::Kept, State::Shown, State::Confirmed}, false},
            {JournalSamples::update(), {State::Sent, State::Done}, false},
            {JournalSamples::remove(), {State::Sent, State::Refused}, false},
            {JournalSamples::rotate(), {State::Sent, State::Unknown}, true},
            {JournalSamples::rotate(), {State::Unknown, State::Unknown, State::Resolved}, false}};
        QStringList open;
        for (const Path &path : paths) {
            const QString id = begin(path.facts);
            for (const State state : path.states)
                advance(id, state);
            if (path.isOpen)
                open.append(id);
        }
        QCOMPARE(ids(m_journal->unfinished().value()), open);

        const QString oldRun = m_journal->runId();
        reopen();
        const auto left = m_journal->unfinished().value();
        QCOMPARE(ids(left), open);
        QVERIFY(m_journal->runId() != oldRun);
        for (const JournalOperation &operation : left)
            QCOMPARE(operation.runId, oldRun);
    }

    void theHistoryComesInPagesNewestFirst()
    {
        QStringList all;
        for (int i = 0; i < 7; ++i) {
            all.prepend(begin(JournalSamples::rotate()));
            advance(all.first(), State::Sent);
        }
        // A late step does not move its operation.
        advance(all.last(), State::Kept);
        QCOMPARE(m_journal->count().value(), 7);

        QStringList read;
        qint64 position = std::numeric_limits<qint64>::max();
        for (int page = 0; page < 4; ++page) {
            const auto operations = m_journal->operations(3, position).value();
            QCOMPARE(operations.size(), page < 2 ? 3 : page == 2 ? 1 : 0);
            read += ids(operations);
            if (!operations.isEmpty())
                position = operations.last().position();
        }
        QCOMPARE(read, all);
        QCOMPARE(m_journal->operations(100).value().last().events.size(), 3);
        QVERIFY(m_journal->operations(0).value().isEmpty());
        QVERIFY(m_journal->operations(-5).value().isEmpty());
    }

    void rowsAreNeitherChangedNorRemoved()
    {
        begin(JournalSamples::rotate());
        QSqlQuery query(m_database->connection());
        QVERIFY(!query.exec(QStringLiteral("UPDATE journal SET at = 0")));
        QVERIFY(!query.exec(QStringLiteral("DELETE FROM journal")));
        QCOMPARE(rows(), 1);
    }

    void aDamagedRowIsShownAsSuch_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<bool>("hasFacts");
        const auto row = [](const char *name, const char *statement, bool hasFacts) {
            QTest::newRow(name) << QString::fromUtf8(statement) << hasFacts;
        };
        row("broken facts", "UPDATE journal SET content = '{\"verb\":' WHERE position = 1", false);
        row("empty facts", "UPDATE journal SET content = '' WHERE position = 1", false);
        row("broken details", "UPDATE journal SET content = 'x' WHERE position = 2", true);
        row("other types", "UPDATE journal SET content = '{\"status\":{}}' WHERE position = 2", true);
        row("endless", "UPDATE journal SET content = hex(zeroblob(5000000)) WHERE position = 2", true);
        row("unknown state", "UPDATE journal SET state = 'exploded' WHERE position = 2", true);
        row("no state", "UPDATE journal SET state = '' WHERE position = 2", true);
        row("before time", "UPDATE journal SET at = -9223372036854775808 WHERE position = 2", true);
        row("after time", "UPDATE journal SET at = 9223372036854775807 WHERE position = 2", true);
        row("first row gone", "DELETE FROM journal WHERE position = 1", false);
        row("two beginnings", "UPDATE journal SET state = 'begun' WHERE position = 2", true);
    }

    void aDamagedRowIsShownAsSuch()
    {
        QFETCH(QString, statement);
        QFETCH(bool, hasFacts);
        const QString id = begin(JournalSamples::rotate());
        advance(id, State::Sent);
        const QString sound = begin(JournalSamples::remove());
        allowTampering();
        run(statement);
        const auto operations = m_journal->operations(10).value();
        QCOMPARE(ids(operations), QStringList({sound, id}));
        QVERIFY(!operations.first().isDamaged);
        const JournalOperation &damaged = operations.last();
        QVERIFY(damaged.isDamaged);
        QCOMPARE(damaged.facts.tokenName == QStringLiteral("ci"), hasFacts);
        QVERIFY(!m_journal->verify().value().isSound());
        // Others go on.
        advance(sound, State::Sent);
        QCOMPARE(m_journal->unfinished().value().size(), 2);
    }

    void anIndexThatCannotBeReadIsAnError()
    {
        const QString id = begin(JournalSamples::rotate());
        run(QStringLiteral("UPDATE journal_operations SET state = 'exploded'"));
        QVERIFY(!m_journal->advance(id, State::Sent));
        QCOMPARE(rows(), 1);
    }

    void noSecretAndNoServersWordsGoIn()
    {
        const QByteArray secret = QByteArrayLiteral("CANARYs3cr3tCANARY");
        Token token = JournalSamples::token();
        token.shortToken = QString::fromLatin1(secret);
        const QString id = begin(
            OperationFacts::of(OperationVerb::Rotate, JournalSamples::account(), QStringLiteral("p"), token));
        Error error;
        error.serverText = QString::fromLatin1(secret);
        error.technical = error.serverText;
        error.request = error.serverText;
        error.fieldErrors = {{error.serverText, error.serverText, error.serverText}};
        error.requestId = QStringLiteral("CONTROLREQUEST");
        advance(id, State::Unknown, EventDetails::of(error));

        bool hasControl = false;
        const QStringList files = QDir(m_folder->path()).entryList(QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString &name : files) {
            QFile bytes(m_folder->filePath(name));
            QVERIFY(bytes.open(QIODevice::ReadOnly));
            const QByteArray content = bytes.readAll();
            hasControl = hasControl || content.contains("CONTROLREQUEST");
            QVERIFY2(!content.contains("CANARY"), qPrintable(name));
            QVERIFY2(!content.contains(QByteArrayLiteral("CANARY").toBase64().left(6)), qPrintable(name));
        }
        QVERIFY(hasControl);
    }

    /// A linear cost would be a thousandfold of what it is on an empty journal.
    void manyRowsDoNotMakeItSlow()
    {
        Database memory;
        QVERIFY(memory.open(QStringLiteral(":memory:")));
        Journal journal(memory, m_clock);
        const auto typical = [&journal] {
            QList<qint64> costs;
            for (int i = 0; i < 31; ++i) {
                QElapsedTimer timer;
                timer.start();
                const QString id = journal.begin(JournalSamples::rotate()).value();
                const bool isSent = bool(journal.advance(id, State::Refused));
                const bool isRead =
                    journal.operations(20).value().size() > 0 && journal.unfinished().value().isEmpty();
                costs.append(isSent && isRead ? timer.nsecsElapsed() : std::numeric_limits<qint64>::max());
            }
            std::sort(costs.begin(), costs.end());
            return costs.at(costs.size() / 2);
        };
        const qint64 small = typical();
        QSqlQuery query(memory.connection());
        const QString numbers = QStringLiteral(
            "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 101000) ");
        QVERIFY(query.exec(QStringLiteral("INSERT INTO journal ") + numbers
            + QStringLiteral("SELECT i, 'o' || i, 'begun', 0, 'r', '{\"verb\":\"rotate\"}', x'00' FROM n")));
        QVERIFY(query.exec(QStringLiteral("INSERT INTO journal_operations ") + numbers
            + QStringLiteral("SELECT 'o' || i, 'rotate', i, i, 'refused', 0 FROM n")));
        QCOMPARE(journal.count().value(), 31 + 100'001);
        const qint64 large = typical();
        QVERIFY2(large < 20 * small, qPrintable(QStringLiteral("%1 ns, %2 ns").arg(small).arg(large)));
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
