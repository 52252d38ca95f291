// SPDX-License-Identifier: MIT
#include "demo/demomoment.h"

namespace {

struct CivilDate
{
    int year;
    int month;
    int day;
};

/// Gregorian date of a day number counted from 1970-01-01, for days from 1970 on. Years are taken from March
/// so that the leap day is the last of its year. QDate would do, at several times the cost.
CivilDate civilDate(qint64 daysSince1970)
{
    constexpr qint64 daysFromMarchOfYearZero = 719468;
    constexpr qint64 daysPerEra = 146097; // 400 years
    const qint64 days = daysSince1970 + daysFromMarchOfYearZero;
    const qint64 era = days / daysPerEra;
    const qint64 dayOfEra = days % daysPerEra;
    const qint64 yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const qint64 monthFromMarch = (5 * dayOfYear + 2) / 153;
    const int month = static_cast<int>(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
    const int day = static_cast<int>(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
    return {static_cast<int>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

/// Writes so many digits at `at` and returns the place behind them.
char *putNumber(char *at, qint64 value, int width)
{
    for (int i = width - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return at + width;
}

} // namespace

QByteArray DemoMoment::text() const
{
    constexpr qint64 msecsPerDay = 86400000;
    const qint64 local = msecs + offsetMinutes * qint64(60000);
    const CivilDate date = civilDate(local / msecsPerDay);
    const qint64 time = local % msecsPerDay;

    // In one piece: a page of 1,000 tokens has 5,000 dates.
    char buffer[40];
    char *at = putNumber(buffer, date.year, 4);
    *at++ = '-';
    at = putNumber(at, date.month, 2);
    *at++ = '-';
    at = putNumber(at, date.day, 2);
    *at++ = 'T';
    at = putNumber(at, time / 3600000, 2);
    *at++ = ':';
    at = putNumber(at, time / 60000 % 60, 2);
    *at++ = ':';
    at = putNumber(at, time / 1000 % 60, 2);
    if (digits > 0) {
        // Beyond the millisecond there is nothing to tell; other digits than zero show whether readers cope.
        constexpr qint64 beyondMilliseconds = 405718;
        *at++ = '.';
        putNumber(at, time % 1000 * 1000000 + beyondMilliseconds, 9);
        at += digits;
    }
    if (offsetMinutes == 0) {
        *at++ = 'Z';
    } else {
        *at++ = offsetMinutes < 0 ? '-' : '+';
        at = putNumber(at, qAbs(offsetMinutes) / 60, 2);
        *at++ = ':';
        at = putNumber(at, qAbs(offsetMinutes) % 60, 2);
    }
    return QByteArray(buffer, at - buffer);
}
