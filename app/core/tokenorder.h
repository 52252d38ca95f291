// SPDX-License-Identifier: MIT
#pragma once

#include "core/naturalorder.h"
#include "core/prefetch.h"
#include "core/tokenptr.h"

#include <algorithm>
#include <vector>

/// As names are shown: without the space around them.
[[nodiscard]] inline QStringView shownName(const Token &token)
{
    return QStringView(token.name).trimmed();
}

/// compareNaturally() of the names as they are shown.
[[nodiscard]] int compareTokenNames(const Token &one, const Token &other);

/// By id and workspace: the order of tokens of one account whose names are the same.
[[nodiscard]] bool isIdBefore(const Token &one, const Token &other);

/// Sorts numbers by the names of the tokens they stand for; `tokenOf`: the token (const Token &) of a number.
/// `isBefore` compares two numbers, names first, and is asked only where the beginnings of the names do not
/// decide.
template <class TokenOf, class IsBefore>
void sortByTokenNames(std::vector<int> &numbers, TokenOf tokenOf, IsBefore isBefore)
{
    struct Entry
    {
        quint64 prefix;
        int number;
    };
    NaturalPrefixes prefixes;
    const auto tokenAt = [&](qsizetype i) -> const Token & { return tokenOf(numbers[size_t(i)]); };
    for (size_t i = 0; i < numbers.size(); ++i) {
        prefetchTokens(qsizetype(i), qsizetype(numbers.size()), tokenAt, &Token::name);
        prefixes.add(shownName(tokenOf(numbers[i])));
    }
    std::vector<Entry> entries;
    entries.reserve(numbers.size());
    for (const int number : numbers)
        entries.push_back({prefixes.of(shownName(tokenOf(number))), number});
    std::sort(entries.begin(), entries.end(), [&isBefore](const Entry &one, const Entry &other) {
        return one.prefix != other.prefix ? one.prefix < other.prefix : isBefore(one.number, other.number);
    });
    std::transform(
        entries.cbegin(), entries.cend(), numbers.begin(), [](const Entry &entry) { return entry.number; });
}

/// The tokens of one account as a table shows them first: by name, id and workspace.
[[nodiscard]] TokenPtrs sortedByName(const TokenPtrs &tokens);
