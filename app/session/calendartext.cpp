// SPDX-License-Identifier: MIT
#include "session/calendartext.h"

namespace {

QByteArray timeText(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toLatin1();
}

bool isInsideCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

QByteArray entryText(const CalendarEntry &entry, const QDateTime &now, int alarmDays)
{
    QByteArray text = calendarLine("BEGIN:VEVENT") + calendarLine("UID:" + calendarValue(entry.uid))
        + calendarLine("DTSTAMP:" + timeText(now)) + calendarLine("DTSTART:" + timeText(entry.at))
        + calendarLine("SUMMARY:" + calendarValue(entry.summary))
        + calendarLine("DESCRIPTION:" + calendarValue(entry.description))
        + calendarLine("TRANSP:TRANSPARENT");
    if (alarmDays > 0) {
        text += calendarLine("BEGIN:VALARM") + calendarLine("ACTION:DISPLAY")
            + calendarLine("DESCRIPTION:" + calendarValue(entry.summary))
            + calendarLine("TRIGGER:-P" + QByteArray::number(alarmDays) + 'D') + calendarLine("END:VALARM");
    }
    return text + calendarLine("END:VEVENT");
}

} // namespace

QByteArray calendarLine(const QByteArray &nameAndValue)
{
    constexpr qsizetype longest = 75; // octets, the blank that begins a continuation included
    QByteArray text;
    qsizetype from = 0;
    while (from < nameAndValue.size() || from == 0) {
        const qsizetype room = from == 0 ? longest : longest - 1;
        qsizetype end = qMin(from + room, nameAndValue.size());
        while (end < nameAndValue.size() && end > from + 1 && isInsideCharacter(nameAndValue.at(end)))
            --end;
        if (from > 0)
            text += ' ';
        text += nameAndValue.mid(from, end - from) + "\r\n";
        if (end == 0)
            break;
        from = end;
    }
    return text;
}

QByteArray calendarValue(const QString &text)
{
    QString value;
    value.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\\' || c == u',' || c == u';')
            value += u'\\' + QString(c);
        else if (c == u'\n')
            value += QStringLiteral("\\n");
        else if (c.category() != QChar::Other_Control)
            value += c;
    }
    return value.toUtf8();
}

QByteArray calendarText(const QList<CalendarEntry> &entries, const QDateTime &now, int alarmDays)
{
    QByteArray text = calendarLine("BEGIN:VCALENDAR") + calendarLine("VERSION:2.0")
        + calendarLine("PRODID:-//Tokenry//Token expiry//EN") + calendarLine("CALSCALE:GREGORIAN");
    for (const CalendarEntry &entry : entries)
        text += entryText(entry, now, alarmDays);
    return text + calendarLine("END:VCALENDAR");
}
