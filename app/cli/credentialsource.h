// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"

#include <QString>
#include <QStringList>

class CommandLine;

/// Where the command line takes a credential or a password from: standard input, a variable of the
/// environment or a file, never the arguments, which every user of the machine can read.
class CredentialSource final
{
public:
    /// The sentence for people when an argument is or carries a credential; empty when none does.
    [[nodiscard]] static QString complaintAbout(const QStringList &arguments);

    /// Whether the command line names a source.
    [[nodiscard]] static bool isNamed(const CommandLine &line);
    /// The sentence for people when more than one source is named, or two want standard input.
    [[nodiscard]] static QString complaintAbout(const CommandLine &line);
    /// From the named source, without what people paste around it. Blocks. Empty when there is nothing; then
    /// `problem` tells why, if there is more to tell.
    [[nodiscard]] static Secret read(const CommandLine &line, QString &problem);
    /// Likewise the password for the login of a proxy.
    [[nodiscard]] static bool isProxyPasswordNamed(const CommandLine &line);
    [[nodiscard]] static Secret readProxyPassword(const CommandLine &line, QString &problem);
    /// The first line of standard input; blocks.
    [[nodiscard]] static Secret passwordFromStandardInput();
};
