// SPDX-License-Identifier: MIT
#pragma once

#include "session/accounthealth.h"

/// Takes down how an account's requests end and tells its health from that. Pure: every call is told the time
/// (UTC, by this computer's clock). Thread: one.
class Pulse final
{
public:
    /// A clock that is off by more than this is told of.
    static constexpr std::chrono::seconds largestSkew{60};

    /// Another credential: what was known of the one before counts no more. `end` as in
    /// AccountHealth::expires.
    void credentialChanged(const QDateTime &end);
    /// `serverTime`: by the service's clock; invalid when it did not say.
    void answered(int httpStatus, const QDateTime &serverTime, const QDateTime &now);
    void unanswered(const QDateTime &now);
    /// A listing ended; `error` says why not well.
    void listed(const std::optional<Error> &error);

    [[nodiscard]] AccountHealth health(const QDateTime &now) const;

private:
    [[nodiscard]] std::chrono::seconds clockAhead() const;

    QDateTime m_end;
    QDateTime m_answeredAt;
    QDateTime m_acceptedAt; ///< the last answer that was not a 401
    QDateTime m_refusedAt; ///< the first 401 in a row, or the listing that was refused; invalid = none
    QDateTime m_offlineSince; ///< invalid = the last request was answered
    std::optional<Error> m_listingError;
    std::chrono::seconds m_ahead{0};
};
