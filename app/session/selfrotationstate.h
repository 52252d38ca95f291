// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <array>
#include <optional>

/// How far the rotation of the token has come that an account itself signs in with. A plain value.
struct SelfRotationState
{
    enum class Step : quint8 {
        Rotate, ///< the service gives the token a new value; the old one is dead
        Keep, ///< the vault takes it, as a waiting value and as the account's credential
        Verify, ///< the service accepts it
        Switch, ///< the account goes on with it
    };
    static constexpr std::array allSteps{Step::Rotate, Step::Keep, Step::Verify, Step::Switch};

    enum class Progress : quint8 {
        Waiting,
        Running,
        Done,
        Failed,
        Unknown, ///< sent, and no answer that tells
    };

    std::array<Progress, allSteps.size()> progress{};
    /// Why the first step that is not done is not.
    std::optional<Error> error;
    /// The answer came without a value: the old one is dead, and nobody has the new one.
    bool isValueMissing = false;
    /// The credential survives the end of the program.
    bool isDurable = false;
    bool isFinished = false;

    [[nodiscard]] Progress of(Step step) const { return progress[static_cast<std::size_t>(step)]; }
    void set(Step step, Progress now) { progress[static_cast<std::size_t>(step)] = now; }
    [[nodiscard]] bool isDone(Step step) const { return of(step) == Progress::Done; }
};
