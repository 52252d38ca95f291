// SPDX-License-Identifier: MIT
#include "fuzzinput.h"
#include "store/listingformat.h"

#include <algorithm>

/// A remembered listing with whatever is in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    FuzzInput input(data, size);
    const QString account = QStringLiteral("account");
    const auto read = ListingFormat::decode(input.rest(), account);
    if (!read)
        return 0;
    require(std::none_of(
                read->tokens.cbegin(), read->tokens.cend(), [](const TokenPtr &token) { return !token; }),
        "no token is null");
    const auto again = ListingFormat::decode(ListingFormat::encode(*read), account);
    require(again.has_value(), "what was read can be written and read again");
    require(again->workspaces == read->workspaces, "workspaces stay as they are");
    require(
        std::equal(again->tokens.cbegin(), again->tokens.cend(), read->tokens.cbegin(), read->tokens.cend(),
            [](const TokenPtr &one, const TokenPtr &other) { return *one == *other; }),
        "tokens stay as they are");
    return 0;
}
