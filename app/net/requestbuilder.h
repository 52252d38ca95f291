// SPDX-License-Identifier: MIT
#pragma once

#include <QNetworkRequest>
#include <QString>

struct HttpRequest;
struct HttpSettings;

/// From our request to Qt's: the address, the headers and every switch that keeps Qt from being helpful
/// (redirects, cookies, cached logins, HTTP/2 for what must leave once).

[[nodiscard]] QByteArray methodName(const HttpRequest &request);

/// "POST /organization/…/apiToken": for Error::request and the log; no query, no header.
[[nodiscard]] QString requestLine(const HttpRequest &request);

/// Why this request must not be sent at all; empty when it may.
[[nodiscard]] QString refusal(const HttpSettings &settings, const HttpRequest &request);

/// Whether the value may stand in a header: no line break, no other control character.
[[nodiscard]] bool isHeaderValue(const QByteArray &value);

[[nodiscard]] QNetworkRequest networkRequest(
    const HttpSettings &settings, const HttpRequest &request, const QByteArray &authorization);
