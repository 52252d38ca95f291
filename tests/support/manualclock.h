// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"

/// A clock that stands still until a test moves it.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(const QDateTime &start = QDateTime({2026, 11, 22}, {12, 0}, Qt::UTC))
        : m_now(start)
    { }

    [[nodiscard]] QDateTime nowUtc() const override { return m_now; }
    void advance(std::chrono::milliseconds step) { m_now = m_now.addMSecs(step.count()); }
    void set(const QDateTime &instant) { m_now = instant; }

private:
    QDateTime m_now;
};
