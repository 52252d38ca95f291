// SPDX-License-Identifier: MIT
#pragma once

#include "core/journalcheck.h"
#include "core/result.h"

#include <QByteArray>

class Database;
struct JournalRow;

/// Reads the whole journal in steps, so that a window stays alive meanwhile, and ends at the first damage.
/// Rows that are appended meanwhile are read too. Errors: Vault. Thread: that of the database, which must
/// outlive it.
class JournalVerification final
{
public:
    explicit JournalVerification(const Database &database);
    Q_DISABLE_COPY_MOVE(JournalVerification)

    /// Reads at most `rows` more.
    Result<Nothing> step(int rows);
    [[nodiscard]] bool isFinished() const { return m_isFinished; }
    /// What is known so far; the whole truth when finished.
    [[nodiscard]] const JournalCheck &check() const { return m_check; }

private:
    [[nodiscard]] Result<bool> checkRow(const JournalRow &row, const QByteArray &seal);
    [[nodiscard]] Result<Nothing> stepRows(int rows);
    [[nodiscard]] Result<Nothing> stepIndex(int rows);
    [[nodiscard]] Result<Nothing> compareWithHead();
    void end(JournalCheck::Damage damage, qint64 position);

    const Database &m_database;
    JournalCheck m_check;
    QByteArray m_seal;
    std::optional<qint64> m_indexWrongAt;
    std::optional<qint64> m_indexRead; ///< the index up to this beginning; none = the rows come first
    bool m_isFinished = false;
};
