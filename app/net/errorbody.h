// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QByteArray>

/// What an error answer says about itself.
struct ErrorBody
{
    QString text; ///< plain, one paragraph, capped at 2,000 characters; empty when the body says nothing
    QString requestId;
    QList<FieldError> fieldErrors;
};

/// Reads the body of an answer with status >= 400. Pure; takes anything: empty, HTML, truncated JSON, binary.
/// Order for the text: `detail`, `message`, `title`, `error` (string, or object with `message`), then the
/// trimmed raw text (HTML becomes its visible text). Reads `requestId`/`request_id` and `fieldErrors` {code,
/// field, message}. Sources: api/qovery.md 1.4, api/astronomer.md 1.2 and 2.1.
[[nodiscard]] ErrorBody parseErrorBody(const QByteArray &contentType, const QByteArray &body);

/// Kind and outcome of an answered request: 401 Auth, 403 Forbidden, 404/410 NotFound, 409 Conflict, 400/422
/// Invalid, 429 RateLimited, 5xx Server, other 4xx Invalid, 3xx Protocol. Outcome is Refused, but Unknown for
/// a mutating request answered by 5xx (a gateway may answer for a server that went on) or 408.
[[nodiscard]] Error errorFromStatus(int httpStatus, bool isMutating);
