// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/job.h"

#include <QPointer>

#include <functional>
#include <memory>

class Line;

/// One changing operation under way. It belongs to the keeper of secrets, neither to the session nor to the
/// window that asked: whoever goes away, an answer that carries a secret is still received and kept. `T` is
/// what the asker is told.
///
/// Work is a chain of jobs: follow() each, then end() once. abort() of the asker's job goes to the job that
/// runs at that moment. When the keeper dies first, the asker hears Cancelled/Unknown: what was sent may have
/// been done. Thread: the GUI thread.
template <class T>
class Operation final : public QObject
{
    Q_DISABLE_COPY_MOVE(Operation)

public:
    Operation(std::shared_ptr<Line> line, JobOf<T> *told, QObject *keeper)
        : QObject(keeper)
        , m_line(std::move(line))
        , m_told(told)
    {
        told->setAbortHandler([guard = QPointer<Operation>(this)] {
            if (Operation *self = guard.data())
                self->abort();
        });
    }

    ~Operation() override
    {
        Error error;
        error.kind = Error::Kind::Cancelled;
        error.outcome = Error::Outcome::Unknown;
        error.when = QDateTime::currentDateTimeUtc();
        tell(std::move(error));
    }

    [[nodiscard]] Line &line() const { return *m_line; }
    [[nodiscard]] bool isAborted() const { return m_isAborted; }

    /// The job that runs now; owned by this object.
    template <class Inner>
    JobOf<Inner> *follow(JobOf<Inner> *inner)
    {
        m_abortCurrent = [guard = QPointer<Job>(inner)] {
            if (Job *job = guard.data())
                job->abort();
        };
        if (JobOf<T> *told = m_told.data()) {
            connect(inner, &Job::retryScheduled, told, &Job::retryScheduled);
            connect(inner, &Job::leaving, told, &Job::leaving);
        }
        return inner;
    }

    /// What abort() does instead, while no job but something else is waited for.
    void setAbortHandler(std::function<void()> handler) { m_abortCurrent = std::move(handler); }

    /// Tells the asker, if there still is one, and ends.
    void end(Result<T> &&result)
    {
        tell(std::move(result));
        deleteLater();
    }

private:
    void abort()
    {
        m_isAborted = true;
        if (m_abortCurrent)
            m_abortCurrent();
    }

    void tell(Result<T> &&result)
    {
        if (JobOf<T> *told = m_told.data())
            told->deliver(std::move(result));
        m_told.clear();
    }

    std::shared_ptr<Line> m_line;
    QPointer<JobOf<T>> m_told;
    std::function<void()> m_abortCurrent;
    bool m_isAborted = false;
};
