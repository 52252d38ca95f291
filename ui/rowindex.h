// SPDX-License-Identifier: MIT
#pragma once

#include "core/tokenptr.h"

#include <vector>

/// Finds the row of a TokenKey in constant time, in some 12 bytes a row: the keys themselves stay in the
/// tokens. Rows that were appended without insert() are taken in when one is first looked for.
class RowIndex final
{
public:
    /// `tokens` is the vector the rows are in; it must be the same one, with the same rows, in every call.
    [[nodiscard]] int find(
        const TokenKey &key, const std::vector<TokenPtr> &tokens) const; ///< -1 when absent
    /// Of every token with this key; for asking and adding without computing it again.
    [[nodiscard]] static quint32 hashOf(const Token &token);
    /// The row of the same key as `like` has, whose hash is `hash`.
    [[nodiscard]] int find(quint32 hash, const Token &like, const std::vector<TokenPtr> &tokens) const;
    void reserve(size_t rows);
    /// Takes in the last row, whose key was looked for and not found.
    void insert(quint32 hash, int row);
    /// Starts over after rows have moved.
    void rebuild(const std::vector<TokenPtr> &tokens);

private:
    struct Slot
    {
        quint32 hash = 0;
        qint32 row = -1; ///< -1 = free
    };

    void takeIn(const std::vector<TokenPtr> &tokens) const;
    void place(quint32 hash, int row) const;
    void grow(size_t rows) const;
    template <class IsWanted>
    [[nodiscard]] int findHashed(quint32 hash, IsWanted isWanted) const;

    mutable std::vector<Slot> m_slots; ///< a power of two, at most three quarters full
    mutable size_t m_used = 0; ///< so many rows, from the first on, are in it
};
