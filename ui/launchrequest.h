// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

/// What whoever starts the program wants to do at once: the entries of the desktop's menu. The words are
/// those of the command line and of the talk between two starts.
enum class LaunchRequest { None, NewToken, Expiring };

/// In the order of the enumeration without None.
[[nodiscard]] inline QStringList launchRequestWords()
{
    return {QStringLiteral("new-token"), QStringLiteral("expiring")};
}

/// None for a word that is unknown.
[[nodiscard]] inline LaunchRequest launchRequestFromWord(const QString &word)
{
    return static_cast<LaunchRequest>(launchRequestWords().indexOf(word) + 1);
}
