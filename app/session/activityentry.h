// SPDX-License-Identifier: MIT
#pragma once

#include "session/operationtext.h"

/// One line of the history: an operation, and how it came out as far as is known now.
struct ActivityEntry
{
    JournalOperation operation;
    OperationOutcome outcome;
};
