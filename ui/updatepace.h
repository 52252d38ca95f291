// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

/// When the weekly look for a newer version is thought of: after the start, which has other things to do, and
/// from then on.
struct UpdatePace
{
    std::chrono::milliseconds first = std::chrono::seconds(30);
    std::chrono::milliseconds every = std::chrono::hours(1);
};
