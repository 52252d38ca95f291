// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

/// Tells the processor which tokens will be wanted soon, and `text` of each (its id or its name): to walk
/// over thousands that another core has made costs a wait for each otherwise. `now`: the place of the one
/// that is worked on; `tokenAt`: the token (const Token &) of a place. Does nothing where the compiler cannot
/// tell the processor.
template <class TokenAt>
void prefetchTokens([[maybe_unused]] qsizetype now, [[maybe_unused]] qsizetype count,
    [[maybe_unused]] TokenAt tokenAt, [[maybe_unused]] QString Token::*text)
{
#if defined(__GNUC__)
    constexpr qsizetype far = 24;
    constexpr qsizetype near = 12; // its beginning has come by then
    if (now + far < count) {
        const Token &token = tokenAt(now + far);
        __builtin_prefetch(&(token.*text));
        __builtin_prefetch(&token.expiresAt);
    }
    if (now + near < count)
        __builtin_prefetch((tokenAt(now + near).*text).constData());
#endif
}
