// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/journalcheck.h"
#include "core/journaloperation.h"
#include "core/result.h"

#include <QObject>

#include <limits>
#include <memory>

class Database;
class JournalVerification;
class QSqlQuery;
class RunLock;
struct JournalRow;

/// What the program did, is doing and does not know: one row for each step of every create, rotate, update,
/// delete and detach. A row is durable when the call that writes it returns, or, inside an open Transaction,
/// with that; so a kept secret and its row are one write. Rows are only ever appended, and each one seals the
/// one before it. No secret and no server's words go in.
///
/// A chain of seals cannot show alone that its end was cut off; the last seal is therefore kept a second time
/// (journal_head). Somebody who cuts both, or seals everything anew, is found only by an older copy of
/// head().
///
/// Errors: Vault (the database cannot be read or written, or the step is not allowed; then nothing was
/// written). Thread: that of the Database, which must outlive it, as `clock` must.
class Journal final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Journal)

public:
    /// The end of the chain. Position 0 = the journal is empty.
    struct Head
    {
        qint64 position = 0;
        QByteArray seal;
    };

    Journal(Database &database, const Clock &clock, QObject *parent = nullptr);

    /// Of this process: tells operations that are under way now from those of a program that died.
    [[nodiscard]] QString runId() const { return m_runId; }
    /// From now on nothing is written before this lock is taken: a row of a run that nobody sees would look
    /// like one of a program that died. `lock` must be there for as long as something is written.
    void writeOnlyUnder(RunLock &lock) { m_runLock = &lock; }

    /// Writes down what is about to be done; the operation's id. To be called before the request leaves.
    Result<QString> begin(const OperationFacts &facts);
    /// The next step of an operation. Refused when mayFollow() says so.
    Result<Nothing> advance(
        const QString &operationId, OperationState state, const EventDetails &details = {});

    [[nodiscard]] Result<JournalOperation> operation(const QString &operationId) const;
    /// Every operation whose last state is not final, oldest first; those of this run included.
    [[nodiscard]] Result<QList<JournalOperation>> unfinished() const;
    /// The history, newest first: at most `limit` operations that began before `position`
    /// (JournalOperation::position() of the last one of the page before).
    [[nodiscard]] Result<QList<JournalOperation>> operations(
        int limit, qint64 position = std::numeric_limits<qint64>::max()) const;
    /// How many operations there are.
    [[nodiscard]] Result<qint64> count() const;

    [[nodiscard]] Result<Head> head() const;
    /// Reads every row at once.
    [[nodiscard]] Result<JournalCheck> verify() const;
    /// The same in steps of the caller's size; the journal must outlive it.
    [[nodiscard]] std::unique_ptr<JournalVerification> verification() const;

Q_SIGNALS:
    /// A row was written, perhaps in a transaction that is still open: look later, from the event loop.
    void appended(const QString &operationId);

private:
    struct Standing;

    [[nodiscard]] Result<Standing> standing(const QString &operationId) const;
    void becomeSeen();
    [[nodiscard]] Result<Nothing> append(JournalRow &row);
    [[nodiscard]] Result<QList<JournalOperation>> fold(QSqlQuery &query) const;

    Database &m_database;
    const Clock &m_clock;
    QString m_runId;
    RunLock *m_runLock = nullptr;
};
