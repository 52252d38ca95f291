// SPDX-License-Identifier: MIT
#pragma once

#include "core/operationfacts.h"

/// Whether a token is as it was wanted, as far as the provider tells. Pure, any thread.
namespace TokenLikeness {

enum class Answer : quint8 { Yes, No, NotTold };

/// Of a token that bears the wanted name: nothing that is told of its role and lifetime contradicts.
[[nodiscard]] bool fitsDraft(const Token &token, const OperationFacts &facts);

/// Whether all that should change is as it should be. One field that is not is a No; else one that is not
/// told is NotTold.
[[nodiscard]] Answer compare(const Token &token, const TokenChange &wanted);

} // namespace TokenLikeness
