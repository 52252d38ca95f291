// SPDX-License-Identifier: MIT
#include "net/loopback.h"

#include <QHostAddress>

bool isLoopback(const QUrl &url)
{
    const QString host = url.host().toLower();
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}
