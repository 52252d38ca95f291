// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/job.h"
#include "session/activityfilter.h"

class Profile;

enum class ActivityFormat : quint8 { Csv, Json };

/// Writes the operations that match into a file, newest first, in small bites from the event loop. The file
/// is there when all of it is written, or not at all; an old one of that name is replaced then. The result is
/// the number of operations.
///
/// Errors: Vault/NotSent with the file's or the database's words; Cancelled/NotSent after abort(). Thread:
/// the GUI thread. `profile` and `clock` must outlive the job.
[[nodiscard]] JobOf<qint64> *exportActivity(QObject *owner, Profile &profile, const Clock &clock,
    const ActivityFilter &filter, ActivityFormat format, const QString &filePath);
