// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

/// Memory for secrets, from libsodium: locked where the system allows so many pages, not part of a core dump,
/// between pages that nobody may touch.
///
/// Most secrets are short. A page of locked memory for each would cost a dozen calls of the system, and a
/// program may lock few pages; so short pieces share pages. What is given back is overwritten with zeros at
/// once; a page in which nothing lies any more goes back to the system, but for the last one. Thread: any.
namespace GuardedMemory {

/// Up to this size (bytes) pieces share pages.
inline constexpr qsizetype slotBytes = 256;

/// Never null; throws std::bad_alloc. `size` > 0.
[[nodiscard]] char *take(qsizetype size);
/// `memory`: from take(), with the same size.
void giveBack(char *memory, qsizetype size);

} // namespace GuardedMemory
