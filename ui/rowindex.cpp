// SPDX-License-Identifier: MIT
#include "ui/rowindex.h"

#include "core/prefetch.h"

namespace {

quint32 folded(size_t hash)
{
    const quint64 wide = hash;
    return quint32(wide ^ (wide >> 32));
}

/// The same id in several accounts or lists is rare.
quint32 hashOfId(const QString &id)
{
    return folded(qHash(id));
}

bool hasKey(const Token &token, const TokenKey &key)
{
    return token.id == key.tokenId && token.workspaceId == key.workspaceId
        && token.accountId == key.accountId;
}

} // namespace

template <class IsWanted>
int RowIndex::findHashed(quint32 hash, IsWanted isWanted) const
{
    if (m_slots.empty())
        return -1;
    const size_t mask = m_slots.size() - 1;
    for (size_t at = hash & mask; m_slots[at].row >= 0; at = (at + 1) & mask) {
        const Slot &slot = m_slots[at];
        if (slot.hash == hash && isWanted(slot.row))
            return slot.row;
    }
    return -1;
}

int RowIndex::find(const TokenKey &key, const std::vector<TokenPtr> &tokens) const
{
    takeIn(tokens);
    return findHashed(hashOfId(key.tokenId), [&](int row) { return hasKey(*tokens[size_t(row)], key); });
}

quint32 RowIndex::hashOf(const Token &token)
{
    return hashOfId(token.id);
}

int RowIndex::find(quint32 hash, const Token &like, const std::vector<TokenPtr> &tokens) const
{
    takeIn(tokens);
    return findHashed(hash, [&](int row) {
        const Token &token = *tokens[size_t(row)];
        return token.id == like.id && token.workspaceId == like.workspaceId
            && token.accountId == like.accountId;
    });
}

void RowIndex::reserve(size_t rows)
{
    if (rows * 4 > m_slots.size() * 3)
        grow(rows);
}

void RowIndex::insert(quint32 hash, int row)
{
    reserve(m_used + 1);
    place(hash, row);
}

void RowIndex::rebuild(const std::vector<TokenPtr> &tokens)
{
    m_slots.clear();
    m_used = 0;
    takeIn(tokens);
}

void RowIndex::takeIn(const std::vector<TokenPtr> &tokens) const
{
    if (m_used == tokens.size())
        return;
    if (tokens.size() * 4 > m_slots.size() * 3)
        grow(tokens.size());
    const auto tokenAt = [&tokens](qsizetype i) -> const Token & { return *tokens[size_t(i)]; };
    for (size_t row = m_used; row < tokens.size(); ++row) {
        prefetchTokens(qsizetype(row), qsizetype(tokens.size()), tokenAt, &Token::id);
        place(hashOf(*tokens[row]), int(row));
    }
}

void RowIndex::place(quint32 hash, int row) const
{
    const size_t mask = m_slots.size() - 1;
    size_t at = hash & mask;
    while (m_slots[at].row >= 0)
        at = (at + 1) & mask;
    m_slots[at] = {hash, row};
    ++m_used;
}

void RowIndex::grow(size_t rows) const
{
    size_t size = 64;
    while (rows * 4 > size * 3)
        size *= 2;
    const std::vector<Slot> old = std::move(m_slots);
    m_slots.assign(size, Slot());
    m_used = 0;
    for (const Slot &slot : old) {
        if (slot.row >= 0)
            place(slot.hash, slot.row);
    }
}
