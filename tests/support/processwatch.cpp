// SPDX-License-Identifier: MIT
#include "support/processwatch.h"

#include <QDir>
#include <QFile>
#include <QProcess>

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ProcessWatch::ProcessWatch(const QProcess &process)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
        [this, &process] { look(process.processId(), m_ownEnvironments); });
    look(process.processId(), m_ownEnvironments);
    m_timer.start(2);
}

void ProcessWatch::look(qint64 process, QSet<QByteArray> &environments)
{
    const QString folder = QStringLiteral("/proc/%1").arg(process);
    if (process <= 0)
        return;
    const QByteArray words = read(folder + QStringLiteral("/cmdline"));
    if (!words.isEmpty())
        m_arguments.insert(words);
    if (const QByteArray variables = read(folder + QStringLiteral("/environ")); !variables.isEmpty())
        environments.insert(variables);
    const QStringList threads =
        QDir(folder + QStringLiteral("/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &thread : threads) {
        const QList<QByteArray> children =
            read(folder + QStringLiteral("/task/%1/children").arg(thread)).simplified().split(' ');
        for (const QByteArray &child : children) {
            // The same words: no other program but this one, which a leak checker splits off when it ends.
            const bool isItself =
                read(QStringLiteral("/proc/%1/cmdline").arg(QString::fromLatin1(child))) == words;
            look(child.toLongLong(), isItself ? environments : m_environments);
        }
    }
}
