// SPDX-License-Identifier: MIT
#pragma once

#include "core/journaloperation.h"

struct JournalRow;

/// Makes operations of rows. Rows of one operation come together and in order. Trusts no row: what cannot be
/// read marks its operation as damaged.
class JournalFold final
{
public:
    /// `isWhole`: the row's content is not cut.
    void add(const JournalRow &row, bool isWhole);
    /// The operations so far, in the order of their first rows.
    [[nodiscard]] QList<JournalOperation> take() { return std::move(m_operations); }

private:
    QList<JournalOperation> m_operations;
};
