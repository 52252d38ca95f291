// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

/// How old a listing is, in words for people. Pure.
class ListingAge final
{
    Q_DECLARE_TR_FUNCTIONS(ListingAge)

public:
    /// "as of 14:02" for one of today, "3 days old" for an older one, by the person's own calendar; empty
    /// when there is none. Both instants are UTC.
    [[nodiscard]] static QString text(const QDateTime &listedAt, const QDateTime &now);
    /// The instant itself, in local time: "1 May 2026 14:02".
    [[nodiscard]] static QString exact(const QDateTime &listedAt);
};
