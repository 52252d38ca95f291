// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"
#include "net/httpclient.h"

#include <QList>

#include <chrono>
#include <optional>

/// What an answer's headers tell of the caller's allowance: X-RateLimit-Remaining and X-RateLimit-Reset.
struct RateHeaders
{
    int remaining = -1; ///< -1 = it does not say
    std::optional<std::chrono::milliseconds> resetIn; ///< none = it does not say
};

/// How many requests may leave with one credential, for everybody in this process who uses it.
///
/// A place is taken when a request leaves and is free again one second after its answer. The service counts a
/// request somewhere between the two, so it never sees more than it allows in any second, whatever way it
/// counts and however unevenly the network delivers. Idle, all places are free: a second's worth leaves at
/// once. Allowances that the service tells in headers are kept too, reckoned from the worse side: what is
/// under way may not be counted there yet. Knows no clock: every call is told the time, which never runs
/// backwards. Thread: one.
class RateBudget final
{
    Q_DISABLE_COPY_MOVE(RateBudget)

public:
    using Instant = std::chrono::steady_clock::time_point;

    explicit RateBudget(const RateLimits &limits = {})
        : m_limits(limits)
    { }

    /// How long this kind of request has to wait; zero = it may leave now. An estimate while it depends on
    /// answers: ask again then.
    [[nodiscard]] std::chrono::milliseconds wait(HttpRequest::Method method, Instant now);
    /// How long nothing may leave, because the service said so; zero = no such thing.
    [[nodiscard]] std::chrono::milliseconds pause(Instant now) const;

    /// A request leaves; the number is for ended().
    [[nodiscard]] quint64 take(HttpRequest::Method method, Instant now);
    /// It was answered, or nobody waits for its answer any more.
    void ended(quint64 number, const RateHeaders &headers, Instant now);
    /// The service asked for it (429). A shorter pause than the running one changes nothing.
    void pauseFor(std::chrono::milliseconds wait, Instant now);

private:
    struct Place
    {
        quint64 number = 0;
        HttpRequest::Method method = HttpRequest::Method::Get;
        std::optional<Instant> endedAt;
    };

    [[nodiscard]] int limitOf(HttpRequest::Method method) const;
    [[nodiscard]] int underWay() const;
    void forget(Instant now);

    const RateLimits m_limits;
    QList<Place> m_places;
    quint64 m_taken = 0;
    Instant m_pausedUntil;
    int m_remaining = -1; ///< -1 = the service does not tell
    Instant m_resetAt;
};
