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

/// The same for whoever reads all of each token.
template <class TokenAt>
void prefetchWholeTokens(
    [[maybe_unused]] qsizetype now, [[maybe_unused]] qsizetype count, [[maybe_unused]] TokenAt tokenAt)
{
#if defined(__GNUC__)
    constexpr qsizetype far = 6;
    constexpr qsizetype near = 3;
    constexpr std::size_t line = 64;
    if (now + far < count) {
        const auto *bytes = reinterpret_cast<const char *>(&tokenAt(now + far));
        for (std::size_t at = 0; at < sizeof(Token); at += line)
            __builtin_prefetch(bytes + at);
    }
    if (now + near < count) {
        const Token &token = tokenAt(now + near);
        for (const QString *text : {&token.id, &token.name, &token.description})
            __builtin_prefetch(text->constData());
    }
#endif
}
