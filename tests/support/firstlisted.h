// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <algorithm>
#include <optional>

/// The oldest token of a session, or the oldest of a scope. Session::tokens() has no order, so a test that
/// takes "the first" of it would meet another token, with other rights, in every run.
[[nodiscard]] inline Token firstListed(const Session &session, std::optional<TokenScope> scope = {})
{
    QList<Token> tokens = session.tokens();
    if (scope)
        tokens.removeIf([&scope](const Token &token) { return token.scope != *scope; });
    Q_ASSERT(!tokens.isEmpty());
    return *std::min_element(tokens.cbegin(), tokens.cend(), [](const Token &a, const Token &b) {
        return a.createdAt.msecs() != b.createdAt.msecs() ? a.createdAt.msecs() < b.createdAt.msecs()
                                                          : a.id < b.id;
    });
}
