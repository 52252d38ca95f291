// SPDX-License-Identifier: MIT
#include "store/journal.h"

#include "store/database.h"
#include "store/journalfold.h"
#include "store/journalrow.h"
#include "store/journalverification.h"
#include "store/operationjson.h"
#include "store/runlock.h"
#include "store/storeerror.h"
#include "store/transaction.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <algorithm>

namespace {

constexpr qsizetype longestContent = 65'536; // UTF-16 units
constexpr int rowsAStep = 10'000;

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// The columns that JournalFold reads, of every row of the operations that `selection` names. CROSS JOIN: the
/// selection comes first, whatever SQLite believes about the sizes.
QString rowsOf(const QString &selection)
{
    return QStringLiteral("SELECT j.operation, j.position, j.state, j.at, j.run, substr(j.content, 1, %1)"
                          " FROM (%2) o CROSS JOIN journal j ON j.operation = o.operation"
                          " ORDER BY o.place, j.position")
        .arg(longestContent + 1)
        .arg(selection);
}

} // namespace

/// Where an operation stands, by the index.
struct Journal::Standing
{
    OperationVerb verb;
    OperationState state;
};

Journal::Journal(Database &database, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_clock(clock)
    , m_runId(newId())
{ }

Result<QString> Journal::begin(const OperationFacts &facts)
{
    if (facts.verb != OperationVerb::Create && facts.tokenId.isEmpty())
        return storeError(QStringLiteral("journal: %1 needs a token").arg(verbName(facts.verb)));
    JournalRow row;
    row.operation = newId();
    row.state = stateName(OperationState::Begun);
    row.content = OperationJson::text(facts);

    becomeSeen();
    Transaction transaction(m_database);
    if (transaction.error())
        return *transaction.error();
    if (const auto written = append(row); !written)
        return written.error();
    QSqlQuery query(m_database.connection());
    query.prepare(
        QStringLiteral("INSERT INTO journal_operations"
                       " (operation, verb, began, latest, state, is_open) VALUES (?, ?, ?, ?, ?, 1)"));
    query.addBindValue(row.operation);
    query.addBindValue(verbName(facts.verb));
    query.addBindValue(row.position);
    query.addBindValue(row.position);
    query.addBindValue(row.state);
    if (!query.exec())
        return storeError(query.lastError());
    if (const auto committed = transaction.commit(); !committed)
        return committed.error();
    Q_EMIT appended(row.operation);
    return row.operation;
}

Result<Nothing> Journal::advance(
    const QString &operationId, OperationState state, const EventDetails &details)
{
    becomeSeen();
    Transaction transaction(m_database);
    if (transaction.error())
        return *transaction.error();
    const auto now = standing(operationId);
    if (!now)
        return now.error();
    if (!mayFollow(now.value().verb, now.value().state, state))
        return storeError(
            QStringLiteral("journal: %1 cannot follow %2 of %3")
                .arg(stateName(state), stateName(now.value().state), verbName(now.value().verb)));
    JournalRow row;
    row.operation = operationId;
    row.state = stateName(state);
    row.content = OperationJson::text(details);
    if (const auto written = append(row); !written)
        return written.error();
    QSqlQuery query(m_database.connection());
    query.prepare(QStringLiteral("UPDATE journal_operations SET latest = ?, state = ?, is_open = ?"
                                 " WHERE operation = ?"));
    query.addBindValue(row.position);
    query.addBindValue(row.state);
    query.addBindValue(isFinal(state) ? 0 : 1);
    query.addBindValue(operationId);
    if (!query.exec())
        return storeError(query.lastError());
    if (const auto committed = transaction.commit(); !committed)
        return committed.error();
    Q_EMIT appended(operationId);
    return Nothing{};
}

Result<Journal::Standing> Journal::standing(const QString &operationId) const
{
    QSqlQuery query(m_database.connection());
    query.prepare(QStringLiteral("SELECT verb, state FROM journal_operations WHERE operation = ?"));
    query.addBindValue(operationId);
    if (!query.exec())
        return storeError(query.lastError());
    if (!query.next())
        return storeError(QStringLiteral("journal: no such operation"));
    const auto verb = verbFromName(query.value(0).toString());
    const auto state = stateFromName(query.value(1).toString());
    if (!verb || !state)
        return storeError(QStringLiteral("journal: the operation cannot be read"));
    return Standing{*verb, *state};
}

void Journal::becomeSeen()
{
    if (m_runLock)
        m_runLock->wait();
}

/// Gives the row its place, time, run and seal, and writes it.
Result<Nothing> Journal::append(JournalRow &row)
{
    if (row.content.size() > longestContent)
        return storeError(QStringLiteral("journal: more than %1 characters").arg(longestContent));
    const auto end = head();
    if (!end)
        return end.error();
    QSqlQuery last(m_database.connection());
    if (!last.exec(QStringLiteral("SELECT max(position) FROM journal")) || !last.next())
        return storeError(last.lastError());
    const qint64 newest = last.value(0).toLongLong();
    last.finish();

    row.position = std::max(end.value().position, newest) + 1;
    row.at = m_clock.nowUtc().toMSecsSinceEpoch();
    row.run = m_runId;
    QByteArray previous = end.value().seal;
    if (end.value().position == 0)
        previous = newest == 0 ? firstJournalSeal() : lostJournalSeal();
    const QByteArray seal = journalSeal(previous, row);
    if (seal.isEmpty())
        return storeError(QStringLiteral("journal: a row cannot be sealed"));

    QSqlQuery insert(m_database.connection());
    insert.prepare(QStringLiteral("INSERT INTO journal (position, operation, state, at, run, content, seal)"
                                  " VALUES (?, ?, ?, ?, ?, ?, ?)"));
    insert.addBindValue(row.position);
    insert.addBindValue(row.operation);
    insert.addBindValue(row.state);
    insert.addBindValue(row.at);
    insert.addBindValue(row.run);
    insert.addBindValue(row.content);
    insert.addBindValue(seal);
    if (!insert.exec())
        return storeError(insert.lastError());
    insert.prepare(QStringLiteral("INSERT INTO journal_head (id, position, seal) VALUES (1, ?, ?)"
                                  " ON CONFLICT (id) DO UPDATE SET position = excluded.position,"
                                  " seal = excluded.seal"));
    insert.addBindValue(row.position);
    insert.addBindValue(seal);
    if (!insert.exec())
        return storeError(insert.lastError());
    return Nothing{};
}

Result<Journal::Head> Journal::head() const
{
    if (!m_database.isOpen())
        return storeError(QStringLiteral("the database is not open"));
    QSqlQuery query(m_database.connection());
    if (!query.exec(QStringLiteral("SELECT position, seal FROM journal_head WHERE id = 1")))
        return storeError(query.lastError());
    Head head;
    if (query.next()) {
        head.position = query.value(0).toLongLong();
        head.seal = query.value(1).toByteArray();
    }
    return head;
}

Result<QList<JournalOperation>> Journal::fold(QSqlQuery &query) const
{
    if (!query.exec())
        return storeError(query.lastError());
    JournalFold fold;
    while (query.next()) {
        JournalRow row;
        row.operation = query.value(0).toString();
        row.position = query.value(1).toLongLong();
        row.state = query.value(2).toString();
        row.at = query.value(3).toLongLong();
        row.run = query.value(4).toString();
        row.content = query.value(5).toString();
        fold.add(row, row.content.size() <= longestContent);
    }
    if (query.lastError().isValid())
        return storeError(query.lastError());
    return fold.take();
}

Result<JournalOperation> Journal::operation(const QString &operationId) const
{
    if (!m_database.isOpen())
        return storeError(QStringLiteral("the database is not open"));
    QSqlQuery query(m_database.connection());
    query.prepare(rowsOf(QStringLiteral("SELECT ? AS operation, 0 AS place")));
    query.addBindValue(operationId);
    auto found = fold(query);
    if (!found)
        return found.error();
    if (found.value().isEmpty())
        return storeError(QStringLiteral("journal: no such operation"));
    return found.value().takeFirst();
}

Result<QList<JournalOperation>> Journal::unfinished() const
{
    if (!m_database.isOpen())
        return storeError(QStringLiteral("the database is not open"));
    QSqlQuery query(m_database.connection());
    // Left alone, SQLite walks over every operation there ever was, because it finds them in order.
    query.prepare(rowsOf(
        QStringLiteral("SELECT operation, began AS place FROM journal_operations INDEXED BY journal_open"
                       " WHERE is_open = 1")));
    return fold(query);
}

Result<QList<JournalOperation>> Journal::operations(int limit, qint64 position) const
{
    if (!m_database.isOpen())
        return storeError(QStringLiteral("the database is not open"));
    QSqlQuery query(m_database.connection());
    query.prepare(rowsOf(QStringLiteral("SELECT operation, -began AS place FROM journal_operations"
                                        " WHERE began < ? ORDER BY began DESC LIMIT ?")));
    query.addBindValue(position);
    query.addBindValue(std::max(0, limit));
    return fold(query);
}

Result<qint64> Journal::count() const
{
    if (!m_database.isOpen())
        return storeError(QStringLiteral("the database is not open"));
    QSqlQuery query(m_database.connection());
    if (!query.exec(QStringLiteral("SELECT count(*) FROM journal_operations")) || !query.next())
        return storeError(query.lastError());
    return query.value(0).toLongLong();
}

Result<JournalCheck> Journal::verify() const
{
    JournalVerification verification(m_database);
    while (!verification.isFinished()) {
        if (const auto stepped = verification.step(rowsAStep); !stepped)
            return stepped.error();
    }
    return verification.check();
}

std::unique_ptr<JournalVerification> Journal::verification() const
{
    return std::make_unique<JournalVerification>(m_database);
}
