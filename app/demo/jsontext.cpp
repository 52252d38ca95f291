// SPDX-License-Identifier: MIT
#include "demo/jsontext.h"

namespace {

void appendName(QByteArray &json, const char *name)
{
    if (!json.isEmpty() && !json.endsWith('{') && !json.endsWith('['))
        json += ',';
    json += '"';
    json += name;
    json += "\":";
}

} // namespace

void appendJsonText(QByteArray &json, QStringView text)
{
    static constexpr char hexDigits[] = "0123456789abcdef";
    const QByteArray utf8 = text.toUtf8();
    json += '"';
    for (const char c : utf8) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00";
            json += hexDigits[c >> 4];
            json += hexDigits[c & 0xf];
        } else {
            json += c;
        }
    }
    json += '"';
}

void appendJsonMember(QByteArray &json, const char *name, QStringView text)
{
    appendName(json, name);
    appendJsonText(json, text);
}

void appendJsonRawMember(QByteArray &json, const char *name, const QByteArray &value)
{
    appendName(json, name);
    json += value;
}
