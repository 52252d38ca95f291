// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/secret.h"
#include "core/token.h"

#include <QStringList>

/// A token's value as the place where it is needed wants it written. Pure; what it returns holds the secret,
/// and nothing else keeps a copy.
class SecretText final
{
public:
    enum class Form {
        Value, ///< nothing but the value
        Header, ///< the whole line "Authorization: …" with the provider's own word
        Export, ///< a line for a POSIX shell: export NAME=…
        Assignment, ///< a line for a file of settings: NAME=…
        Json, ///< an object with name, id and value
    };

    /// `account`: whose token it is; one that is not known any more is an Account of its own.
    SecretText(const Token &token, const Account &account);

    /// `variable`: the NAME, for the forms that have one. No line end.
    [[nodiscard]] Secret write(Form form, const Secret &value, const QString &variable = {}) const;

    /// The same with a line end behind it, for a file that is read line by line.
    [[nodiscard]] static Secret withLineEnd(const Secret &text);

    /// Names for a variable, the likeliest first: the one that the provider's own tools read, then one made
    /// of the token's name. Each is good for every shell. Never empty.
    [[nodiscard]] QStringList variables() const;
    /// The token's name as the beginning of a file's name, on every system; never empty.
    [[nodiscard]] QString fileName() const;

private:
    Token m_token;
    Account m_account;
};
