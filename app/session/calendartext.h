// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

/// One moment at which somebody should look at a token.
struct CalendarEntry
{
    QString uid; ///< the same in every export, so that a calendar replaces and never doubles
    QDateTime at; ///< UTC
    QString summary;
    QString description;
};

/// RFC 5545: a calendar of entries that take no time. Each has an alarm `alarmDays` before it, unless that is
/// 0. `now` is told as the time of the export. Pure.
[[nodiscard]] QByteArray calendarText(
    const QList<CalendarEntry> &entries, const QDateTime &now, int alarmDays);

/// One content line: folded at 75 octets, never inside a character, CR LF at the end.
[[nodiscard]] QByteArray calendarLine(const QByteArray &nameAndValue);
/// A TEXT value: backslash, comma, semicolon and line ends escaped, other control characters left out.
[[nodiscard]] QByteArray calendarValue(const QString &text);
