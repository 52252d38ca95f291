// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <chrono>
#include <optional>

/// What ended an attempt, as far as retrying cares.
struct AttemptOutcome
{
    bool isMutating = false;
    int attempt = 1; ///< the one that just ended, from 1
    int maxAttempts = 3;
    Error::Kind kind = Error::Kind::Network;
    int httpStatus = 0; ///< 0 = no answer
    std::optional<std::chrono::milliseconds> retryAfter;
    std::chrono::milliseconds firstBackoff{500};
    std::chrono::milliseconds longestBackoff{20'000};
    std::chrono::milliseconds longestRetryAfter{120'000};
    double jitter = 0.5; ///< 0..1, random in the program, fixed in tests
};

/// How long to wait before the next attempt; none = do not try again. Pure.
/// Only a GET is ever repeated: after no answer, a time-out, 429, 500, 502, 503 and 504.
[[nodiscard]] std::optional<std::chrono::milliseconds> retryDecision(const AttemptOutcome &outcome);

/// The wait nobody prescribed: doubles with every attempt, spread by the jitter to 50 … 150 %, capped at
/// `longestBackoff`.
[[nodiscard]] std::chrono::milliseconds backoff(const AttemptOutcome &outcome);

/// Reads a Retry-After header: whole seconds or an HTTP date (RFC 9110, all three forms). None when
/// unreadable; a past date is zero.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(
    const QByteArray &header, const QDateTime &nowUtc);

/// Reads an X-RateLimit-Reset header, Unix time in seconds (api/qovery.md 6). None when unreadable or past.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRateLimitReset(
    const QByteArray &header, const QDateTime &nowUtc);
