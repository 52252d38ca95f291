// SPDX-License-Identifier: MIT
#include "support/ownhome.h"

#include <QDir>
#include <QFile>

OwnHome::OwnHome()
{
    const auto folder = [this](const char *variable, const char *name) {
        const QString where = m_root.filePath(QLatin1String(name));
        if (!QDir().mkpath(where))
            qFatal("The folder %s cannot be made", qUtf8Printable(where));
        QFile::setPermissions(where, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv(variable, QFile::encodeName(where));
    };
    folder("HOME", "home");
    folder("XDG_CONFIG_HOME", "config");
    folder("XDG_DATA_HOME", "data");
    folder("XDG_STATE_HOME", "state");
    folder("XDG_CACHE_HOME", "cache");
    folder("XDG_RUNTIME_DIR", "runtime");
    folder("TMPDIR", "tmp");
#ifdef Q_OS_WIN
    folder("TMP", "tmp");
    folder("TEMP", "tmp");
#endif
}
