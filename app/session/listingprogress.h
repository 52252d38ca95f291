// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

/// How far a listing is.
struct ListingProgress
{
    qint64 loaded = 0; ///< different tokens so far
    qint64 total = -1; ///< as the provider says, over all lists of the account; -1 = not told yet
    int pagesDone = 0;
    int pagesPlanned = 0;

    bool operator==(const ListingProgress &) const = default;
};
