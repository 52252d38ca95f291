// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tokenmodel.h"

#include <QHash>

#include <vector>

/// All rows of a TokenModel in the order a person asked for. Keeps raw values as keys, an order by name for
/// the ties, and merges new rows into what is sorted already, so that a page of a listing costs its own size
/// and one pass.
class RowSorter final
{
public:
    explicit RowSorter(const TokenModel &source);

    [[nodiscard]] const std::vector<int> &order() const { return m_order; }
    [[nodiscard]] int column() const { return m_column; }
    [[nodiscard]] Qt::SortOrder direction() const { return m_direction; }

    void sortBy(int column, Qt::SortOrder direction);
    /// Takes rows in or anew: `changed` rows may have other values, `renamed` are those of them with another
    /// name, all rows from rowCount() to `rows` are new.
    void absorb(const std::vector<int> &changed, const std::vector<int> &renamed, int rows);
    void renumber(const QList<int> &newRows);
    /// States have changed with the time.
    void refreshStates();
    [[nodiscard]] int rowCount() const { return int(m_nameOrder.size()); }

private:
    using Rows = std::vector<int>;

    void sortByName(Rows &rows) const;
    void absorbNames(const Rows &renamed, int rows);
    void rankNames();
    void rankAccounts();
    void rankTexts();
    void readKey(int row);
    void readAllKeys();
    void sortAll();
    void sortById();
    void orderByName();
    [[nodiscard]] bool isNameBefore(int one, int other) const;
    [[nodiscard]] bool isBefore(int one, int other) const;
    [[nodiscard]] bool isTextColumn() const;
    [[nodiscard]] qint64 valueOf(int row) const;
    [[nodiscard]] int textNumber(const QString &text);

    const TokenModel &m_source;
    int m_column = TokenModel::Name;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
    Rows m_order; ///< by column and direction
    Rows m_nameOrder; ///< by name, account, id
    Rows m_nameRank; ///< by row
    std::vector<int> m_accountRank; ///< by account number
    std::vector<qint64> m_keys; ///< by row; for text columns a number of m_texts; unused for Name and Id
    QHash<QString, int> m_textNumbers;
    QList<QString> m_texts;
    std::vector<int> m_textRank; ///< by text number
};
