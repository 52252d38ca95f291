// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <memory>

/// One state of one token, never changed once it is made, held in common by the session that knows it and the
/// table that shows it: 100,000 tokens in memory once, not twice. A change makes a new one.
using TokenPtr = std::shared_ptr<const Token>;
/// None of them null.
using TokenPtrs = QList<TokenPtr>;
