// SPDX-License-Identifier: MIT
#include "net/ratebudgets.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <array>

RateBudgets::RateBudgets()
{
    std::array<quint32, 8> noise{};
    QRandomGenerator::system()->fillRange(noise.data(), noise.size());
    m_salt = QByteArray(reinterpret_cast<const char *>(noise.data()), sizeof noise);
}

std::shared_ptr<RateBudget> RateBudgets::budgetOf(
    const QUrl &service, const QByteArray &authorization, const RateLimits &limits)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_salt);
    hash.addData(service.host().toLower().toUtf8() + ':' + QByteArray::number(service.port()) + '\n');
    hash.addData(authorization);
    erase_if(m_budgets, [](const auto &entry) { return entry.value().expired(); });
    std::weak_ptr<RateBudget> &place = m_budgets[hash.result()];
    std::shared_ptr<RateBudget> budget = place.lock();
    if (!budget) {
        budget = std::make_shared<RateBudget>(limits);
        place = budget;
    }
    return budget;
}
