// SPDX-License-Identifier: MIT
#include "store/journalverification.h"

#include "core/operationstate.h"
#include "store/database.h"
#include "store/journalrow.h"
#include "store/storeerror.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <limits>

using Damage = JournalCheck::Damage;

namespace {

/// One row with what the index says of its operation.
QString rowsFrom()
{
    return QStringLiteral(
        "SELECT j.position, j.operation, j.state, j.at, j.run, j.content, j.seal, o.began, o.latest, o.state,"
        " o.is_open FROM journal j LEFT JOIN journal_operations o ON o.operation = j.operation"
        " WHERE j.position >= ? ORDER BY j.position LIMIT ?");
}

/// Whether the index agrees with the row it is joined with.
bool indexFits(const JournalRow &row, const QSqlQuery &query)
{
    const bool isIndexed = !query.value(7).isNull();
    const qint64 began = query.value(7).toLongLong();
    const qint64 latest = query.value(8).toLongLong();
    if (!isIndexed || began > row.position || latest < row.position)
        return false;
    const auto state = stateFromName(row.state);
    if ((began == row.position) != (state == OperationState::Begun))
        return false;
    if (latest > row.position)
        return true;
    const bool isOpen = query.value(10).toLongLong() == 1;
    return state && query.value(9).toString() == row.state && isOpen != isFinal(*state);
}

} // namespace

JournalVerification::JournalVerification(const Database &database)
    : m_database(database)
    , m_seal(firstJournalSeal())
{ }

Result<Nothing> JournalVerification::step(int rows)
{
    if (m_isFinished)
        return Nothing{};
    if (!m_database.isOpen())
        return storeError(QStringLiteral("the database is not open"));
    return m_indexRead ? stepIndex(std::max(1, rows)) : stepRows(std::max(1, rows));
}

Result<Nothing> JournalVerification::stepRows(int rows)
{
    QSqlQuery query(m_database.connection());
    query.setForwardOnly(true);
    query.prepare(rowsFrom());
    // The very first read has no lower bound: a row at 0 or below was not written by the program.
    query.addBindValue(m_check.sound == 0 ? std::numeric_limits<qint64>::min() : m_check.sound + 1);
    query.addBindValue(rows);
    if (!query.exec())
        return storeError(query.lastError());
    int read = 0;
    for (; query.next(); ++read) {
        JournalRow row;
        row.position = query.value(0).toLongLong();
        row.operation = query.value(1).toString();
        row.state = query.value(2).toString();
        row.at = query.value(3).toLongLong();
        row.run = query.value(4).toString();
        row.content = query.value(5).toString();
        const auto isSound = checkRow(row, query.value(6).toByteArray());
        if (!isSound)
            return isSound.error();
        if (!isSound.value())
            return Nothing{};
        if (!m_indexWrongAt && !indexFits(row, query))
            m_indexWrongAt = row.position;
    }
    if (query.lastError().isValid())
        return storeError(query.lastError());
    query.finish();
    if (read < rows)
        return compareWithHead();
    return Nothing{};
}

/// The rows knew their operations; now the operations must know their rows.
Result<Nothing> JournalVerification::stepIndex(int rows)
{
    QSqlQuery query(m_database.connection());
    query.prepare(
        QStringLiteral("SELECT o.began, first.operation = o.operation AND last.operation = o.operation"
                       " AND last.state = o.state FROM journal_operations o LEFT JOIN journal first ON"
                       " first.position = o.began LEFT JOIN journal last ON last.position = o.latest"
                       " WHERE o.began > ? ORDER BY o.began LIMIT ?"));
    query.addBindValue(*m_indexRead);
    query.addBindValue(rows);
    if (!query.exec())
        return storeError(query.lastError());
    int read = 0;
    for (; query.next(); ++read) {
        m_indexRead = query.value(0).toLongLong();
        if (query.value(1).toLongLong() != 1) {
            end(Damage::IndexWrong, *m_indexRead);
            return Nothing{};
        }
    }
    if (query.lastError().isValid())
        return storeError(query.lastError());
    if (read < rows)
        end(Damage::None, 0);
    return Nothing{};
}

/// Rows stand at 1, 2, 3, …, so the number of sound rows is the position of the last one. False = the first
/// damage is found.
Result<bool> JournalVerification::checkRow(const JournalRow &row, const QByteArray &seal)
{
    const qint64 expected = m_check.sound + 1;
    if (row.position < expected) {
        end(Damage::Inserted, row.position);
        return false;
    }
    if (row.position > expected) {
        end(Damage::Missing, expected);
        return false;
    }
    const QByteArray right = journalSeal(m_seal, row);
    if (!right.isEmpty() && seal == right) {
        m_seal = seal;
        m_check.sound = row.position;
        return true;
    }
    QSqlQuery head(m_database.connection());
    if (!head.exec(QStringLiteral("SELECT position FROM journal_head")))
        return storeError(head.lastError());
    const bool isBeyond = head.next() && head.value(0).toLongLong() < row.position;
    end(isBeyond ? Damage::Inserted : Damage::Altered, row.position);
    return false;
}

/// In one statement, so that another program's write cannot come between.
Result<Nothing> JournalVerification::compareWithHead()
{
    QSqlQuery query(m_database.connection());
    if (!query.exec(QStringLiteral("SELECT (SELECT max(position) FROM journal),"
                                   " (SELECT position FROM journal_head),"
                                   " (SELECT seal FROM journal_head)"))
        || !query.next())
        return storeError(query.lastError());
    if (query.value(0).toLongLong() > m_check.sound)
        return Nothing{}; // more came meanwhile
    const bool hasHead = !query.value(1).isNull();
    const qint64 head = query.value(1).toLongLong();
    if (hasHead && head > m_check.sound)
        end(Damage::CutOff, m_check.sound + 1);
    else if (hasHead && head < m_check.sound)
        end(Damage::Inserted, head + 1);
    else if (m_check.sound > 0 && query.value(2).toByteArray() != m_seal)
        end(Damage::HeadLost, 0);
    else if (m_indexWrongAt)
        end(Damage::IndexWrong, *m_indexWrongAt);
    else
        m_indexRead = std::numeric_limits<qint64>::min();
    return Nothing{};
}

void JournalVerification::end(Damage damage, qint64 position)
{
    m_check.damage = damage;
    m_check.position = position;
    m_isFinished = true;
}
