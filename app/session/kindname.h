// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"

/// The kind of a token for people: the provider's label, else its own word; empty where there are no kinds.
[[nodiscard]] inline QString kindName(const Token &token, const Capabilities &capabilities)
{
    for (const TokenKindChoice &kind : capabilities.kinds) {
        if (kind.key == token.kind)
            return kind.label;
    }
    return token.kind;
}
