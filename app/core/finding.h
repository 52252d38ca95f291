// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

/// What is true of an operation whose answer did not arrive, as far as looking can tell.
enum class Finding : quint8 {
    NotDone, ///< the service did not do it, or what was wanted is not there: it may be tried again
    CreatedSecretLost, ///< the token exists, its value never reached us
    RotatedSecretLost, ///< the old value is dead, nobody has the new one
    Done, ///< what was wanted is so
    Gone, ///< the token that was meant does not exist any more
    Ambiguous, ///< what is there fits, and fits another explanation as well
    StillUnknown, ///< it could not be looked, or nothing that can be seen tells
    SetAside, ///< a person ended the question without an answer
};

/// The word that is stored and exported, never shown: "not-done".
[[nodiscard]] QString findingName(Finding finding);
[[nodiscard]] std::optional<Finding> findingFromName(QStringView name);

/// Whether it ends the question. Ambiguous and StillUnknown leave it open.
[[nodiscard]] bool isConclusive(Finding finding);
