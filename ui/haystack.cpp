// SPDX-License-Identifier: MIT
#include "ui/haystack.h"

#include "session/tokensearch.h"

#include <QByteArrayMatcher>

#include <algorithm>
#include <utility>

namespace {
constexpr qsizetype leastWaste = 1 << 20; ///< bytes; compacting for less is not worth it
}

Haystack::Row Haystack::store(const QByteArray &own, const QByteArray &shared)
{
    const quint32 next = quint32(m_shared.size());
    const auto known = m_sharedNumbers.constFind(shared);
    const quint32 number = known == m_sharedNumbers.cend() ? next : known.value();
    if (number == next) {
        m_shared.append(shared);
        m_sharedNumbers.insert(shared, number);
    }
    const Row row{quint32(m_block.size()), quint32(own.size()), number};
    m_block.append(own);
    return row;
}

void Haystack::append(const QByteArray &own, const QByteArray &shared)
{
    m_rows.push_back(store(own, shared));
}

void Haystack::replace(int row, const QByteArray &own, const QByteArray &shared)
{
    Row &old = m_rows[size_t(row)];
    if (m_shared.at(old.shared) == shared && QByteArrayView(m_block).sliced(old.offset, old.size) == own)
        return;
    m_wasted += old.size;
    old = store(own, shared);
    if (m_wasted > leastWaste && m_wasted > m_block.size() / 2)
        compact();
}

void Haystack::renumber(const QList<int> &newRows)
{
    size_t kept = 0;
    for (size_t row = 0; row < m_rows.size(); ++row) {
        if (newRows.at(qsizetype(row)) >= 0)
            m_rows[kept++] = m_rows[row];
        else
            m_wasted += m_rows[row].size;
    }
    m_rows.resize(kept);
    if (m_wasted > leastWaste && m_wasted > m_block.size() / 2)
        compact();
}

void Haystack::compact()
{
    QByteArray block;
    block.reserve(m_block.size() - m_wasted);
    const QList<QByteArray> shared = std::exchange(m_shared, {});
    m_sharedNumbers.clear();
    const QByteArray old = std::exchange(m_block, block);
    for (Row &row : m_rows)
        row = store(old.mid(row.offset, row.size), shared.at(row.shared));
    m_wasted = 0;
}

void Haystack::match(
    const QList<QByteArray> &words, std::vector<quint8> &marks, int first, bool onlyMarked) const
{
    if (marks.size() < m_rows.size())
        marks.resize(m_rows.size());
    if (!onlyMarked)
        std::fill(marks.begin() + first, marks.begin() + rowCount(), quint8(1));
    std::vector<quint8> isInShared(size_t(m_shared.size()));
    for (const QByteArray &word : words) {
        const QByteArrayMatcher matcher(word);
        const bool isKeyed = keyOfWord(word) != '\0';
        for (qsizetype i = 0; i < m_shared.size(); ++i)
            isInShared[size_t(i)] =
                isKeyed ? occursInLine(word, m_shared.at(i)) : matcher.indexIn(m_shared.at(i)) >= 0;
        for (size_t i = size_t(first); i < m_rows.size(); ++i) {
            const Row &row = m_rows[i];
            if (marks[i] && !isInShared[row.shared])
                marks[i] = !isKeyed && matcher.indexIn(m_block.constData() + row.offset, row.size) >= 0;
        }
    }
}

bool Haystack::matches(int row, const QList<QByteArray> &words) const
{
    const Row &entry = m_rows[size_t(row)];
    const QByteArrayView own = QByteArrayView(m_block).sliced(entry.offset, entry.size);
    return std::all_of(words.cbegin(), words.cend(), [&](const QByteArray &word) {
        const QByteArray &shared = m_shared.at(entry.shared);
        return keyOfWord(word) != '\0' ? occursInLine(word, shared)
                                       : own.contains(word) || shared.contains(word);
    });
}
