// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

/// An HTTP answer before it is written.
struct WireResponse
{
    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers; ///< without Content-Type, Content-Length and Connection
    QByteArray contentType; ///< empty = none sent
    QByteArray body;
    qint64 padding = 0; ///< so many spaces before the body; streamed, never held in memory

    void addHeader(const QByteArray &name, const QByteArray &value)
    {
        headers.append(qMakePair(name, value));
    }
    /// Status line and headers, with the empty line that ends them.
    [[nodiscard]] QByteArray head(bool keepsAlive) const;
    /// 204, 304 and 1xx never have a body.
    [[nodiscard]] bool mayHaveBody() const;
};

/// "Not Found" for 404; "Unknown" for what has no name here.
[[nodiscard]] QByteArray reasonPhrase(int status);
