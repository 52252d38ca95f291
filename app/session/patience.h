// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

/// How long an account waits for its service, and how much it takes from it.
struct Patience
{
    std::chrono::milliseconds attemptDeadline{60'000}; ///< total time of one attempt
    std::chrono::milliseconds firstBackoff{500}; ///< before a read is tried a second time; doubles
    qint64 largestAnswer = 64LL * 1024 * 1024; ///< bytes, on the wire and unpacked
    qint64 longestList = 1'000'000; ///< tokens; a list that goes on is told as one without an end
};
