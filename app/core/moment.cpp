// SPDX-License-Identifier: MIT
#include "core/moment.h"

#include <chrono>
#include <optional>

namespace {

template <class View>
std::optional<qint64> msecsOfRfc3339(View text);

} // namespace

Moment Moment::absent()
{
    Moment moment;
    moment.m_msecs = none;
    return moment;
}

Moment Moment::at(const QDateTime &instant)
{
    return instant.isValid() ? atMsecs(instant.toMSecsSinceEpoch()) : absent();
}

Moment Moment::atMsecs(qint64 msecs)
{
    Moment moment;
    moment.m_msecs = msecs;
    return moment;
}

Moment Moment::unparsable(const QString &text)
{
    Moment moment;
    moment.m_raw = new Raw;
    moment.m_raw->text = text;
    return moment;
}

Moment Moment::fromText(const QString &text)
{
    const QStringView trimmed = QStringView(text).trimmed();
    if (trimmed.isEmpty())
        return absent();
    const std::optional<qint64> msecs = msecsOfRfc3339(trimmed);
    return msecs ? atMsecs(*msecs) : unparsable(text);
}

Moment Moment::fromUtf8(QByteArrayView text)
{
    const std::optional<qint64> msecs = msecsOfRfc3339(text);
    return msecs ? atMsecs(*msecs) : fromText(QString::fromUtf8(text));
}

QDateTime Moment::utc() const
{
    return isKnown() ? QDateTime::fromMSecsSinceEpoch(m_msecs, Qt::UTC) : QDateTime();
}

QString Moment::raw() const
{
    return m_raw ? m_raw->text : QString();
}

bool Moment::operator==(const Moment &other) const
{
    return m_msecs == other.m_msecs && !m_raw == !other.m_raw && raw() == other.raw();
}

namespace {

char16_t unitOf(QChar c)
{
    return c.unicode();
}

char16_t unitOf(char c)
{
    return static_cast<unsigned char>(c);
}

/// Walks over a text of fixed-width decimal fields: a QStringView, or a QByteArrayView of UTF-8.
template <class View>
class Scanner
{
public:
    explicit Scanner(View text)
        : m_text(text)
    { }

    bool number(int digits, int &value)
    {
        if (m_text.size() - m_at < digits)
            return false;
        value = 0;
        for (int i = 0; i < digits; ++i) {
            const char16_t c = unitOf(m_text[m_at + i]);
            if (c < u'0' || c > u'9')
                return false;
            value = value * 10 + (c - u'0');
        }
        m_at += digits;
        return true;
    }

    template <class... Chars>
    bool oneOf(Chars... allowed)
    {
        if (atEnd() || ((unitOf(m_text[m_at]) != allowed) && ...))
            return false;
        ++m_at;
        return true;
    }

    [[nodiscard]] char16_t peek() const { return atEnd() ? u'\0' : unitOf(m_text[m_at]); }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

private:
    View m_text;
    qsizetype m_at = 0;
};

/// Up to nine digits after the point; the first three count. -1 when there are none or too many.
template <class View>
int fractionMsecs(Scanner<View> &scan)
{
    int msecs = 0;
    int count = 0;
    int digit = 0;
    while (scan.number(1, digit)) {
        if (++count > 9)
            return -1;
        if (count <= 3)
            msecs = msecs * 10 + digit;
    }
    for (int i = count; i < 3; ++i)
        msecs *= 10;
    return count == 0 ? -1 : msecs;
}

struct DateFields
{
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int msecs = 0;
    int offsetSeconds = 0;
};

/// Milliseconds since 1970 UTC; none when there is no such date.
std::optional<qint64> msecsOf(const DateFields &fields)
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(fields.year), std::chrono::month(unsigned(fields.month)),
        std::chrono::day(unsigned(fields.day))};
    // RFC 3339 allows a leap second, which becomes the first second of the next minute. There is no year 0.
    if (!date.ok() || fields.year == 0 || fields.hour > 23 || fields.minute > 59 || fields.second > 60)
        return {};
    const auto instant = sys_days(date) + hours(fields.hour) + minutes(fields.minute)
        + seconds(fields.second - fields.offsetSeconds) + milliseconds(fields.msecs);
    // The offset can move the first and the last hours out of the years that can be written down.
    if (instant < sys_days(std::chrono::year(1) / January / 1)
        || instant >= sys_days(std::chrono::year(10000) / January / 1))
        return {};
    return instant.time_since_epoch().count();
}

/// The form that all services write, "2026-11-22T10:11:12.345Z", in a third of the time. False when the text
/// has another one; `fields` are worth nothing then.
template <class View>
bool readUsualForm(View text, DateFields &fields)
{
    if (text.size() != 24)
        return false;
    unsigned strange = 0;
    const auto at = [&text](qsizetype i) -> unsigned { return unitOf(text[i]); };
    const auto digit = [&](qsizetype i) {
        const unsigned value = at(i) - '0';
        strange |= unsigned(value > 9);
        return int(value);
    };
    const auto two = [&](qsizetype i) { return digit(i) * 10 + digit(i + 1); };
    const auto sign = [&](qsizetype i, char wanted) { strange |= at(i) ^ unsigned(wanted); };
    fields.year = two(0) * 100 + two(2);
    sign(4, '-');
    fields.month = two(5);
    sign(7, '-');
    fields.day = two(8);
    sign(10, 'T');
    fields.hour = two(11);
    sign(13, ':');
    fields.minute = two(14);
    sign(16, ':');
    fields.second = two(17);
    sign(19, '.');
    fields.msecs = digit(20) * 100 + two(21);
    sign(23, 'Z');
    return strange == 0;
}

/// All that RFC 3339 allows.
template <class View>
bool readAnyForm(View text, DateFields &fields)
{
    Scanner scan(text);
    if (!scan.number(4, fields.year) || !scan.oneOf(u'-') || !scan.number(2, fields.month)
        || !scan.oneOf(u'-') || !scan.number(2, fields.day) || !scan.oneOf(u'T', u't', u' ')
        || !scan.number(2, fields.hour) || !scan.oneOf(u':') || !scan.number(2, fields.minute)
        || !scan.oneOf(u':') || !scan.number(2, fields.second))
        return false;
    fields.msecs = 0;
    if (scan.oneOf(u'.', u',')) {
        fields.msecs = fractionMsecs(scan);
        if (fields.msecs < 0)
            return false;
    }
    fields.offsetSeconds = 0;
    if (!scan.oneOf(u'Z', u'z')) {
        const int sign = scan.peek() == u'-' ? -1 : 1;
        int offsetHours = 0;
        int offsetMinutes = 0;
        if (!scan.oneOf(u'+', u'-') || !scan.number(2, offsetHours) || !scan.oneOf(u':')
            || !scan.number(2, offsetMinutes) || offsetHours > 23 || offsetMinutes > 59)
            return false;
        fields.offsetSeconds = sign * (offsetHours * 3600 + offsetMinutes * 60);
    }
    return scan.atEnd();
}

/// Milliseconds since 1970 UTC.
template <class View>
std::optional<qint64> msecsOfRfc3339(View text)
{
    DateFields fields;
    if (!readUsualForm(text, fields) && !readAnyForm(text, fields))
        return {};
    return msecsOf(fields);
}

} // namespace

QDateTime parseRfc3339(QStringView text)
{
    const std::optional<qint64> msecs = msecsOfRfc3339(text);
    return msecs ? QDateTime::fromMSecsSinceEpoch(*msecs, Qt::UTC) : QDateTime();
}
