// SPDX-License-Identifier: MIT
#include "session/secretfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#else
#include <windows.h>

#include <io.h>
#endif

namespace {

QString folderOf(const QString &path)
{
    return QFileInfo(path).absolutePath();
}

/// On Windows the mode tells nothing: a folder's access list decides, and a person's own folders are theirs.
bool isSharedFolder(const QString &folder)
{
#ifdef Q_OS_UNIX
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    return QFile::permissions(folder) & others;
#else
    Q_UNUSED(folder)
    return false;
#endif
}

/// On the disk, not only on its way there: the person may throw the value away next.
bool sync(QFileDevice &file)
{
    if (!file.flush())
        return false;
#ifdef Q_OS_UNIX
    return fsync(file.handle()) == 0;
#else
    const auto handle = reinterpret_cast<HANDLE>(_get_osfhandle(file.handle()));
    return handle != INVALID_HANDLE_VALUE && FlushFileBuffers(handle);
#endif
}

void syncFolder(const QString &folder)
{
#ifdef Q_OS_UNIX
    const int descriptor = open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    fsync(descriptor); // a file system that cannot do this has done what it can
    close(descriptor);
#else
    Q_UNUSED(folder)
#endif
}

bool isNoRoom(int number)
{
#ifdef EDQUOT
    if (number == EDQUOT)
        return true;
#endif
    return number == ENOSPC;
}

std::filesystem::path native(const QString &path)
{
#ifdef Q_OS_WIN
    return path.toStdWString();
#else
    return QFile::encodeName(path).toStdString();
#endif
}

} // namespace

SecretFile::Concerns SecretFile::concerns(const QString &path)
{
    Concerns found;
    // A link counts as a file even where it leads nowhere: it would be gone afterwards.
    const QFileInfo info(path);
    found.setFlag(Exists, info.exists() || info.isSymLink());
    found.setFlag(SharedFolder, isSharedFolder(folderOf(path)));
    return found;
}

QString SecretFile::describe(Concerns concerns, const QString &path)
{
    QStringList sentences;
    if (concerns & SharedFolder)
        sentences.append(
            tr("Other users of this computer may look into the folder %1 or change what is in it. "
               "The file itself will be readable by you alone.")
                .arg(QDir::toNativeSeparators(folderOf(path))));
    if (concerns & Exists)
        sentences.append(tr("There is a file “%1” already; it would be replaced, and what is in it lost.")
                             .arg(QFileInfo(path).fileName()));
    return sentences.join(u' ');
}

QString SecretFile::write(const QString &path, const Secret &content, Concerns accepted)
{
    const QFileInfo target(path);
    const QString folder = folderOf(path);
    const QString folderName = QDir::toNativeSeparators(folder);
    if (target.fileName().isEmpty() || target.isDir())
        return tr("“%1” is a folder. Nothing was saved.").arg(QDir::toNativeSeparators(path));
    if (target.exists() && !target.isFile())
        return tr("“%1” is not an ordinary file. Nothing was saved.").arg(target.fileName());
    if (!QFileInfo(folder).isDir())
        return tr("There is no folder %1. Nothing was saved.").arg(folderName);
    if (const Concerns unsaid = concerns(path) & ~accepted)
        return describe(unsaid, path) + u' ' + tr("Nothing was saved.");

    const auto failure = [&folderName](int number, const QString &text) {
        if (isNoRoom(number))
            return tr("The disk that holds %1 is full. Nothing was saved.").arg(folderName);
        if (number == EROFS)
            return tr("The folder %1 can only be read. Nothing was saved.").arg(folderName);
        if (number == EACCES || number == EPERM)
            return tr("You may not write into the folder %1. Nothing was saved.").arg(folderName);
        return tr("The file could not be written into %1: %2. Nothing was saved.").arg(folderName, text);
    };
    // The system makes this one with mode 0600; QSaveFile would make it with what the umask leaves.
    std::optional<QTemporaryFile> draft(folder + QStringLiteral("/.tokenry-XXXXXX"));
    errno = 0;
    if (!draft->open())
        return failure(errno, draft->errorString());
    errno = 0;
    const QByteArrayView bytes = content.reveal();
    if (draft->write(bytes.data(), bytes.size()) != bytes.size() || !sync(*draft))
        return failure(errno, draft->errorString());
    if (accepted & Exists) {
        // Windows moves no file that is open, and a temporary one is open until it goes.
        const QString name = draft->fileName();
        draft->setAutoRemove(false);
        draft.reset();
        std::error_code error;
        std::filesystem::rename(native(name), native(path), error);
        if (error) {
            QFile::remove(name);
            return failure(error.value(), QString::fromStdString(error.message()));
        }
    } else if (!draft->rename(path)) { // never over another file, even one made this very moment
        return failure(QFileInfo::exists(path) ? EEXIST : errno, draft->errorString());
    } else {
        draft->setAutoRemove(false);
    }
    syncFolder(folder);
    return {};
}
