// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

class Session;

/// What is not as it should be with the listings of some accounts, in words for the bar above the table.
struct ListingTrouble
{
    QString text; ///< empty = nothing is wrong
    QString details; ///< may be copied; holds no secret
    QStringList failedAccountIds; ///< worth trying again
    QStringList lockedAccountIds; ///< wait for their credential
    QString movedAccountId; ///< the only trouble is that this account's service seems to speak another API
    QString otherGeneration; ///< with movedAccountId: which
    QString otherGenerationAct; ///< with movedAccountId: "Use the current API"
    QString wayAccountId; ///< the only trouble is the proxy of this account, or its login there
    QString refusedAccountId; ///< the only trouble is that this account's credential was refused

    [[nodiscard]] bool isEmpty() const { return text.isEmpty(); }
    bool operator==(const ListingTrouble &) const = default;
};

/// One sentence for one account, a summary for several. Accounts that are loading are not judged.
[[nodiscard]] ListingTrouble listingTrouble(const QList<Session *> &sessions);
