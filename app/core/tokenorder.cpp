// SPDX-License-Identifier: MIT
#include "core/tokenorder.h"

#include <numeric>

int compareTokenNames(const Token &one, const Token &other)
{
    return compareNaturally(shownName(one), shownName(other));
}

bool isIdBefore(const Token &one, const Token &other)
{
    const int ids = one.id.compare(other.id);
    return ids != 0 ? ids < 0 : one.workspaceId < other.workspaceId;
}

TokenPtrs sortedByName(const TokenPtrs &tokens)
{
    const auto tokenOf = [&tokens](int number) -> const Token & { return *tokens.at(number); };
    std::vector<int> order(size_t(tokens.size()));
    std::iota(order.begin(), order.end(), 0);
    sortByTokenNames(order, tokenOf, [&tokenOf](int one, int other) {
        const Token &left = tokenOf(one);
        const Token &right = tokenOf(other);
        const int names = compareTokenNames(left, right);
        return names != 0 ? names < 0 : isIdBefore(left, right);
    });
    TokenPtrs sorted;
    sorted.reserve(tokens.size());
    for (const int number : order)
        sorted.append(tokens.at(number));
    return sorted;
}
