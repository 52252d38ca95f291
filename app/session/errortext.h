// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/error.h"

#include <QString>

/// What was being done, for the words of an error.
enum class Verb { List, ListRoles, Create, Update, Rotate, Delete, Detach };

/// An error in a person's words: what happened, what it means for the token, what to do next.
struct ErrorText
{
    QString what; ///< one sentence
    QString meaning; ///< for the token; may be empty for reads
    QString next; ///< what to do
    QString details; ///< for "Copy details": verb, account, request, status, request id, time; never a secret
};

/// The only place that turns an Error into sentences; used by the window and the command line alike.
/// `tokenName` may be empty. All of it is plain text.
[[nodiscard]] ErrorText describeError(
    const Error &error, Verb verb, const QString &tokenName, const Account &account);
