// SPDX-License-Identifier: MIT
#pragma once

#include "demo/fault.h"
#include "demo/wireresponse.h"

/// What the fault dial does to an answer before it is written.
namespace distortion {

/// The request is not to be carried out at all.
[[nodiscard]] bool comesBeforeCommit(Fault::Kind kind);
/// The answer with the fault in it; unchanged for the kinds that work on the connection or on lists.
[[nodiscard]] WireResponse apply(const Fault &fault, WireResponse response);
/// The answer of Status, StatusAfterCommit and Redirect.
[[nodiscard]] WireResponse madeUp(const Fault &fault);

} // namespace distortion
