// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

/// What of a token differs between two moments, as far as an update speaks of it. Pure.
struct TokenDifference
{
    bool name = false;
    bool description = false;
    bool roles = false; ///< in any order; false where either side does not tell them

    [[nodiscard]] bool isAny() const { return name || description || roles; }
    bool operator==(const TokenDifference &) const = default;

    [[nodiscard]] static TokenDifference between(const Token &one, const Token &other);
    /// Whether somebody changed the token between the two: by its time of change where the service tells one,
    /// by what differs otherwise.
    [[nodiscard]] static bool hasMoved(const Token &shown, const Token &now);
    /// The token as it would be after the change, everything else as it is.
    [[nodiscard]] static Token applied(const Token &token, const TokenChange &change);
};
