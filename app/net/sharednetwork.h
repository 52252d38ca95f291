// SPDX-License-Identifier: MIT
#pragma once

#include "net/ratebudgets.h"
#include "net/readlanes.h"

/// What the accounts of one program have in common on their ways to the services. Thread: one.
struct SharedNetwork
{
    RateBudgets budgets;
    ReadLanes lanes;
};
