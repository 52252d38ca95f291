// SPDX-License-Identifier: MIT
#include "core/clock.h"

QDateTime SystemClock::nowUtc() const
{
    return QDateTime::currentDateTimeUtc();
}
