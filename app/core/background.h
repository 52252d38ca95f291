// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <utility>

/// Runs pure work on worker threads and hands the result back in the owner's thread, so that parsing a large
/// page does not block the window. Destruction waits for all work and drops its results. Thread: create,
/// call and destroy in one thread; `work` must not touch anything shared.
class Background final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Background)

public:
    explicit Background(QObject *parent = nullptr)
        : QObject(parent)
    { }
    ~Background() override
    {
        m_pool.waitForDone(); // what was asked for may be a list that shall be kept
    }

    /// `done(work())` runs in this object's thread, if `context` still lives then.
    template <class Work, class Done>
    void run(QObject *context, Work work, Done done)
    {
        auto shared = std::make_shared<std::pair<Work, Done>>(std::move(work), std::move(done));
        m_pool.start([this, guard = QPointer<QObject>(context), shared]() mutable {
            auto value = std::make_shared<decltype(shared->first())>(shared->first());
            // Moved, so that what `done` captured is destroyed in the owner's thread, never in this one; and
            // moved again there, since Qt lets go of what it posted a moment after it has posted it.
            QMetaObject::invokeMethod(
                this,
                [guard = std::move(guard), shared = std::move(shared), value = std::move(value)]() mutable {
                    const auto held = std::move(shared);
                    const auto result = std::move(value);
                    if (guard)
                        held->second(std::move(*result));
                },
                Qt::QueuedConnection);
        });
    }

    /// The same for work that has something to tell before it ends: `work(tell)` may call `tell(news)`, and
    /// then `heard(news)` runs in this object's thread, before `done`.
    template <class News, class Work, class Heard, class Done>
    void runTelling(QObject *context, Work work, Heard heard, Done done)
    {
        auto shared = std::make_shared<std::pair<Heard, Done>>(std::move(heard), std::move(done));
        const QPointer<QObject> guard(context);
        run(
            context,
            [this, guard, shared, work = std::move(work)] {
                return work([this, guard, shared](const News &news) {
                    QMetaObject::invokeMethod(
                        this,
                        [guard, shared, news] {
                            if (guard)
                                shared->first(news);
                        },
                        Qt::QueuedConnection);
                });
            },
            [shared](auto &&result) { shared->second(std::forward<decltype(result)>(result)); });
    }

private:
    QThreadPool m_pool;
};
