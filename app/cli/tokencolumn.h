// SPDX-License-Identifier: MIT
#pragma once

#include "cli/tokenrow.h"

#include <QDateTime>
#include <QStringList>

/// One thing to tell of a token: the key by which options name it, and its text.
struct TokenColumn
{
    QString key; ///< "last-used"; never translated
    QString heading;
    bool isDate = false; ///< then the text is ISO 8601 in UTC, "never", or empty where it is not told
    QString (*text)(const TokenRow &row, const QDateTime &nowUtc) = nullptr;

    /// Every column there is, in the order of the table.
    [[nodiscard]] static QList<TokenColumn> all();
    [[nodiscard]] static QStringList keys();
    /// Those of the table when nobody says which.
    [[nodiscard]] static QStringList usualKeys(bool hasSeveralAccounts);
    /// The columns of these keys, in their order; unknown keys are left out.
    [[nodiscard]] static QList<TokenColumn> of(const QStringList &keys);

    /// By this column; what is not told comes last. Rows that are equal keep their order.
    void sort(QList<TokenRow> &rows, bool isDescending, const QDateTime &nowUtc) const;
};
