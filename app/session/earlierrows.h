// SPDX-License-Identifier: MIT
#pragma once

#include "session/tokenset.h"
#include "store/cachedlisting.h"

/// What an earlier run listed of an account, made ready for its session.
struct EarlierRows
{
    explicit EarlierRows(CachedListing &&kept)
        : listing(std::move(kept))
        , rows(TokenSet::of(listing.tokens))
    { }

    CachedListing listing;
    TokenSet rows; ///< those of the listing
};
