// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "session/judgement.h"

/// What a person may do about a finding. All of them are offers; nothing happens by itself.
enum class FindingAction : quint8 {
    TryAgain, ///< the same operation once more, as a new one
    RotateIt, ///< the token of the finding, or the one a person picks of several
    DeleteIt,
    SignIn, ///< to the account, with another credential
    LookAgain,
    SetAside, ///< end the question without an answer
};

/// A finding in a person's words.
struct FindingText
{
    QString what; ///< what happened, one sentence
    QString meaning; ///< for the token; may be empty
    QString next; ///< what to do; may be empty
    QList<FindingAction> actions; ///< the fitting one first; empty = nothing is left to do
};

/// The only place that turns a Judgement into sentences. All of it is plain text. `canRotate`: the provider
/// can rotate the token. A judgement made of a journaled finding alone (no tokens, no error) is described as
/// well.
[[nodiscard]] FindingText describeFinding(
    const Judgement &judgement, const OperationFacts &facts, const Account &account, bool canRotate);
