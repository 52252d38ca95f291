// SPDX-License-Identifier: MIT
#include "core/jsontext.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace {

/// Makes room for so many more bytes and says where they go.
char *grow(QByteArray &json, qsizetype bytes)
{
    const qsizetype before = json.size();
    json.resize(before + bytes);
    return json.data() + before;
}

/// "00" to "99".
constexpr std::array<char, 200> digitPairs = [] {
    std::array<char, 200> pairs{};
    for (std::size_t i = 0; i < 100; ++i) {
        pairs[2 * i] = static_cast<char>('0' + i / 10);
        pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
}();

/// Two digits of a number below 100.
void writePair(char *to, unsigned number)
{
    std::copy_n(digitPairs.data() + std::size_t(number) * 2, 2, to);
}

constexpr char dateForm[] = "\"0000-00-00T00:00:00.000Z\"";
constexpr qsizetype dateLength = sizeof dateForm - 1;

/// Null for a year that has no four digits; nothing is written then.
char *writeDate(char *to, qint64 msecs)
{
    using namespace std::chrono;
    const sys_time<milliseconds> instant{milliseconds(msecs)};
    const auto midnight = floor<days>(instant);
    const year_month_day date{midnight};
    const int year = int(date.year());
    if (year < 0 || year > 9999)
        return nullptr;
    const auto ofDay = unsigned((instant - midnight).count());
    const unsigned ofMinute = ofDay % 60'000;
    const unsigned second = ofMinute / 1000;
    const unsigned part = ofMinute % 1000;
    std::copy_n(dateForm, dateLength, to);
    writePair(to + 1, unsigned(year) / 100);
    writePair(to + 3, unsigned(year) % 100);
    writePair(to + 6, unsigned(date.month()));
    writePair(to + 9, unsigned(date.day()));
    writePair(to + 12, ofDay / 3'600'000);
    writePair(to + 15, ofDay / 60'000 % 60);
    writePair(to + 18, second);
    to[21] = static_cast<char>('0' + part / 100);
    writePair(to + 22, part % 100);
    return to + dateLength;
}

/// Bytes that writeName needs beside the name.
constexpr qsizetype aroundName = 4;

/// A comma, unless an object or list was just opened, the name in quotes, and a colon.
char *writeName(char *to, char last, QByteArrayView name)
{
    if (last != '{' && last != '[')
        *to++ = ',';
    *to++ = '"';
    to = std::copy(name.begin(), name.end(), to);
    *to++ = '"';
    *to++ = ':';
    return to;
}

void appendName(QByteArray &json, QByteArrayView name)
{
    const char last = json.isEmpty() ? '{' : json.back();
    const char *const end = writeName(grow(json, name.size() + aroundName), last, name);
    json.truncate(end - json.constData());
}

/// Writes text that is the same in JSON, as nearly all is, with its quotes. Null = it is not the same, and
/// what was written is worth nothing.
char *writePlain(char *to, QStringView text)
{
    const qsizetype length = text.size();
    const char16_t *from = text.utf16();
    unsigned strange = 0;
    *to++ = '"';
    for (qsizetype i = 0; i < length; ++i) {
        const unsigned unit = from[i];
        strange |= unsigned(unit - 0x20 > 0x5f) | unsigned(unit == '"') | unsigned(unit == '\\');
        to[i] = static_cast<char>(unit);
    }
    to[length] = '"';
    return strange == 0 ? to + length + 1 : nullptr;
}

/// JSON of any text, quotes included.
void appendEscaped(QByteArray &json, QStringView text)
{
    static constexpr char hexDigits[] = "0123456789abcdef";
    const QByteArray utf8 = text.toUtf8();
    json += '"';
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        const bool isControl = static_cast<unsigned char>(c) < 0x20;
        if (c != '"' && c != '\\' && !isControl)
            continue;
        json.append(utf8.constData() + plainFrom, i - plainFrom);
        plainFrom = i + 1;
        json += isControl ? "\\u00" : "\\";
        if (isControl)
            json += hexDigits[c >> 4];
        json += isControl ? hexDigits[c & 0xf] : c;
    }
    json.append(utf8.constData() + plainFrom, utf8.size() - plainFrom);
    json += '"';
}

} // namespace

void appendJsonText(QByteArray &json, QStringView text)
{
    const qsizetype before = json.size();
    if (writePlain(grow(json, text.size() + 2), text))
        return;
    json.truncate(before);
    appendEscaped(json, text);
}

void appendJsonMember(QByteArray &json, QByteArrayView name, QStringView text)
{
    const char last = json.isEmpty() ? '{' : json.back();
    char *const value = writeName(grow(json, name.size() + aroundName + text.size() + 2), last, name);
    if (const char *const end = writePlain(value, text)) {
        json.truncate(end - json.constData());
        return;
    }
    json.truncate(value - json.constData());
    appendEscaped(json, text);
}

void appendJsonRawMember(QByteArray &json, QByteArrayView name, QByteArrayView value)
{
    appendName(json, name);
    json += value;
}

void appendJsonDate(QByteArray &json, qint64 msecs)
{
    const qsizetype before = json.size();
    if (writeDate(grow(json, dateLength), msecs))
        return;
    json.truncate(before);
    json += "null";
}

void appendJsonDateMember(QByteArray &json, QByteArrayView name, qint64 msecs)
{
    appendName(json, name);
    appendJsonDate(json, msecs);
}

JsonText::JsonText(qsizetype room)
    : m_bytes(room, Qt::Uninitialized)
    , m_at(m_bytes.data())
    , m_end(m_at + room)
{ }

void JsonText::grow(qsizetype bytes)
{
    const qsizetype written = m_at - m_bytes.constData();
    m_bytes.resize(std::max(written + bytes, m_bytes.size() * 2));
    m_at = m_bytes.data() + written;
    m_end = m_bytes.data() + m_bytes.size();
}

void JsonText::text(QStringView text)
{
    if (char *const end = writePlain(room(text.size() + 2), text)) {
        m_at = end;
        return;
    }
    QByteArray escaped;
    appendEscaped(escaped, text);
    raw(escaped);
}

void JsonText::date(qint64 msecs)
{
    if (char *const end = writeDate(room(dateLength), msecs))
        m_at = end;
    else
        raw("null");
}

QByteArray JsonText::take()
{
    m_bytes.truncate(m_at - m_bytes.constData());
    QByteArray taken = std::exchange(m_bytes, {});
    m_at = m_bytes.data();
    m_end = m_at;
    return taken;
}
