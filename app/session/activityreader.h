// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "session/activityentry.h"
#include "session/activityfilter.h"

#include <QObject>
#include <QTimer>

class Profile;

/// Reads the history newest first, as much of it as is wanted, in small bites from the event loop, so that a
/// hundred thousand operations never stop the window. Deleting it stops it. Thread: the GUI thread. `profile`
/// must outlive it.
class ActivityReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityReader)

public:
    ActivityReader(Profile &profile, const ActivityFilter &filter, QObject *parent);

    /// Finds at least so many more operations, or all there are. Nothing is emitted inside this call.
    void want(int operations);
    [[nodiscard]] bool isReading() const { return m_timer.isActive(); }
    /// The history is read to its beginning, or could not be read further.
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /// Operations read so far, whether they match or not.
    [[nodiscard]] qint64 readCount() const { return m_read; }
    /// Whether the place in the history has been passed already: what is new there is not found any more.
    [[nodiscard]] bool hasPassed(qint64 position) const { return m_hasEnded || position >= m_position; }

    /// The entry of an operation as it stands now.
    [[nodiscard]] static ActivityEntry entryOf(Profile &profile, const JournalOperation &operation);

Q_SIGNALS:
    /// Operations that match, newest first, never empty.
    void found(const QList<ActivityEntry> &entries);
    /// A bite was read.
    void progressed();
    /// What was wanted is there, or hasEnded().
    void paused();
    /// The history cannot be read further; paused() follows.
    void failed(const Error &error);

private:
    void bite();

    Profile &m_profile;
    ActivityFilter m_filter;
    QTimer m_timer;
    qint64 m_position; ///< the oldest that was read
    qint64 m_read = 0;
    qint64 m_wanted = 0;
    bool m_hasEnded = false;
};
