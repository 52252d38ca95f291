// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QTimer>

class QProcess;

/// Notes what every user of the machine, or the same user, may read of a running process and of every process
/// it starts: arguments and environment. Looks every other millisecond. Linux only; elsewhere it sees
/// nothing.
class ProcessWatch final
{
public:
    /// `process` outlives this object and runs already.
    explicit ProcessWatch(const QProcess &process);

    [[nodiscard]] const QSet<QByteArray> &arguments() const { return m_arguments; }
    /// Of the processes that it started, and theirs.
    [[nodiscard]] const QSet<QByteArray> &environmentsOfChildren() const { return m_environments; }
    /// Of the process itself, as far as it can be read.
    [[nodiscard]] const QSet<QByteArray> &environments() const { return m_ownEnvironments; }

private:
    void look(qint64 process, QSet<QByteArray> &environments);

    QTimer m_timer;
    QSet<QByteArray> m_arguments;
    QSet<QByteArray> m_environments;
    QSet<QByteArray> m_ownEnvironments;
};
