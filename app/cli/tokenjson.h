// SPDX-License-Identifier: MIT
#pragma once

#include "core/expiry.h"
#include "core/owntoken.h"

#include <QByteArray>
#include <QDateTime>

class JsonText;
class Session;

/// Token data in words that never change with the language, for programs. Pure.
namespace TokenJson {

[[nodiscard]] QString scopeWord(const Token &token);
[[nodiscard]] QString expiryWord(ExpiryState state);
/// The names of its roles, separated by commas.
[[nodiscard]] QString roleNames(const Token &token);

/// Writes the tokens of one account.
///
/// A date the provider does not have is left out, one that it says there is none is null, an unreadable one
/// is the text as it came. "isOwnCredential": whether the account signs in with it, null where nobody knows.
/// One line, members by their names' order. Several threads may write with it while the session rests; the
/// session must outlive it.
class Writer final
{
public:
    Writer(const Session &session, const QDateTime &nowUtc);

    void append(JsonText &json, const Token &token) const;

private:
    const Session &m_session;
    QDateTime m_nowUtc;
    OwnToken m_own;
    QByteArray m_beginning; ///< the same for all
};

/// One token.
[[nodiscard]] QByteArray of(const Session &session, const Token &token, const QDateTime &nowUtc);
/// The same for people: indented.
[[nodiscard]] QByteArray indented(const QByteArray &json);

} // namespace TokenJson
