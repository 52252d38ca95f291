// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <vector>

/// The folded text of every row, to be searched at each keystroke. What only this row has ("own") stands in
/// one block of memory; what many rows share ("shared": account, scope, role) is kept and searched once.
class Haystack final
{
public:
    [[nodiscard]] int rowCount() const { return int(m_rows.size()); }
    void append(const QByteArray &own, const QByteArray &shared);
    void replace(int row, const QByteArray &own, const QByteArray &shared);
    /// `newRows[old]` = the row's new number, -1 = it goes. Order is kept.
    void renumber(const QList<int> &newRows);

    /// Writes 1 for every row from `first` on that has all words, else 0. A word with a key (keyOfWord) must
    /// stand in a line of the shared text with that key. With `onlyMarked`, rows that are 0 already stay so
    /// without being looked at. Marks of rows that are not here yet stay as they are.
    void match(const QList<QByteArray> &words, std::vector<quint8> &marks, int first, bool onlyMarked) const;
    [[nodiscard]] bool matches(int row, const QList<QByteArray> &words) const;

private:
    struct Row
    {
        quint32 offset = 0;
        quint32 size = 0;
        quint32 shared = 0;
    };

    Row store(const QByteArray &own, const QByteArray &shared);
    void compact();

    QByteArray m_block;
    std::vector<Row> m_rows;
    QList<QByteArray> m_shared;
    QHash<QByteArray, quint32> m_sharedNumbers;
    qsizetype m_wasted = 0; ///< bytes of the block that no row uses any more
};
