// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "session/credentialorigin.h"
#include "session/foundcredential.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QList>

#include <functional>
#include <vector>

/// Where a credential may already be on this computer: the environment, the files of the providers' own
/// tools, a `.env` file. Reads when it is asked to and never before, changes nothing, and takes no file over
/// one mebibyte.
///
/// Errors are NotSent, and their `technical` is a sentence for people: Invalid (not readable, too large, not
/// understood; with the line), NotFound (nothing in it). Thread: any one; reads block, of small files only.
class CredentialSources final
{
    Q_DECLARE_TR_FUNCTIONS(CredentialSources)

public:
    /// What it may look at.
    struct Surroundings
    {
        std::function<QByteArray(const QString &name)> variable; ///< empty = not set
        QString home; ///< absolute path
    };
    [[nodiscard]] static Surroundings thisComputer();

    explicit CredentialSources(Surroundings surroundings);

    /// What is there for a provider; no file is opened for it.
    [[nodiscard]] QList<CredentialOrigin> origins(const QString &providerKey) const;
    [[nodiscard]] Result<FoundCredential> read(const CredentialOrigin &origin) const;
    /// The variables of all providers in a file that a person chose; never an empty list.
    [[nodiscard]] static Result<std::vector<FoundCredential>> readEnvFile(const QString &path);

private:
    [[nodiscard]] QString toolFilePath(const QString &providerKey) const;

    Surroundings m_surroundings;
};
