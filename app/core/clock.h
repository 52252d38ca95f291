// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>

/// The time of day as a parameter, so that tests decide what "now" is. Thread: nowUtc() may be called from
/// any.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// Now, in UTC.
    [[nodiscard]] virtual QDateTime nowUtc() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime nowUtc() const override;
};
