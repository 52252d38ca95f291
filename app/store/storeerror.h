// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

class QSqlError;

/// The one way in which this floor reports trouble: kind Vault, outcome NotSent, `technical` = the given
/// words. Never hand in a secret or a bound value.
[[nodiscard]] Error storeError(const QString &technical, StoreTrouble trouble = StoreTrouble::None);
/// SQLite's own words, the driver's where it has none; its code tells whether the file is damaged or out of
/// reach.
[[nodiscard]] Error storeError(const QSqlError &error);
