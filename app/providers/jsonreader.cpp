// SPDX-License-Identifier: MIT
#include "providers/jsonreader.h"

#include "providers/secretscanner.h"
#include "providers/textpool.h"

#include <QJsonDocument>

namespace JsonReader {

namespace {

/// Longest text kept of a value that should have been a date.
constexpr qsizetype rawDateLimit = 100;

QString typeName(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return QStringLiteral("a boolean");
    case QJsonValue::Double:
        return QStringLiteral("a number");
    case QJsonValue::String:
        return QStringLiteral("a text");
    case QJsonValue::Array:
        return QStringLiteral("a list");
    case QJsonValue::Object:
        return QStringLiteral("an object");
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("missing");
}

QString compactJson(const QJsonValue &value)
{
    QString json = QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    json.chop(1);
    return json.mid(1).left(rawDateLimit);
}

} // namespace

Error protocolError(const HttpAnswer &answer, Request request, const QString &technical)
{
    Error error;
    error.kind = Error::Kind::Protocol;
    error.outcome = request == Request::Change ? Error::Outcome::Unknown : Error::Outcome::Refused;
    error.httpStatus = answer.status;
    error.requestId = answer.requestId;
    error.technical = technical;
    error.request = answer.request;
    error.when = QDateTime::currentDateTimeUtc();
    return error;
}

bool isJsonContentType(const QByteArray &contentType)
{
    return contentType.isEmpty() || contentType == "application/json" || contentType == "text/json"
        || contentType.endsWith("+json");
}

namespace {

Result<QJsonDocument> readDocument(const HttpAnswer &answer, Request request)
{
    if (!isJsonContentType(answer.contentType)) {
        return protocolError(answer, request,
            QStringLiteral("content type is %1, expected JSON")
                .arg(QString::fromLatin1(answer.contentType.left(rawDateLimit))));
    }
    if (answer.body.trimmed().isEmpty())
        return protocolError(answer, request, QStringLiteral("the body is empty, expected JSON"));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(answer.body, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return protocolError(answer, request,
            QStringLiteral("broken JSON at byte %1: %2").arg(problem.offset).arg(problem.errorString()));
    }
    return document;
}

} // namespace

Result<QJsonObject> readObject(const HttpAnswer &answer, Request request)
{
    auto document = readDocument(answer, request);
    if (!document)
        return std::move(document).error();
    if (!document.value().isObject())
        return protocolError(answer, request, QStringLiteral("the JSON is a list, expected an object"));
    return document.value().object();
}

Result<QJsonArray> readList(const HttpAnswer &answer, Request request)
{
    auto document = readDocument(answer, request);
    if (!document)
        return std::move(document).error();
    if (!document.value().isArray())
        return protocolError(answer, request, QStringLiteral("the JSON is an object, expected a list"));
    return document.value().array();
}

Result<QJsonArray> requiredList(
    const QJsonObject &object, QLatin1String key, const HttpAnswer &answer, Request request)
{
    const QJsonValue value = object.value(key);
    if (value.isArray())
        return value.toArray();
    const QString found = typeName(value.type());
    return protocolError(
        answer, request, QStringLiteral("key \"%1\" is %2, expected a list").arg(key, found));
}

QString text(const QJsonObject &object, QLatin1String key)
{
    QString value = object.value(key).toString();
    return value.isEmpty() ? QString() : value;
}

QString text(const QJsonObject &object, QLatin1String key, TextPool &pool)
{
    return pool.shared(text(object, key));
}

qint64 wholeNumber(const QJsonObject &object, QLatin1String key, qint64 fallback)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? value.toInteger(fallback) : fallback;
}

Moment moment(const QJsonObject &object, QLatin1String key, const Moment &whenMissing)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined() || value.isNull())
        return whenMissing;
    return Moment::fromText(value.isString() ? value.toString() : compactJson(value));
}

Secret takeSecret(QByteArray &body, const QByteArray &key)
{
    return SecretScanner(body).take(key);
}

} // namespace JsonReader
