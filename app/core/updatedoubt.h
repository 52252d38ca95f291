// SPDX-License-Identifier: MIT
#pragma once

/// Why a notice about the newest version is not believed.
enum class UpdateDoubt {
    None,
    NotANotice, ///< not the form of a signed notice, or one this version does not understand
    NotSigned, ///< its signature is not that of the makers' key
    OutOfDate, ///< its own date of expiry has passed: somebody may be holding back a newer one
    FromTheFuture, ///< issued after now: the computer's clock is wrong, or the notice is
    Older, ///< issued before one that was read already
};
