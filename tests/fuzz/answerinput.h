// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"
#include "fuzzinput.h"
#include "net/httpclient.h"

#include <QJsonDocument>
#include <QJsonObject>

/// An invented answer of a service.
[[nodiscard]] inline HttpAnswer inventAnswer(FuzzInput &input)
{
    constexpr const char *types[] = {"application/json", "", "application/problem+json", "text/html"};
    HttpAnswer answer;
    answer.status = 200;
    answer.contentType = types[input.byte() % 4];
    answer.requestId = QStringLiteral("request-1");
    answer.request = QStringLiteral("GET /tokens");
    answer.body = input.rest();
    return answer;
}

/// The text that Qt's reader finds under `key` at the top; empty when it finds none, and where it is no text
/// of anybody's: a body that is no UTF-8, one half of a surrogate pair. Nor does it count where Qt drops a
/// byte order mark in front of a text, since that belongs to the value.
[[nodiscard]] inline QByteArray textUnder(const QByteArray &body, QLatin1String key)
{
    if (QString::fromUtf8(body).toUtf8() != body || body.indexOf("\xEF\xBB\xBF", 1) > 0)
        return {};
    const QString text = QJsonDocument::fromJson(body).object().value(key).toString();
    return text.isValidUtf16() ? text.toUtf8() : QByteArray();
}

/// A value that reached us is in our hands, and no error text gives it away.
inline void requireKept(const Result<IssuedToken> &issued, const QByteArray &value)
{
    if (value.isEmpty())
        return;
    require(issued.ok(), "an answer with a value is a success");
    require(issued.value().secret.reveal() == value, "the value is the one that Qt's reader finds");
}
