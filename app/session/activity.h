// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/job.h"
#include "core/journalcheck.h"
#include "session/activityexport.h"
#include "session/activityreader.h"

#include <QObject>
#include <QTimer>

class Profile;

/// The journal as a window sees it: reading, looking over, exporting; never writing. Nothing of it takes the
/// event loop for more than some milliseconds at a time. Thread: the GUI thread. `profile` and `clock` must
/// outlive it.
class Activity final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Activity)

public:
    Activity(Profile &profile, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] QDateTime nowUtc() const { return m_clock.nowUtc(); }
    /// All operations there are.
    [[nodiscard]] Result<qint64> count() const;
    [[nodiscard]] Result<ActivityEntry> entry(const QString &operationId) const;
    /// A reader that `parent` owns.
    [[nodiscard]] ActivityReader *reader(const ActivityFilter &filter, QObject *parent) const;

    /// Looks over the whole journal. Errors: Vault; Cancelled after abort().
    [[nodiscard]] JobOf<JournalCheck> *verify(QObject *owner) const;
    /// See exportActivity().
    [[nodiscard]] JobOf<qint64> *exportTo(
        QObject *owner, const ActivityFilter &filter, ActivityFormat format, const QString &filePath) const;

Q_SIGNALS:
    /// These operations are new or have a new step. Comes from the event loop, when the write is done.
    void changed(const QStringList &operationIds);

private:
    void announce();

    Profile &m_profile;
    const Clock &m_clock;
    QTimer m_soon;
    QStringList m_news; ///< in the order of their first step
};
