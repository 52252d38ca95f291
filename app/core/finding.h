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
    /// Rotation of the token the account signs in with: its value is refused now. Most likely it was rotated
    /// and the new value never reached us; a revoked or expired token looks the same.
    SignInRefused,
    StillUnknown, ///< it could not be looked, or nothing that can be seen tells
    HalfDone, ///< name and description are as wanted, the roles are not
    SetAside, ///< a person ended the question without an answer
};

/// The word that is stored and exported, never shown: "not-done".
[[nodiscard]] QString findingName(Finding finding);
[[nodiscard]] std::optional<Finding> findingFromName(QStringView name);

/// Whether it ends the question. Ambiguous, SignInRefused and StillUnknown leave it open.
[[nodiscard]] bool isConclusive(Finding finding);
