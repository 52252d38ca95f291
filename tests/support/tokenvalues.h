// SPDX-License-Identifier: MIT
#pragma once

#include "core/tokenptr.h"

/// Copies of what is held in common.
[[nodiscard]] inline QList<Token> valuesOf(const TokenPtrs &tokens)
{
    QList<Token> values;
    for (const TokenPtr &token : tokens)
        values.append(*token);
    return values;
}

/// As pages and sessions hand tokens on.
[[nodiscard]] inline TokenPtrs sharedOf(const QList<Token> &tokens)
{
    TokenPtrs shared;
    for (const Token &token : tokens)
        shared.append(std::make_shared<const Token>(token));
    return shared;
}
