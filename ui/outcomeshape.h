// SPDX-License-Identifier: MIT
#pragma once

#include "core/expiry.h"
#include "session/operationtext.h"

/// The state of a token whose shape and colour stand for an outcome too, so that one language of signs serves
/// the whole program: filled circle = good, cross = not done or lost, question mark = not known.
[[nodiscard]] ExpiryState shapeOf(OperationOutcome::Kind kind);
