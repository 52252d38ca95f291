// SPDX-License-Identifier: MIT
#pragma once

#include "core/expiry.h"

#include <QByteArray>
#include <QDateTime>

class Session;

/// Token data in words that never change with the language, for programs. Pure.
namespace TokenJson {

[[nodiscard]] QString scopeWord(const Token &token);
[[nodiscard]] QString expiryWord(ExpiryState state);
/// The names of its roles, separated by commas.
[[nodiscard]] QString roleNames(const Token &token);

/// A date the provider does not have is left out, one that it says there is none is null, an unreadable one
/// is the text as it came. "isOwnCredential": whether the account signs in with it, null where nobody knows.
/// One line, members by their names' order.
void append(QByteArray &json, const Session &session, const Token &token, const QDateTime &nowUtc);
/// JSON as append() writes it, for people: indented.
[[nodiscard]] QByteArray indented(const QByteArray &json);

} // namespace TokenJson
