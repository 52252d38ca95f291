// SPDX-License-Identifier: MIT
#include "net/retrypolicy.h"

#include "net/httpdate.h"

#include <algorithm>

using std::chrono::milliseconds;

namespace {

// More digits than any wait worth reading, few enough never to overflow milliseconds in 64 bits.
constexpr qsizetype longestNumber = 12;

std::optional<qint64> wholeNumber(const QByteArray &text)
{
    const bool isDigits = !text.isEmpty() && text.size() <= longestNumber
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isDigits ? std::optional(text.toLongLong()) : std::nullopt;
}

bool isWorthRepeating(const AttemptOutcome &outcome)
{
    switch (outcome.httpStatus) {
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
        return true;
    default:
        return outcome.kind == Error::Kind::Network || outcome.kind == Error::Kind::Timeout;
    }
}

} // namespace

milliseconds backoff(const AttemptOutcome &outcome)
{
    milliseconds wait = std::min(outcome.firstBackoff, outcome.longestBackoff);
    for (int i = 1; i < outcome.attempt && wait < outcome.longestBackoff; ++i)
        wait = std::min(wait * 2, outcome.longestBackoff);
    const double factor = 0.5 + std::clamp(outcome.jitter, 0.0, 1.0);
    return std::min(milliseconds(static_cast<qint64>(static_cast<double>(wait.count()) * factor)),
        outcome.longestBackoff);
}

std::optional<milliseconds> retryDecision(const AttemptOutcome &outcome)
{
    if (outcome.isMutating || outcome.attempt >= outcome.maxAttempts || !isWorthRepeating(outcome))
        return std::nullopt;
    if (!outcome.retryAfter)
        return backoff(outcome);
    if (*outcome.retryAfter > outcome.longestRetryAfter)
        return std::nullopt;
    return outcome.retryAfter;
}

std::optional<milliseconds> parseRetryAfter(const QByteArray &header, const QDateTime &nowUtc)
{
    const QByteArray text = header.trimmed();
    if (const std::optional<qint64> seconds = wholeNumber(text))
        return std::chrono::seconds(*seconds);
    const QDateTime instant = parseHttpDate(text, nowUtc);
    if (!instant.isValid())
        return std::nullopt;
    return milliseconds(std::max<qint64>(0, nowUtc.msecsTo(instant)));
}

std::optional<milliseconds> parseRateLimitReset(const QByteArray &header, const QDateTime &nowUtc)
{
    const std::optional<qint64> unixSeconds = wholeNumber(header.trimmed());
    if (!unixSeconds)
        return std::nullopt;
    const milliseconds wait(*unixSeconds * 1000 - nowUtc.toMSecsSinceEpoch());
    return wait.count() > 0 ? std::optional(wait) : std::nullopt;
}
