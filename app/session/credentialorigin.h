// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// A place on this computer where a provider's own tools keep a credential, and which is there now.
struct CredentialOrigin
{
    enum class Kind : quint8 { Variable, ToolFile };

    Kind kind = Kind::Variable;
    QString providerKey;
    QString name; ///< for people: the variable's name, or "~/.qovery/context.json"

    bool operator==(const CredentialOrigin &) const = default;
};
