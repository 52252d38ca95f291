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
