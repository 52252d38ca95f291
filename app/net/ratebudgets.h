// SPDX-License-Identifier: MIT
#pragma once

#include "net/ratebudget.h"

#include <QByteArray>
#include <QHash>
#include <QUrl>

#include <memory>

/// One budget for every credential at every service, so that two accounts with one credential share it. Knows
/// fingerprints with a salt of its own, never a credential, and keeps a budget as long as somebody uses it.
/// Thread: one.
class RateBudgets final
{
    Q_DISABLE_COPY_MOVE(RateBudgets)

public:
    RateBudgets();

    /// `limits` count only for the first who asks; it is the same service.
    [[nodiscard]] std::shared_ptr<RateBudget> budgetOf(
        const QUrl &service, const QByteArray &authorization, const RateLimits &limits);

private:
    QByteArray m_salt;
    QHash<QByteArray, std::weak_ptr<RateBudget>> m_budgets;
};
