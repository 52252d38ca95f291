// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QDateTime>

/// A trouble that was found before anything left this computer, as of now.
[[nodiscard]] inline Error notSentError(Error::Kind kind, const QString &technical)
{
    Error error;
    error.kind = kind;
    error.outcome = Error::Outcome::NotSent;
    error.technical = technical;
    error.when = QDateTime::currentDateTimeUtc();
    return error;
}
