// SPDX-License-Identifier: MIT
#include "core/expiry.h"

namespace {
constexpr qint64 msecsPerDay = 24LL * 60 * 60 * 1000;
}

ExpiryState expiryState(const Token &token, const QDateTime &nowUtc, int soonDays)
{
    const qint64 now = nowUtc.toMSecsSinceEpoch();
    switch (token.expiresAt.state()) {
    case Moment::State::Unparsable:
        return ExpiryState::Unknown;
    case Moment::State::Known:
        if (token.expiresAt.msecs() <= now)
            return ExpiryState::Expired;
        break;
    case Moment::State::Absent:
    case Moment::State::NotProvided:
        break;
    }
    if (token.startsAt.isKnown() && token.startsAt.msecs() > now)
        return ExpiryState::Pending;
    switch (token.expiresAt.state()) {
    case Moment::State::NotProvided:
        return ExpiryState::NotProvided;
    case Moment::State::Absent:
        return ExpiryState::NeverExpires;
    case Moment::State::Unparsable:
        return ExpiryState::Unknown;
    case Moment::State::Known:
        break;
    }
    return token.expiresAt.msecs() - now <= soonDays * msecsPerDay ? ExpiryState::ExpiringSoon
                                                                   : ExpiryState::Active;
}

qint64 wholeDaysBetween(const QDateTime &nowUtc, const QDateTime &instant)
{
    const qint64 msecs = nowUtc.msecsTo(instant);
    const qint64 days = msecs / msecsPerDay;
    return msecs % msecsPerDay < 0 ? days - 1 : days;
}
