// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

class QSqlError;

/// The one way in which this floor reports trouble: kind Vault, outcome NotSent, `technical` = the given
/// words. Never hand in a secret or a bound value.
[[nodiscard]] Error storeError(const QString &technical);
/// SQLite's own words, the driver's where it has none.
[[nodiscard]] Error storeError(const QSqlError &error);
