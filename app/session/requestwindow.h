// SPDX-License-Identifier: MIT
#pragma once

#include "core/moment.h"

struct Allowances;
struct JournalOperation;

/// The time in which a service may have acted on a request, by its own clock. Pure, any thread.
class RequestWindow final
{
public:
    enum class Place : quint8 {
        Inside, ///< within the request and the allowance for a wrong clock
        Near, ///< outside, but a very wrong clock could explain it
        FarOff,
        NotTold,
    };

    RequestWindow(const JournalOperation &operation, const QDateTime &lookedAt, const Allowances &allowances);

    [[nodiscard]] Place place(const Moment &moment) const;
    [[nodiscard]] const QDateTime &begin() const { return m_begin; }

private:
    QDateTime m_begin;
    QDateTime m_end;
    qint64 m_margin; ///< ms around it that are Near
};
