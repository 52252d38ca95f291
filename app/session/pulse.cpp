// SPDX-License-Identifier: MIT
#include "session/pulse.h"

namespace {

constexpr int unauthorized = 401;

} // namespace

void Pulse::credentialChanged(const QDateTime &end)
{
    const std::chrono::seconds ahead = m_ahead;
    *this = Pulse();
    m_end = end;
    m_ahead = ahead; // the clocks are the same
}

void Pulse::answered(int httpStatus, const QDateTime &serverTime, const QDateTime &now)
{
    m_answeredAt = now;
    m_offlineSince = {};
    if (serverTime.isValid())
        m_ahead = std::chrono::seconds(serverTime.secsTo(now));
    if (httpStatus == unauthorized) {
        if (!m_refusedAt.isValid())
            m_refusedAt = now;
    } else {
        m_acceptedAt = now;
        m_refusedAt = {};
    }
}

void Pulse::unanswered(const QDateTime &now)
{
    if (!m_offlineSince.isValid())
        m_offlineSince = now;
}

void Pulse::listed(const std::optional<Error> &error)
{
    m_listingError = error;
}

std::chrono::seconds Pulse::clockAhead() const
{
    return m_ahead > largestSkew || m_ahead < -largestSkew ? m_ahead : std::chrono::seconds(0);
}

AccountHealth Pulse::health(const QDateTime &now) const
{
    AccountHealth health;
    health.answeredAt = m_answeredAt;
    health.expires = m_end;
    health.clockAhead = clockAhead();
    // The service decides by its own clock.
    const QDateTime serviceTime = now.addSecs(-health.clockAhead.count());
    const QDateTime acceptedAt =
        m_acceptedAt.isValid() ? m_acceptedAt.addSecs(-health.clockAhead.count()) : QDateTime();
    const bool hasEnded = m_end.isValid() && m_end <= serviceTime;
    const bool wasTakenSince = acceptedAt.isValid() && acceptedAt > m_end && !m_refusedAt.isValid();
    const bool isForbidden = m_listingError && m_listingError->kind == Error::Kind::Forbidden;
    if (hasEnded && !wasTakenSince) {
        health.state = AccountHealth::State::Expired;
        health.since = m_end;
    } else if (m_offlineSince.isValid()) {
        health.state = AccountHealth::State::Offline;
        health.since = m_offlineSince;
        health.error = m_listingError;
    } else if (m_refusedAt.isValid() || isForbidden) {
        health.state = AccountHealth::State::Refused;
        health.since = m_refusedAt.isValid() ? m_refusedAt : m_listingError->when;
        health.error = m_listingError;
    } else if (m_answeredAt.isValid()) {
        health.state = AccountHealth::State::Connected;
        health.since = m_answeredAt;
    }
    return health;
}
