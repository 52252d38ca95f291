// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"

#include <QCoreApplication>
#include <QFlags>
#include <QString>

/// Writes a secret into a file of its own that nobody but its owner may read, from the first byte on, and
/// that is either whole or not there. Sentences are for people. Thread: any; write() waits for the disk.
class SecretFile final
{
    Q_DECLARE_TR_FUNCTIONS(SecretFile)

public:
    /// What a person has to agree to before the file is written.
    enum Concern {
        Exists = 1, ///< there is a file already; it would be replaced
        SharedFolder = 2, ///< others may list the folder or change what is in it
    };
    Q_DECLARE_FLAGS(Concerns, Concern)

    [[nodiscard]] static Concerns concerns(const QString &path);
    /// One sentence for each concern.
    [[nodiscard]] static QString describe(Concerns concerns, const QString &path);

    /// `accepted`: what the person has agreed to. A concern that came up since then is a refusal. `content`
    /// is written as it is. What went wrong, in one sentence; empty = it is on the disk.
    [[nodiscard]] static QString write(const QString &path, const Secret &content, Concerns accepted);
};

Q_DECLARE_OPERATORS_FOR_FLAGS(SecretFile::Concerns)
