// SPDX-License-Identifier: MIT
#include "net/ratebudget.h"

#include <algorithm>

using std::chrono::milliseconds;

namespace {

/// The documents speak of requests a second.
constexpr milliseconds rateWindow{1000};
/// When it depends on an answer how long to wait.
constexpr milliseconds lookAgain{50};

milliseconds roundedUp(RateBudget::Instant::duration duration)
{
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(duration));
}

} // namespace

int RateBudget::limitOf(HttpRequest::Method method) const
{
    switch (method) {
    case HttpRequest::Method::Get:
        return m_limits.reads;
    case HttpRequest::Method::Post:
        return m_limits.posts;
    case HttpRequest::Method::Delete:
        return m_limits.deletes;
    }
    return 0;
}

int RateBudget::underWay() const
{
    return static_cast<int>(
        std::count_if(m_places.cbegin(), m_places.cend(), [](const Place &place) { return !place.endedAt; }));
}

void RateBudget::forget(Instant now)
{
    m_places.removeIf(
        [now](const Place &place) { return place.endedAt && now - *place.endedAt >= rateWindow; });
    if (m_remaining >= 0 && now >= m_resetAt)
        m_remaining = -1;
}

milliseconds RateBudget::pause(Instant now) const
{
    const bool isSpent = m_remaining == 0 && underWay() == 0;
    return std::max(roundedUp(m_pausedUntil - now), isSpent ? roundedUp(m_resetAt - now) : milliseconds(0));
}

milliseconds RateBudget::wait(HttpRequest::Method method, Instant now)
{
    forget(now);
    if (const milliseconds paused = pause(now); paused.count() > 0)
        return paused;
    if (m_remaining == 0)
        return lookAgain;
    const int limit = limitOf(method);
    if (limit <= 0)
        return milliseconds(0);
    QList<Instant> ends;
    int taken = 0;
    for (const Place &place : std::as_const(m_places)) {
        if (place.method != method)
            continue;
        ++taken;
        if (place.endedAt)
            ends += *place.endedAt;
    }
    if (taken < limit)
        return milliseconds(0);
    const qsizetype surplus = taken - limit;
    if (surplus >= ends.size())
        return lookAgain;
    std::sort(ends.begin(), ends.end());
    return std::max(milliseconds(1), roundedUp(ends.at(surplus) + rateWindow - now));
}

quint64 RateBudget::take(HttpRequest::Method method, Instant now)
{
    forget(now);
    if (m_remaining > 0)
        --m_remaining;
    m_places.append({++m_taken, method, {}});
    return m_taken;
}

void RateBudget::ended(quint64 number, const RateHeaders &headers, Instant now)
{
    const auto place = std::find_if(
        m_places.begin(), m_places.end(), [number](const Place &one) { return one.number == number; });
    if (place != m_places.end()) {
        if (limitOf(place->method) > 0)
            place->endedAt = now;
        else
            m_places.erase(place); // nobody counts it
    }
    if (headers.remaining >= 0 && headers.resetIn) {
        m_remaining = std::max(0, headers.remaining - underWay());
        m_resetAt = now + *headers.resetIn;
    }
}

void RateBudget::pauseFor(milliseconds wait, Instant now)
{
    m_pausedUntil = std::max(m_pausedUntil, now + wait);
}
