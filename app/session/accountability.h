// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/capabilities.h"
#include "core/error.h"
#include "core/token.h"

#include <QList>

#include <optional>

/// What an account with its credential turned out to be able to do, as far as reading tells. Plain data.
struct AccountAbility
{
    /// What one of its lists answered.
    struct Place
    {
        TokenPlace place;
        qint64 tokens = -1; ///< -1 = not told
        std::optional<Error> error; ///< why it cannot be listed
    };

    /// Whether it may create, change and delete tokens there.
    enum class Manages : quint8 {
        NotTold, ///< only trying would show it
        Yes, ///< its own token has a role that does
        No, ///< its own token has none
    };

    Account account;
    QList<Place> places;
    Manages manages = Manages::NotTold;
    std::optional<Token> ownToken; ///< the token the credential is, where that could be read
    QStringList ownRoles; ///< of that token in these places, for people
    QStringList managingRoles; ///< roles that may, for people
    qsizetype roles = -1; ///< that a new token can get; -1 = not told
    Capabilities capabilities;
    TokenVerbs verbs; ///< of an ordinary token there

    [[nodiscard]] bool isListable() const
    {
        for (const Place &place : places) {
            if (!place.error)
                return true;
        }
        return false;
    }
};
