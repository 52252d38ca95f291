// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <algorithm>
#include <optional>

/// The oldest token of a session. Session::tokens() has no order, so a test that takes "the first" of it
/// would meet another token, with other rights, in every run.
[[nodiscard]] inline Token firstListed(const Session &session)
{
    const QList<Token> tokens = session.tokens();
    Q_ASSERT(!tokens.isEmpty());
    return *std::min_element(tokens.cbegin(), tokens.cend(), [](const Token &a, const Token &b) {
        return a.createdAt.msecs() != b.createdAt.msecs() ? a.createdAt.msecs() < b.createdAt.msecs()
                                                          : a.id < b.id;
    });
}
