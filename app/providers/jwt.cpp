// SPDX-License-Identifier: MIT
#include "providers/jwt.h"

#include "core/secret.h"

#include <QJsonDocument>

#include <algorithm>

namespace {

bool isBase64Url(QByteArrayView segment)
{
    while (segment.endsWith('='))
        segment.chop(1);
    return !segment.isEmpty() && std::all_of(segment.begin(), segment.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_';
    });
}

/// The segment of the claims; empty for what is no JWT.
QByteArrayView claimsSegment(QByteArrayView credential)
{
    if (!credential.startsWith("eyJ"))
        return {};
    const qsizetype first = credential.indexOf('.');
    const qsizetype second = first < 0 ? -1 : credential.indexOf('.', first + 1);
    if (second < 0 || !isBase64Url(credential.first(first)) || !isBase64Url(credential.sliced(second + 1)))
        return {};
    const QByteArrayView segment = credential.sliced(first + 1, second - first - 1);
    return isBase64Url(segment) ? segment : QByteArrayView();
}

} // namespace

bool Jwt::isOne(QByteArrayView credential)
{
    return !claimsSegment(credential).isEmpty();
}

std::optional<QJsonObject> Jwt::claims(QByteArrayView credential)
{
    if (credential.size() > longest)
        return {};
    QByteArrayView segment = claimsSegment(credential);
    while (segment.endsWith('='))
        segment.chop(1);
    QByteArray text = QByteArray::fromBase64(segment.toByteArray(), QByteArray::Base64UrlEncoding);
    const QJsonDocument document = QJsonDocument::fromJson(text);
    wipe(text);
    return document.isObject() ? std::optional<QJsonObject>(document.object()) : std::nullopt;
}
