// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/capabilities.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QList>

#include <optional>

/// What an account must be before it is used, as far as it can be told without asking the service. Looks at
/// nothing but the account and its CA file.
class AccountRules final
{
    Q_DECLARE_TR_FUNCTIONS(AccountRules)

public:
    static constexpr int shortestTimeout = 5; ///< seconds
    static constexpr int longestTimeout = 600; ///< seconds
    static constexpr int longestEnvironment = 24; ///< UTF-16 units: a tag, no sentence

    /// Without the blanks that pasting leaves around names and ids.
    [[nodiscard]] static Account normalized(Account account);
    /// `account` is normalized. `others`: the accounts that exist beside this one. `provider`: what is known
    /// of its provider, if anything. Messages are sentences for people.
    [[nodiscard]] static QList<FieldError> check(
        const Account &account, const std::optional<ProviderInfo> &provider, const QList<Account> &others);
    [[nodiscard]] static FieldError missingCredential();

    /// The same service: a credential for one is meant for the other.
    [[nodiscard]] static bool haveSameService(const Account &a, const Account &b);
};
