// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <optional>

/// One running operation. Operations are functions that return a `JobOf<T> *`; nobody subclasses per
/// operation.
///
/// The contract, each sentence a test in tests/core/tst_job.cpp:
/// 1. it never finishes inside the call that created it;
/// 2. it finishes exactly once, also after abort(), also when the network manager dies;
/// 3. the result is moved to the handler; there is no getter;
/// 4. the handler runs only while its context object lives;
/// 5. the job deletes itself after the handler;
/// 6. deleting the owner aborts the job and nobody is called;
/// 7. abort() on an unsent request means NotSent; on a sent mutating request it means Unknown.
///
/// Ownership: QObject child of `owner`. Thread: the one it was created in.
class Job : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Job)

public:
    /// Asks to stop; the handler is still called, later, with what is true then. More calls do nothing, nor
    /// does a call after the result was handed in.
    void abort();

    /// Producer side. Called at most once, by abort(); it must lead to a delivery. Without one, abort()
    /// delivers Cancelled/NotSent.
    void setAbortHandler(std::function<void()> handler);

    /// Producer side. Makes `inner` a part of this job: it is owned by this job, abort() goes to it, its
    /// announcements are passed on. Returns `inner`, whose onFinished() the caller sets.
    template <class InnerJob>
    InnerJob *follow(InnerJob *inner)
    {
        inner->setParent(this);
        QObject::connect(inner, &Job::retryScheduled, this, &Job::retryScheduled);
        QObject::connect(inner, &Job::leaving, this, &Job::leaving);
        setAbortHandler([guard = QPointer<Job>(inner)] {
            if (guard)
                guard->abort();
        });
        if (m_aborted)
            inner->abort();
        return inner;
    }

Q_SIGNALS:
    /// After the handler ran; the job deletes itself then.
    void finished();
    /// A changing request is handed to the network when the handlers have returned: from here on it may be
    /// done. Never for a read.
    void leaving();
    /// Attempt number `attempt` (from 1) starts after `wait`: the one before failed, or the account waits.
    void retryScheduled(int attempt, std::chrono::milliseconds wait);

protected:
    explicit Job(QObject *owner);
    /// Queues deliverNow() into the event loop.
    void scheduleDelivery();
    virtual void deliverNow() = 0;
    virtual void deliverCancelled() = 0;
    [[nodiscard]] static Error cancelledBeforeSending();

private:
    std::function<void()> m_abortHandler;
    bool m_aborted = false;
};

/// A Job with a typed result. See Job for the contract.
template <class T>
class JobOf final : public Job
{
public:
    using Handler = std::function<void(Result<T> &&)>;

    explicit JobOf(QObject *owner)
        : Job(owner)
    { }

    /// Sets the one handler. To be called in the event-loop turn that created the job: a result that finds no
    /// handler is dropped.
    void onFinished(QObject *context, Handler handler)
    {
        m_context = context;
        m_handler = std::move(handler);
    }

    /// Producer side: hands in the result. The first one counts, later ones are dropped. The handler runs
    /// from the event loop.
    void deliver(Result<T> &&result)
    {
        if (m_isDecided)
            return;
        m_isDecided = true;
        m_result.emplace(std::move(result));
        setAbortHandler({}); // too late to stop anything, and what it captured may go
        scheduleDelivery();
    }

    /// True once a result was handed in.
    [[nodiscard]] bool isDecided() const { return m_isDecided; }

private:
    void deliverNow() override
    {
        Handler handler = std::move(m_handler);
        m_handler = nullptr;
        Result<T> result = std::move(*m_result);
        m_result.reset();
        QPointer<Job> self(this);
        if (handler && m_context)
            handler(std::move(result));
        if (!self)
            return;
        Q_EMIT finished();
        if (self)
            deleteLater();
    }

    void deliverCancelled() override { deliver(cancelledBeforeSending()); }

    QPointer<QObject> m_context;
    Handler m_handler;
    std::optional<Result<T>> m_result;
    bool m_isDecided = false;
};

/// A job that already knows its result; the handler still runs later.
template <class T>
[[nodiscard]] JobOf<T> *finishedJob(QObject *owner, Result<T> &&result)
{
    auto *job = new JobOf<T>(owner);
    job->deliver(std::move(result));
    return job;
}

/// A job of `owner` that ends with `convert(result of inner)`.
template <class To, class From, class Convert>
[[nodiscard]] JobOf<To> *convertedJob(QObject *owner, JobOf<From> *inner, Convert convert)
{
    auto *outer = new JobOf<To>(owner);
    outer->follow(inner)->onFinished(outer,
        [outer, convert](Result<From> &&result) mutable { outer->deliver(convert(std::move(result))); });
    return outer;
}
