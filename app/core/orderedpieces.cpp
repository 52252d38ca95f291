// SPDX-License-Identifier: MIT
#include "core/orderedpieces.h"

#include <QHash>
#include <QMutex>
#include <QThread>
#include <QThreadPool>
#include <QWaitCondition>

#include <algorithm>

namespace {

/// Pieces that may be ready or in the making beyond the next one to be taken.
constexpr qsizetype mostAhead = 8;

class Pieces
{
public:
    Pieces(qsizetype count, const std::function<QByteArray(qsizetype)> &make)
        : m_count(count)
        , m_make(make)
    { }

    /// Makes pieces until there are no more.
    void help()
    {
        QMutexLocker lock(&m_mutex);
        while (m_begun < m_count) {
            if (mayBegin())
                makeOne(lock);
            else
                m_changed.wait(&m_mutex);
        }
    }

    /// The next piece in order; makes others while it is not ready.
    QByteArray next()
    {
        QMutexLocker lock(&m_mutex);
        while (!m_ready.contains(m_taken)) {
            if (mayBegin())
                makeOne(lock);
            else
                m_changed.wait(&m_mutex);
        }
        const QByteArray piece = m_ready.take(m_taken);
        ++m_taken;
        m_changed.wakeAll();
        return piece;
    }

private:
    [[nodiscard]] bool mayBegin() const { return m_begun < std::min(m_count, m_taken + mostAhead); }

    void makeOne(QMutexLocker<QMutex> &lock)
    {
        const qsizetype index = m_begun++;
        lock.unlock();
        QByteArray piece = m_make(index);
        lock.relock();
        m_ready.insert(index, std::move(piece));
        m_changed.wakeAll();
    }

    const qsizetype m_count;
    const std::function<QByteArray(qsizetype)> &m_make;
    QMutex m_mutex;
    QWaitCondition m_changed;
    QHash<qsizetype, QByteArray> m_ready;
    qsizetype m_begun = 0;
    qsizetype m_taken = 0;
};

} // namespace

void makeInOrder(qsizetype count, const std::function<QByteArray(qsizetype)> &make,
    const std::function<void(const QByteArray &)> &take)
{
    Pieces pieces(count, make);
    QThreadPool helpers;
    const qsizetype threads = std::min<qsizetype>(QThread::idealThreadCount(), count);
    for (qsizetype i = 1; i < threads; ++i)
        helpers.start([&pieces] { pieces.help(); });
    for (qsizetype i = 0; i < count; ++i)
        take(pieces.next());
    helpers.waitForDone();
}
