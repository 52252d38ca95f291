// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>

/// Reads an HTTP date in any of the three forms of RFC 9110 5.6.7 ("Sun, 06 Nov 1994 08:49:37 GMT",
/// "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"). Invalid when it is none. `nowUtc` decides
/// the century of the two-digit year: a date more than 50 years ahead belongs to the past.
[[nodiscard]] QDateTime parseHttpDate(const QByteArray &text, const QDateTime &nowUtc);
