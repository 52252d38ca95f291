// SPDX-License-Identifier: MIT
#pragma once

#include "core/moment.h"
#include "core/result.h"
#include "core/secret.h"
#include "net/httpclient.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

class TextPool;

/// Reads answers that are JSON, leniently where a service is loose and never silently where it matters.
/// All functions are pure and may run in any thread. No error made here ever contains a piece of a body.
namespace JsonReader {

/// What the request of an answer was, because that decides what an unreadable answer means.
enum class Request {
    Read, ///< nothing changed; Outcome::Refused
    Change, ///< the server said 2xx, so something happened; Outcome::Unknown
};

/// An answer that is not what the service documents.
[[nodiscard]] Error protocolError(const HttpAnswer &answer, Request request, const QString &technical);

/// True for application/json, text/json, anything "+json" and for no content type at all.
[[nodiscard]] bool isJsonContentType(const QByteArray &contentType);

/// The JSON object of the body; Protocol when the content type, the JSON or its top level is another.
[[nodiscard]] Result<QJsonObject> readObject(const HttpAnswer &answer, Request request);

/// The same for a body that is a bare list.
[[nodiscard]] Result<QJsonArray> readList(const HttpAnswer &answer, Request request);

/// A list member: Protocol, naming the key, when it is missing or no list.
[[nodiscard]] Result<QJsonArray> requiredList(
    const QJsonObject &object, QLatin1String key, const HttpAnswer &answer, Request request);

/// Empty when missing, null or no text.
[[nodiscard]] QString text(const QJsonObject &object, QLatin1String key);
/// The same for a text that many tokens have.
[[nodiscard]] QString text(const QJsonObject &object, QLatin1String key, TextPool &pool);
/// `fallback` when missing, null or no number; cut to the range of T.
[[nodiscard]] qint64 wholeNumber(const QJsonObject &object, QLatin1String key, qint64 fallback);
/// `whenMissing` when the key is missing or null. A value of another type than text is kept as an unparsable
/// date: a date nobody can read must not look like "never".
[[nodiscard]] Moment moment(const QJsonObject &object, QLatin1String key, const Moment &whenMissing);

/// Takes the text of a top-level member out of a JSON object and overwrites it there with blanks, so that the
/// JSON parser, whose memory cannot be wiped, never sees it. Empty when there is no such text; the last one
/// counts when the key repeats. A body that is no JSON is scanned as far as it goes.
[[nodiscard]] Secret takeSecret(QByteArray &body, const QByteArray &key);

} // namespace JsonReader
