// SPDX-License-Identifier: MIT
#include "core/tokenorder.h"

#include <numeric>

int compareTokenNames(const Token &one, const Token &other)
{
    return compareNaturally(shownName(one), shownName(other));
}

TokenPtrs sortedByName(const TokenPtrs &tokens)
{
    const auto tokenOf = [&tokens](int number) -> const Token & { return *tokens.at(number); };
    std::vector<int> order(size_t(tokens.size()));
    std::iota(order.begin(), order.end(), 0);
    sortByTokenNames(order, tokenOf, [&tokenOf](int one, int other) {
        const Token &left = tokenOf(one);
        const Token &right = tokenOf(other);
        if (const int names = compareTokenNames(left, right); names != 0)
            return names < 0;
        if (const int ids = left.id.compare(right.id); ids != 0)
            return ids < 0;
        return left.workspaceId < right.workspaceId;
    });
    TokenPtrs sorted;
    sorted.reserve(tokens.size());
    for (const int number : order)
        sorted.append(tokens.at(number));
    return sorted;
}
