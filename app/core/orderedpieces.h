// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <functional>

/// Makes the pieces of a long text on all cores and hands them on in their order.
///
/// `make(0)` … `make(count - 1)` run in any thread, this one too, and several at once: what they read must
/// not change meanwhile. `take` runs in this thread, once for each piece, in order. No more than a few pieces
/// are ready and not taken, however slow `take` is. Blocks until the last one was taken, so it is nothing for
/// a thread that has a window.
void makeInOrder(qsizetype count, const std::function<QByteArray(qsizetype index)> &make,
    const std::function<void(const QByteArray &piece)> &take);
