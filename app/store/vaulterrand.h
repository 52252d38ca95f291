// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"

#include <QPointer>

#include <functional>

/// One create, unlock or move of a vault under way. It belongs to the vault, so that a step that was begun
/// outside the database can be cleaned up although its asker is gone; the asker's abort() and death both
/// end in abort(). A chain of jobs: follow() each, then end() once. Thread: the GUI thread.
class VaultErrand final : public QObject
{
    Q_DISABLE_COPY_MOVE(VaultErrand)

public:
    VaultErrand(JobOf<Nothing> *told, QObject *vault);
    /// The vault dies: the asker hears Cancelled.
    ~VaultErrand() override;

    [[nodiscard]] bool isAborted() const { return m_isAborted; }

    /// The job that runs now; owned by this object.
    template <class T>
    JobOf<T> *follow(JobOf<T> *inner)
    {
        m_current = inner;
        return inner;
    }

    void abort();
    /// Tells the asker, if there still is one, and ends.
    void end(Result<Nothing> &&result);

private:
    void tell(Result<Nothing> &&result);

    QPointer<JobOf<Nothing>> m_told;
    QPointer<Job> m_current;
    bool m_isAborted = false;
};
