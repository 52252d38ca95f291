// SPDX-License-Identifier: MIT
#include "store/profilefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

QString defaultProfileFolder()
{
#ifdef Q_OS_WIN
    const QString portable = portableProfileFolder(QCoreApplication::applicationDirPath());
    if (!portable.isEmpty())
        return portable;
#endif
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

QString portableProfileFolder(const QString &programFolder)
{
    const QDir folder(programFolder);
    return QFileInfo::exists(folder.filePath(QStringLiteral("tokenry-portable.txt")))
        ? folder.filePath(QStringLiteral("data"))
        : QString();
}
