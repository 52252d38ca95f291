// SPDX-License-Identifier: MIT
#include "demo/requestbody.h"

#include <QJsonDocument>

#include <cmath>

RequestBody::RequestBody(const WireRequest &request)
{
    const QByteArray type = request.header("content-type").toLower();
    if (type.split(';').constFirst().trimmed() != "application/json") {
        complain(QStringLiteral("the content type must be application/json"));
        return;
    }
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        complain(QStringLiteral("the body is no JSON: ") + parseError.errorString());
    else if (!document.isObject())
        complain(QStringLiteral("the body must be a JSON object"));
    m_object = document.object();
}

RequestBody::RequestBody(const QJsonObject &object, const QString &path)
    : m_object(object)
    , m_path(path)
{ }

void RequestBody::complain(const QString &text, const QString &field)
{
    if (!m_error.isEmpty())
        return;
    m_error = text;
    m_field = field;
}

void RequestBody::allowOnly(const QStringList &keys)
{
    const QStringList present = m_object.keys();
    for (const QString &key : present) {
        if (!keys.contains(key))
            complain(QStringLiteral("unknown property: ") + named(key), named(key));
    }
}

void RequestBody::require(const QStringList &keys)
{
    for (const QString &key : keys) {
        if (!m_object.contains(key))
            complain(QStringLiteral("missing property: ") + named(key), named(key));
    }
}

QString RequestBody::text(const QString &key, int minimum, int maximum)
{
    if (!has(key))
        return {};
    const QJsonValue found = value(key);
    const QString content = found.toString();
    // Schemas count characters, not UTF-16 units.
    const qsizetype length = content.toUcs4().size();
    if (!found.isString())
        complain(named(key) + QStringLiteral(" must be a string"), named(key));
    else if (length < minimum || length > maximum)
        complain(QStringLiteral("%1 must have %2 to %3 characters").arg(named(key)).arg(minimum).arg(maximum),
            named(key));
    return content;
}

QString RequestBody::word(const QString &key, const QStringList &words)
{
    if (!has(key))
        return {};
    const QString content = value(key).toString();
    if (!value(key).isString() || !words.contains(content))
        complain(QStringLiteral("%1 must be one of %2").arg(named(key), words.join(QStringLiteral(", "))),
            named(key));
    return content;
}

std::optional<int> RequestBody::integer(const QString &key, int minimum, int maximum)
{
    if (!has(key))
        return std::nullopt;
    const double number = value(key).toDouble(std::nan(""));
    if (!(number >= minimum && number <= maximum) || std::floor(number) != number) {
        complain(
            QStringLiteral("%1 must be an integer from %2 to %3").arg(named(key)).arg(minimum).arg(maximum),
            named(key));
        return std::nullopt;
    }
    return static_cast<int>(number);
}
