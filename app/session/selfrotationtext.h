// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "session/errortext.h"
#include "session/selfrotationstate.h"

/// Words for the rotation of the token that an account itself signs in with, for the window and the command
/// line alike. Plain text.
namespace SelfRotationText {

/// "Check that the new value signs in"
[[nodiscard]] QString step(SelfRotationState::Step step);
/// "done", "not known": a few words.
[[nodiscard]] QString progress(SelfRotationState::Progress progress);
/// What is about to happen, a sentence for each step.
[[nodiscard]] QStringList plan(const QString &accountName);
/// How it stands, once finished.
[[nodiscard]] ErrorText outcome(
    const SelfRotationState &state, const QString &tokenName, const Account &account);

} // namespace SelfRotationText
