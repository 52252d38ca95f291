// SPDX-License-Identifier: MIT
#include "net/httpdate.h"

#include <QList>

#include <algorithm>
#include <array>

namespace {

int monthNumber(const QByteArray &name)
{
    static constexpr std::array<const char *, 12> months{
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    const QByteArray lower = name.toLower();
    const auto found = std::find_if(
        months.begin(), months.end(), [&lower](const char *month) { return lower == QByteArrayView(month); });
    return found == months.end() ? 0 : static_cast<int>(found - months.begin()) + 1;
}

/// -1 unless the text is only digits and as long as said.
int number(const QByteArray &text, qsizetype minDigits, qsizetype maxDigits)
{
    if (text.size() < minDigits || text.size() > maxDigits
        || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return -1;
    return text.toInt();
}

QTime timeOfDay(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split(':');
    if (parts.size() != 3)
        return {};
    // A leap second is allowed on the wire and unknown to QTime.
    return QTime(number(parts[0], 2, 2), number(parts[1], 2, 2), std::min(number(parts[2], 2, 2), 59));
}

QDateTime assembled(int year, const QByteArray &month, int day, const QByteArray &time)
{
    const QDate date(year, monthNumber(month), day);
    const QTime clock = timeOfDay(time);
    return year >= 0 && date.isValid() && clock.isValid() ? QDateTime(date, clock, Qt::UTC) : QDateTime();
}

QDateTime fromRfc850(const QList<QByteArray> &words, const QDateTime &nowUtc)
{
    const QList<QByteArray> date = words[1].split('-');
    if (date.size() != 3)
        return {};
    const int shortYear = number(date[2], 2, 2);
    if (shortYear < 0)
        return {};
    int year = nowUtc.date().year() / 100 * 100 + shortYear;
    if (year > nowUtc.date().year() + 50)
        year -= 100;
    return assembled(year, date[1], number(date[0], 2, 2), words[2]);
}

} // namespace

QDateTime parseHttpDate(const QByteArray &text, const QDateTime &nowUtc)
{
    const QList<QByteArray> words = text.simplified().split(' ');
    if (words.size() == 6 && words[5] == "GMT")
        return assembled(number(words[3], 4, 4), words[2], number(words[1], 2, 2), words[4]);
    if (words.size() == 4 && words[3] == "GMT")
        return fromRfc850(words, nowUtc);
    if (words.size() == 5)
        return assembled(number(words[4], 4, 4), words[1], number(words[2], 1, 2), words[3]);
    return {};
}
