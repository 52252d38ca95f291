// SPDX-License-Identifier: MIT
#pragma once

#include "session/accounthealth.h"

#include <QCoreApplication>
#include <QStringList>

struct Account;

/// An account's health in words, for the window and the command line alike. Times are local.
class HealthText final
{
    Q_DECLARE_TR_FUNCTIONS(HealthText)

public:
    /// A few words: "Connected", "Expired on 11/3/26", "Refused", "Offline since 12:03"; empty when nothing
    /// is known.
    [[nodiscard]] static QString brief(const AccountHealth &health, const QDateTime &now);
    /// Sentences: the state with its time, when the sign-in expires, and whether the clocks differ.
    [[nodiscard]] static QStringList sentences(
        const AccountHealth &health, const Account &account, const QDateTime &now);
    /// "connected", "expired", …: for programs.
    [[nodiscard]] static QString word(AccountHealth::State state);
    /// Whether the account is in a state that somebody should do something about.
    [[nodiscard]] static bool isTrouble(const AccountHealth &health);
};
