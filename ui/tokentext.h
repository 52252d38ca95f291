// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"
#include "core/expiry.h"

#include <QLocale>
#include <QString>

/// Words for token data in table, details and dialogs. Pure; `now` is given; times are shown in local time.
[[nodiscard]] QString expiryStateWord(
    ExpiryState state); ///< "Active", "Expiring soon", "Never expires", "Not provided"…
/// "in 12 days", "3 days ago", "today"; raw text in quotes for what is no date; "not provided" / `absentWord`
/// else.
[[nodiscard]] QString momentText(const Moment &moment, const QDateTime &nowUtc, const QString &absentWord);
/// Exact local time with its UTC form, for tooltips; what the state means when there is no instant.
[[nodiscard]] QString momentTooltip(const Moment &moment, const QString &absentWord);
[[nodiscard]] QString momentExact(const Moment &moment); ///< local date and time; empty unless known
[[nodiscard]] QString rolesText(const Token &token); ///< "Operator, +2": beside the scope
[[nodiscard]] QString roleLabel(const QString &role); ///< "WORKSPACE_OPERATOR" -> "Workspace operator"
[[nodiscard]] QString scopeText(const Token &token, const QString &placeName, const QString &homeName = {});
[[nodiscard]] QString removalVerb(RemovalKind kind); ///< "Delete", "Remove from workspace"
/// One line, without line breaks and control or bidi-override characters, for titles and labels. Names come
/// from servers.
[[nodiscard]] QString singleLine(const QString &untrusted);
