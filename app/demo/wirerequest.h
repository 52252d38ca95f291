// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QPair>
#include <QStringList>

/// One HTTP request as it came over the wire, whole and framed, otherwise unjudged.
struct WireRequest
{
    QByteArray method;
    QByteArray target; ///< path and query as sent
    QList<QPair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body; ///< without chunk framing
    bool keepsAlive = true; ///< the client can take another answer on this connection

    /// The first header of that (lower-case) name; empty when there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    /// The path's segments, percent-decoded one by one: "/a%2Fb/c" is {"a/b", "c"}.
    [[nodiscard]] QStringList segments() const;
    /// Every value of a query parameter, decoded, in the order sent.
    [[nodiscard]] QStringList queryValues(const QString &key) const;
};
