// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>

/// Astronomer's documented rates: GET 25, POST 10, DELETE 5 a second for each credential. Counts in real
/// time, whatever the world's clock says.
class RateLimiter final
{
public:
    RateLimiter();

    /// Counts the request; false when it is one too many.
    [[nodiscard]] bool admits(const QByteArray &method, const QByteArray &credential);

private:
    QElapsedTimer m_time;
    QHash<QByteArray, int> m_counts; ///< of the running second
    qint64 m_second = 0;
};
