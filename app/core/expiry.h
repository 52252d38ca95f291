// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QDateTime>

/// Where a token stands in its life, as far as the provider tells.
enum class ExpiryState : quint8 {
    Pending, ///< startsAt is in the future
    Active,
    ExpiringSoon, ///< active, and expires within the given number of days
    Expired, ///< expiresAt is now or past
    NeverExpires, ///< the provider says there is no end
    NotProvided, ///< the provider has no such data
    Unknown, ///< there is a text, but it is no date
};

/// Default of "soon", in days.
inline constexpr int expiringSoonDays = 14;

[[nodiscard]] ExpiryState expiryState(
    const Token &token, const QDateTime &nowUtc, int soonDays = expiringSoonDays);

/// Whole days from `nowUtc` to `instant`, rounded down; negative when past.
[[nodiscard]] qint64 wholeDaysBetween(const QDateTime &nowUtc, const QDateTime &instant);
