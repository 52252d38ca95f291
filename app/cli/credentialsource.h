// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"

#include <QString>
#include <QStringList>

/// Where the command line takes a credential from: standard input or a variable of the environment, never
/// the arguments, which every user of the machine can read.
class CredentialSource final
{
public:
    /// The sentence for people when an argument is or carries a credential; empty when none does.
    [[nodiscard]] static QString complaintAbout(const QStringList &arguments);
    /// Reads standard input to its end; blocks. Empty when there is nothing.
    [[nodiscard]] static Secret fromStandardInput();
    /// Takes the variable out of the environment.
    [[nodiscard]] static Secret fromEnvironment(const QString &variable);
};
