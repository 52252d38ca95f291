// SPDX-License-Identifier: MIT
#include "updateorigin.h"

#include "core/updatenotice.h"
#include "net/loopback.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace {

bool isUpdatedByHand(const QString &programDirectory)
{
    const QStringList places{QStringLiteral("update-check"), QStringLiteral("../share/tokenry/update-check"),
        QStringLiteral("../Resources/update-check")};
    const QDir directory(programDirectory);
    return std::any_of(places.begin(), places.end(),
        [&directory](const QString &place) { return QFileInfo(directory.filePath(place)).isFile(); });
}

} // namespace

std::optional<UpdateSource> updateOrigin(
    const QString &programDirectory, const QString &address, const QByteArray &key)
{
    const UpdateSource source{QUrl(address, QUrl::StrictMode), updateKeyFromText(key)};
    const bool isSafe = source.address.scheme() == QLatin1String("https") || isLoopback(source.address);
    if (address.isEmpty() || !source.isUsable() || !isSafe || !isUpdatedByHand(programDirectory))
        return {};
    return source;
}

std::optional<UpdateSource> updateOrigin(const QString &programDirectory)
{
    return updateOrigin(
        programDirectory, QStringLiteral(TOKENRY_UPDATE_URL), QByteArrayLiteral(TOKENRY_UPDATE_KEY));
}
