// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QDateTime>

#include <chrono>
#include <optional>

/// How an account stands with its service, as far as real answers tell.
struct AccountHealth
{
    enum class State {
        NotKnown, ///< nothing was asked yet
        Connected, ///< the last request was answered
        Expired, ///< the credential ran out by its own words, and the service did not take it since
        Refused, ///< the service does not take the credential, or does not let it list anything
        Offline, ///< requests get no answer
    };

    State state = State::NotKnown;
    /// UTC. Connected: of the last answer; Expired: when it ran out; Refused: of that answer; Offline: of the
    /// first request in a row without an answer.
    QDateTime since;
    QDateTime answeredAt; ///< UTC, of the last answer of any kind; invalid = none yet
    QDateTime expires; ///< UTC, when the credential runs out by its own words; invalid = they do not say
    std::optional<Error> error; ///< with Refused and Offline, where more is known
    /// How far this computer's clock is ahead of the service's (negative: behind); zero unless it is far
    /// enough to matter.
    std::chrono::seconds clockAhead{0};
};
