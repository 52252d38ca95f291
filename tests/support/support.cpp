// SPDX-License-Identifier: MIT
#include "support/manualclock.h"
