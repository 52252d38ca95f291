// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <future>
#include <memory>

class QDir;
class QLockFile;

/// Shows every other program that a run of this one (Journal::runId()) goes on: a lock file under its id,
/// which the system gives up with the process.
///
/// Writing the lock down waits for the disk, some milliseconds, so that is done in a thread, and only what
/// must not happen unseen waits for it. Thread: any, one at a time.
class RunLock final
{
public:
    /// Begins to take the lock. `runs`: the folder of the locks, which exists.
    RunLock(const QDir &runs, const QString &runId);
    /// Gives the lock up.
    ~RunLock();
    Q_DISABLE_COPY_MOVE(RunLock)

    /// Returns when others can see that this run goes on, or when it is clear that they never will because
    /// the file cannot be written.
    void wait();

    /// Whether the run goes on. What a dead one left is removed.
    [[nodiscard]] static bool isHeld(const QDir &runs, const QString &runId);
    /// Whether any run goes on.
    [[nodiscard]] static bool isAnyHeld(const QDir &runs);

private:
    const std::unique_ptr<QLockFile> m_file;
    std::future<void> m_taking; ///< last, since it works with the file
};
