// SPDX-License-Identifier: MIT
#include "demo/ratelimiter.h"

RateLimiter::RateLimiter()
{
    m_time.start();
}

bool RateLimiter::admits(const QByteArray &method, const QByteArray &credential)
{
    const qint64 second = m_time.elapsed() / 1000;
    if (second != m_second) {
        m_second = second;
        m_counts.clear();
    }
    const int allowed = method == "POST" ? 10 : (method == "DELETE" ? 5 : 25);
    return ++m_counts[method + ' ' + credential] <= allowed;
}
