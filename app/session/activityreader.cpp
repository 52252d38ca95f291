// SPDX-License-Identifier: MIT
#include "session/activityreader.h"

#include "store/journal.h"
#include "store/profile.h"

#include <QPointer>

#include <algorithm>

namespace {
/// Some milliseconds of work.
constexpr int operationsABite = 100;
} // namespace

ActivityReader::ActivityReader(Profile &profile, const ActivityFilter &filter, QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_filter(filter)
    , m_position(std::numeric_limits<qint64>::max())
{
    connect(&m_timer, &QTimer::timeout, this, &ActivityReader::bite);
}

ActivityEntry ActivityReader::entryOf(Profile &profile, const JournalOperation &operation)
{
    // Only these two states depend on it, and asking looks at files.
    const bool isWaiting =
        operation.state == OperationState::Begun || operation.state == OperationState::Sent;
    return {operation, OperationText::outcome(operation, isWaiting && profile.isRunAlive(operation.runId))};
}

void ActivityReader::want(int operations)
{
    m_wanted = std::max<qint64>(m_wanted, 0) + operations;
    if (m_wanted > 0 && !m_hasEnded)
        m_timer.start(0);
}

void ActivityReader::bite()
{
    const auto page = m_profile.journal().operations(operationsABite, m_position);
    const QPointer<ActivityReader> self(this);
    QList<ActivityEntry> matching;
    if (page) {
        for (const JournalOperation &operation : page.value()) {
            ActivityEntry entry = entryOf(m_profile, operation);
            if (m_filter.matches(operation, entry.outcome))
                matching.append(std::move(entry));
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
