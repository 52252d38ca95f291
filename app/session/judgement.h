// SPDX-License-Identifier: MIT
#pragma once

#include "core/journaloperation.h"

#include <chrono>

/// What could be seen at the service of an operation whose answer did not arrive.
struct Sighting
{
    QList<Token> tokens; ///< create: those of the wanted name; else: the token, if it is there
    bool isComplete = false; ///< nothing of the place was missed: what is not in `tokens` is not there
    std::optional<Error> error; ///< why it is not complete
    QDateTime lookedAt; ///< when the look began, UTC
};

/// How far clocks and requests are trusted.
struct Allowances
{
    /// A service's clock may be wrong by this and its times still count as those of the request.
    std::chrono::seconds skew{15 * 60};
    /// Nor more than this is any clock believed to be wrong; between the two nothing is certain.
    std::chrono::seconds strangest{24 * 60 * 60};
    /// From the first step to the last moment at which a service may still act on the request.
    std::chrono::seconds longestRequest{5 * 60};
    /// Before so much time has passed since the last step, "it is not there" proves nothing yet.
    std::chrono::milliseconds settling{15'000};
    /// Capabilities::hasUniqueNames of the provider.
    bool hasUniqueNames = false;
};

/// What is true of the operation, and why no more.
struct Judgement
{
    enum class Doubt : quint8 {
        None,
        CouldNotLook, ///< `error` says why
        ListIncomplete, ///< something was seen, not all
        TooEarly, ///< look again at `lookAgainAt`
        NotTold, ///< the provider shows nothing that would tell
        Unreadable, ///< the journal's row is damaged: nobody knows what was wanted
    };

    Finding finding = Finding::StillUnknown;
    Doubt doubt = Doubt::None; ///< only with StillUnknown
    QList<Token> tokens; ///< what the finding speaks of; all candidates when Ambiguous
    std::optional<Error> error;
    QDateTime lookAgainAt; ///< UTC; only with TooEarly
};

/// The verdict on an operation without an answer. Pure: no I/O, any thread, any values in the operation.
///
/// create: a token of the wanted name that was not there before and whose creation time fits the request.
/// rotate: the time of the last rotation where the provider tells it; else the short form of the value
/// together with the time of the last change; else that time alone, which only ever proves that nothing
/// happened. Of the token the account itself signs in with, that its sign-in is refused: evidence, no proof.
/// update: the wanted fields. delete, detach: absence from a complete list.
[[nodiscard]] Judgement judge(
    const JournalOperation &operation, const Sighting &sighting, const Allowances &allowances);
