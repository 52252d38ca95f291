// SPDX-License-Identifier: MIT
#pragma once

#include "core/updatenotice.h"

/// What a look for a newer version came to. A server that could not be asked is an Error instead.
struct UpdateFinding
{
    enum class State {
        UpToDate, ///< what runs here is the newest version, or newer
        Newer, ///< `notice` says which and where
        NotBelieved, ///< something came, and `doubt` says why it does not count
    };

    State state = State::UpToDate;
    UpdateNotice notice; ///< unless NotBelieved
    UpdateDoubt doubt = UpdateDoubt::None;
};
