// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"

#include <QDateTime>

/// What can be told of a credential by looking at it, without asking anybody. Nothing of it is verified: it
/// is for filling in and warning, never for deciding what is allowed. Holds no part of the secret.
struct CredentialFacts
{
    enum class Kind : quint8 {
        Unknown,
        ApiToken, ///< a token for programs
        PolicyToken, ///< one whose rights are rules (Qovery)
        SignIn, ///< a person's, which ends soon
    };

    bool isEmpty = true;
    Kind kind = Kind::Unknown;
    QString providerKey; ///< ProviderInfo::key; empty = cannot be told
    AuthScheme scheme = AuthScheme::Automatic; ///< the word it needs; Automatic = cannot be told
    AuthScheme pastedScheme = AuthScheme::Automatic; ///< the word that stood before it; Automatic = none
    QString organizationId; ///< empty = not told
    QStringList workspaceIds; ///< those it names
    QString ownTokenId; ///< which token it is; empty = not told
    QDateTime expiresAt; ///< UTC; invalid = not told, or never

    [[nodiscard]] bool hasWrongWord() const
    {
        return scheme != AuthScheme::Automatic && pastedScheme != AuthScheme::Automatic
            && scheme != pastedScheme;
    }
    [[nodiscard]] bool isExpired(const QDateTime &nowUtc) const
    {
        return expiresAt.isValid() && expiresAt <= nowUtc;
    }
};
