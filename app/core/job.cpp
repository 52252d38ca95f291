// SPDX-License-Identifier: MIT
#include "core/job.h"

Job::Job(QObject *owner)
    : QObject(owner)
{
    Q_ASSERT(owner);
}

void Job::abort()
{
    if (m_aborted)
        return;
    m_aborted = true;
    if (m_abortHandler) {
        const auto handler = std::move(m_abortHandler);
        m_abortHandler = nullptr;
        handler();
    } else {
        deliverCancelled();
    }
}

void Job::setAbortHandler(std::function<void()> handler)
{
    m_abortHandler = std::move(handler);
}

void Job::scheduleDelivery()
{
    QMetaObject::invokeMethod(
        this, [this] { deliverNow(); }, Qt::QueuedConnection);
}

Error Job::cancelledBeforeSending()
{
    Error error;
    error.kind = Error::Kind::Cancelled;
    error.outcome = Error::Outcome::NotSent;
    error.when = QDateTime::currentDateTimeUtc();
    return error;
}
