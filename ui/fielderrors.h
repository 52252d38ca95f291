// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// The name our forms use for the field a server complains about: "name", "description", "role",
/// "expiryDays". Providers write "roles[0].role", "body.role_id" or "tokenExpiryPeriodInDays" for the same
/// thing (api/qovery.md 1.4, api/astronomer.md). A name nobody knows comes back unchanged.
[[nodiscard]] QString formFieldOf(const QString &serverField);
