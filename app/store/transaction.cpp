// SPDX-License-Identifier: MIT
#include "store/transaction.h"

#include "store/database.h"
#include "store/storeerror.h"

#include <QSqlError>
#include <QSqlQuery>

namespace {

QString savepoint(int depth)
{
    return QStringLiteral("level_%1").arg(depth);
}

} // namespace

Transaction::Transaction(Database &database)
    : m_database(database)
    , m_depth(database.m_transactionDepth)
{
    if (!database.isOpen()) {
        m_error = storeError(QStringLiteral("the database is not open"));
        return;
    }
    const Result<Nothing> begun = execute(
        m_depth == 0 ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("SAVEPOINT ") + savepoint(m_depth));
    if (!begun) {
        m_error = begun.error();
        return;
    }
    m_isOpen = true;
    ++database.m_transactionDepth;
}

Transaction::~Transaction()
{
    if (!m_isOpen)
        return;
    --m_database.m_transactionDepth;
    if (m_depth == 0) {
        (void)execute(QStringLiteral("ROLLBACK"));
        return;
    }
    (void)execute(QStringLiteral("ROLLBACK TO ") + savepoint(m_depth));
    (void)execute(QStringLiteral("RELEASE ") + savepoint(m_depth));
}

Result<Nothing> Transaction::commit()
{
    if (m_error)
        return *m_error;
    if (!m_isOpen)
        return storeError(QStringLiteral("the transaction has ended already"));
    Result<Nothing> committed =
        execute(m_depth == 0 ? QStringLiteral("COMMIT") : QStringLiteral("RELEASE ") + savepoint(m_depth));
    if (committed) {
        m_isOpen = false;
        --m_database.m_transactionDepth;
    }
    return committed;
}

Result<Nothing> Transaction::execute(const QString &statement) const
{
    QSqlQuery query(m_database.connection());
    if (query.exec(statement))
        return Nothing{};
    return storeError(query.lastError());
}
