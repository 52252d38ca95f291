// SPDX-License-Identifier: MIT
#include "core/jsontext.h"

#include <algorithm>
#include <chrono>

namespace {

/// Makes room for so many more bytes and says where they go.
char *grow(QByteArray &json, qsizetype bytes)
{
    const qsizetype before = json.size();
    json.resize(before + bytes);
    return json.data() + before;
}

char *writeDigits(char *to, unsigned number, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        to[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    return to + digits;
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
    using namespace std::chrono;
    const sys_time<milliseconds> instant{milliseconds(msecs)};
    const auto midnight = floor<days>(instant);
    const year_month_day date{midnight};
    const int year = int(date.year());
    if (year < 0 || year > 9999) {
        json += "null";
        return;
    }
    const hh_mm_ss time{instant - midnight};
    static constexpr char form[] = "\"0000-00-00T00:00:00.000Z\"";
    char *text = grow(json, sizeof form - 1);
    std::copy_n(form, sizeof form - 1, text);
    char *at = writeDigits(text + 1, unsigned(year), 4);
    at = writeDigits(at + 1, unsigned(date.month()), 2);
    at = writeDigits(at + 1, unsigned(date.day()), 2);
    at = writeDigits(at + 1, unsigned(time.hours().count()), 2);
    at = writeDigits(at + 1, unsigned(time.minutes().count()), 2);
    at = writeDigits(at + 1, unsigned(time.seconds().count()), 2);
    writeDigits(at + 1, unsigned(time.subseconds().count()), 3);
}

void appendJsonDateMember(QByteArray &json, QByteArrayView name, qint64 msecs)
{
    appendName(json, name);
    appendJsonDate(json, msecs);
}
