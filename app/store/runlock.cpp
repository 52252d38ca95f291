// SPDX-License-Identifier: MIT
#include "store/runlock.h"

#include <QDir>
#include <QLockFile>

#include <algorithm>

namespace {

const QString lockSuffix = QStringLiteral(".lock");

std::unique_ptr<QLockFile> runLockFile(const QDir &runs, const QString &runId)
{
    auto lock = std::make_unique<QLockFile>(runs.filePath(runId + lockSuffix));
    // A run may last for weeks; only a process that is no more gives its lock up.
    lock->setStaleLockTime(0);
    return lock;
}

} // namespace

RunLock::RunLock(const QDir &runs, const QString &runId)
    : m_file(runLockFile(runs, runId))
    , m_taking(std::async(std::launch::async, [file = m_file.get()] { (void)file->tryLock(0); }))
{ }

RunLock::~RunLock()
{
    wait();
}

void RunLock::wait()
{
    if (m_taking.valid())
        m_taking.get();
}

bool RunLock::isHeld(const QDir &runs, const QString &runId)
{
    if (!runs.exists(runId + lockSuffix))
        return false;
    // Taking it over and giving it back removes what a dead run left.
    return !runLockFile(runs, runId)->tryLock(0);
}

bool RunLock::isAnyHeld(const QDir &runs)
{
    const QStringList locks = runs.entryList({u'*' + lockSuffix}, QDir::Files);
    return std::any_of(locks.cbegin(), locks.cend(),
        [&runs](const QString &lock) { return isHeld(runs, lock.chopped(lockSuffix.size())); });
}
