// SPDX-License-Identifier: MIT
#include "session/activityreader.h"

#include "store/journal.h"

#include <QPointer>

#include <algorithm>

namespace {
/// Some milliseconds of work.
constexpr int operationsABite = 100;
} // namespace

ActivityReader::ActivityReader(const Journal &journal, const ActivityFilter &filter, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_filter(filter)
    , m_position(std::numeric_limits<qint64>::max())
{
    connect(&m_timer, &QTimer::timeout, this, &ActivityReader::bite);
}

void ActivityReader::want(int operations)
{
    m_wanted = std::max<qint64>(m_wanted, 0) + operations;
    if (m_wanted > 0 && !m_hasEnded)
        m_timer.start(0);
}

void ActivityReader::bite()
{
    const auto page = m_journal.operations(operationsABite, m_position);
    const QPointer<ActivityReader> self(this);
    QList<JournalOperation> matching;
    if (page) {
        for (const JournalOperation &operation : page.value()) {
            if (m_filter.matches(operation, m_journal.runId()))
                matching.append(operation);
        }
        m_read += page.value().size();
        if (!page.value().isEmpty())
            m_position = page.value().last().position();
    }
    // A page may be short because rows of it are damaged; only an empty one is the end.
    m_hasEnded = !page || page.value().isEmpty();
    m_wanted -= matching.size();
    const bool isPause = m_hasEnded || m_wanted <= 0;
    if (isPause)
        m_timer.stop();

    if (!page)
        Q_EMIT failed(page.error());
    if (self && !matching.isEmpty())
        Q_EMIT found(matching);
    if (self)
        Q_EMIT progressed();
    if (self && isPause)
        Q_EMIT paused();
}
