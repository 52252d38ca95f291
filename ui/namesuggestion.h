// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QString>

/// Names already given, for providers that refuse a second token of the same name. They compare without
/// regard to case (api/qovery.md: undocumented, organization names do). Pure.
[[nodiscard]] bool isNameTaken(const QString &name, const QList<Token> &tokens);
/// "ci" -> "ci-2", "ci-2" -> "ci-3": the next one that is free, no longer than `maxLength` (0 = no limit).
[[nodiscard]] QString nextFreeName(const QString &name, const QList<Token> &tokens, int maxLength);
