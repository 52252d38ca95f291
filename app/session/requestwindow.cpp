// SPDX-License-Identifier: MIT
#include "session/requestwindow.h"

#include "session/judgement.h"

#include <algorithm>

namespace {

/// When the program itself gave up on the answer; the beginning when it did not live to.
QDateTime lastOwnStep(const JournalOperation &operation)
{
    for (const JournalEvent &event : operation.events) {
        if (event.state == OperationState::Unknown && event.at.isValid())
            return event.at;
    }
    return operation.begunAt();
}

} // namespace

RequestWindow::RequestWindow(
    const JournalOperation &operation, const QDateTime &lookedAt, const Allowances &allowances)
    : m_begin(operation.begunAt().addDuration(-allowances.skew))
    , m_end(std::min(lookedAt, lastOwnStep(operation).addDuration(allowances.longestRequest))
                .addDuration(allowances.skew))
    , m_margin(std::chrono::milliseconds(allowances.strangest - allowances.skew).count())
{ }

RequestWindow::Place RequestWindow::place(const Moment &moment) const
{
    if (!moment.isKnown())
        return Place::NotTold;
    const QDateTime at = moment.utc();
    if (at >= m_begin && at <= m_end)
        return Place::Inside;
    const bool isNear = at >= m_begin.addMSecs(-m_margin) && at <= m_end.addMSecs(m_margin);
    return isNear ? Place::Near : Place::FarOff;
}
