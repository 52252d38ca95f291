// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// What probeKeychain() found.
struct KeychainFinding
{
    enum class State {
        Available, ///< it keeps, shows and removes what it is given
        Missing, ///< there is no service, or none that works
        Locked, ///< there is one, and nobody unlocked it
        Refused, ///< a person or a policy said no, or it does not remove what it is told to
        Slow, ///< no answer yet: most likely it asks the person something
    };

    State state = State::Missing;
    QString technical; ///< the keychain's own words; empty when available
};
