// SPDX-License-Identifier: MIT
#pragma once

#include "core/operationverb.h"

/// How far an operation has come, as the journal knows it. Kept, Shown and Confirmed are for operations that
/// issue a value (create, rotate); Done is for those that issue none.
enum class OperationState : quint8 {
    Begun, ///< written down; whether the request left is not known
    Sent, ///< the request left
    Kept, ///< the issued value is in the vault
    Shown, ///< the issued value was painted or handed out
    Confirmed, ///< the person, or a verified delivery, has the value; final
    Done, ///< the server said that it did it; final
    Refused, ///< the server said that it did not, or the request never left; final
    Unknown, ///< no answer that tells
    Resolved, ///< somebody looked: EventDetails::finding says what is true; final
};

/// The word that is stored and exported, never shown: "begun".
[[nodiscard]] QString stateName(OperationState state);
[[nodiscard]] std::optional<OperationState> stateFromName(QStringView name);

/// Nothing follows a final state; all others are taken up again at the next start.
[[nodiscard]] bool isFinal(OperationState state);

/// Whether an operation of that verb may go from one state to the other.
[[nodiscard]] bool mayFollow(OperationVerb verb, OperationState from, OperationState to);
