// SPDX-License-Identifier: MIT
#pragma once

#include "session/operationtext.h"

#include <QStringList>

/// Which operations of the history a person wants to see: every word must occur somewhere in account, token,
/// place, verb, outcome, date, request id or ids, whatever its case. Pure value.
class ActivityFilter final
{
public:
    ActivityFilter() = default; ///< everything
    explicit ActivityFilter(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    /// `outcome`: of the operation, as it is shown.
    [[nodiscard]] bool matches(const JournalOperation &operation, const OperationOutcome &outcome) const;

    bool operator==(const ActivityFilter &) const = default;

private:
    QStringList m_words; ///< folded
};
