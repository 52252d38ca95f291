// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QString>

/// Why the profile's file is not used, in a person's words.
struct ProfileText
{
    QString headline; ///< a title without an end mark
    QString what; ///< what happened to the file, and that nothing was changed in it
    QString meaning; ///< for accounts, tokens and new values, while the program works without the file
    QString next; ///< what to do
    QString details; ///< for "Copy details": the file, and the words of the system or the database
};

/// The only place that turns trouble with the profile's file into sentences. Plain text.
[[nodiscard]] ProfileText describeProfileTrouble(const Error &error, const QString &filePath);
