// SPDX-License-Identifier: MIT
#include "session/listingage.h"

#include <QLocale>

QString ListingAge::text(const QDateTime &listedAt, const QDateTime &now)
{
    if (!listedAt.isValid())
        return {};
    const QDateTime local = listedAt.toLocalTime();
    const qint64 days = local.daysTo(now.toLocalTime());
    if (days > 0)
        return tr("%Ln day(s) old", nullptr, int(days));
    return tr("as of %1").arg(QLocale().toString(local.time(), QLocale::ShortFormat));
}

QString ListingAge::exact(const QDateTime &listedAt)
{
    return QLocale().toString(listedAt.toLocalTime(), QLocale::ShortFormat);
}
