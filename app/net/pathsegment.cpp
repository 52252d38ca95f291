// SPDX-License-Identifier: MIT
#include "net/pathsegment.h"

#include <QByteArray>
#include <QUrl>

QString pathSegment(const QString &text)
{
    QByteArray encoded = QUrl::toPercentEncoding(text);
    // "." and ".." are legal characters and yet walk up the path.
    if (encoded == "." || encoded == "..")
        encoded.replace('.', "%2E");
    return QString::fromLatin1(encoded);
}
