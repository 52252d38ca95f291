// SPDX-License-Identifier: MIT
#include "net/errorbody.h"

#include "net/plaintext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace {

constexpr qsizetype textLimit = 2000;
constexpr qsizetype fieldLimit = 500;
constexpr qsizetype requestIdLimit = 200;
constexpr qsizetype maxFieldErrors = 100;
/// Enough raw text to fill a paragraph even when most of it is markup.
constexpr qsizetype rawLimit = 64LL * 1024;

/// A string, or an array of strings as some frameworks answer for validation.
QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return cleanParagraph(value.toString(), textLimit);
    QStringList parts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &part : array) {
        if (part.isString())
            parts += part.toString();
    }
    return cleanParagraph(parts.join(QStringLiteral("; ")), textLimit);
}

QString textOf(const QJsonObject &object)
{
    for (const auto key :
        {QLatin1String("detail"), QLatin1String("message"), QLatin1String("title"), QLatin1String("error")}) {
        const QJsonValue value = object.value(key);
        const QString text =
            textOf(value.isObject() ? value.toObject().value(QLatin1String("message")) : value);
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QString requestIdOf(const QJsonObject &object)
{
    for (const auto key : {QLatin1String("requestId"), QLatin1String("request_id")}) {
        const QString id = cleanParagraph(object.value(key).toVariant().toString(), requestIdLimit);
        if (!id.isEmpty())
            return id;
    }
    return {};
}

QList<FieldError> fieldErrorsOf(const QJsonObject &object)
{
    const auto text = [](const QJsonObject &entry, QLatin1String key) {
        return cleanParagraph(entry.value(key).toString(), fieldLimit);
    };
    QList<FieldError> errors;
    const QJsonArray array = object.value(QLatin1String("fieldErrors")).toArray();
    for (const QJsonValue &value : array) {
        const QJsonObject entry = value.toObject();
        const FieldError error{text(entry, QLatin1String("field")), text(entry, QLatin1String("code")),
            text(entry, QLatin1String("message"))};
        if (error != FieldError() && errors.size() < maxFieldErrors)
            errors += error;
    }
    return errors;
}

/// Bytes that are no text at all would show as a row of boxes.
bool isReadable(const QString &text)
{
    const auto strange = std::count_if(text.begin(), text.end(),
        [](QChar c) { return c == QChar::ReplacementCharacter || (c.unicode() < 0x20 && !c.isSpace()); });
    return strange * 10 <= text.size();
}

QString rawText(const QByteArray &contentType, const QByteArray &body)
{
    const QString text = QString::fromUtf8(body.left(rawLimit));
    if (!isReadable(text))
        return {};
    const bool isHtml = contentType.contains("html") || text.startsWith(QLatin1Char('<'));
    return cleanParagraph(isHtml ? visibleText(text) : text, textLimit);
}

} // namespace

ErrorBody parseErrorBody(const QByteArray &contentType, const QByteArray &body)
{
    QByteArray content = body.trimmed();
    if (content.startsWith("\xef\xbb\xbf"))
        content = content.sliced(3).trimmed();
    ErrorBody result;
    const QJsonDocument document = QJsonDocument::fromJson(content);
    if (document.isObject()) {
        const QJsonObject object = document.object();
        result.text = textOf(object);
        result.requestId = requestIdOf(object);
        result.fieldErrors = fieldErrorsOf(object);
    }
    const bool saysNothing = document.isObject() && document.object().isEmpty();
    if (result.text.isEmpty() && result.fieldErrors.isEmpty() && !saysNothing)
        result.text = rawText(contentType.toLower(), content);
    return result;
}

Error errorFromStatus(int httpStatus, bool isMutating)
{
    Error error;
    error.httpStatus = httpStatus;
    error.outcome = Error::Outcome::Refused;
    if (httpStatus >= 500 && httpStatus < 600) {
        error.kind = Error::Kind::Server;
        if (isMutating)
            error.outcome = Error::Outcome::Unknown;
        return error;
    }
    switch (httpStatus) {
    case 401:
        error.kind = Error::Kind::Auth;
        break;
    case 403:
        error.kind = Error::Kind::Forbidden;
        break;
    case 404:
    case 410:
        error.kind = Error::Kind::NotFound;
        break;
    case 409:
        error.kind = Error::Kind::Conflict;
        break;
    case 429:
        error.kind = Error::Kind::RateLimited;
        break;
    default:
        error.kind = httpStatus >= 400 && httpStatus < 500 ? Error::Kind::Invalid : Error::Kind::Protocol;
        break;
    }
    const bool isStatusOfHttp = httpStatus >= 300 && httpStatus < 500;
    if (isMutating && (httpStatus == 408 || !isStatusOfHttp))
        error.outcome = Error::Outcome::Unknown;
    return error;
}
