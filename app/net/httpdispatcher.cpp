// SPDX-License-Identifier: MIT
#include "net/httpdispatcher.h"

#include "net/httpexchange.h"

#include <QPointer>

#include <algorithm>

using std::chrono::milliseconds;

namespace {

/// What Qt opens to one host at most; more would wait inside Qt, where neither gate nor deadline knows them.
constexpr qsizetype maxReadsInFlight = 6;
/// A server that asks for more is asked again after this.
constexpr milliseconds longestGate = std::chrono::hours(1);

} // namespace

HttpDispatcher::HttpDispatcher(
    HttpSettings settings, HttpClient::AuthorizationSupplier authorization, const Clock &clock)
    : m_settings(std::move(settings))
    , m_authorization(std::move(authorization))
    , m_clock(clock)
    , m_reads(m_settings)
{
    m_gate.setSingleShot(true);
    // A coarse timer may fire early, which a server that counts answers with the next 429.
    m_gate.setTimerType(Qt::PreciseTimer);
    connect(&m_gate, &QTimer::timeout, this, &HttpDispatcher::dispatch);
}

HttpDispatcher::~HttpDispatcher()
{
    const QList<HttpExchange *> all = std::exchange(m_all, {});
    for (HttpExchange *exchange : all)
        exchange->dispatcherGone();
}

QByteArray HttpDispatcher::authorization() const
{
    return m_authorization ? m_authorization() : QByteArray();
}

QDateTime HttpDispatcher::gatedUntil() const
{
    return m_gate.isActive() ? m_gatedUntil : QDateTime();
}

void HttpDispatcher::join(HttpExchange *exchange)
{
    m_all += exchange;
}

void HttpDispatcher::leave(HttpExchange *exchange)
{
    m_all.removeOne(exchange);
    m_waiting.remove(exchange);
    release(exchange);
}

void HttpDispatcher::enqueue(HttpExchange *exchange)
{
    m_waiting.insert(exchange);
    if (m_gate.isActive())
        exchange->waitAtGate(milliseconds(m_gate.remainingTime()));
    else
        dispatch();
}

void HttpDispatcher::release(HttpExchange *exchange)
{
    if (m_readsInFlight.remove(exchange))
        QMetaObject::invokeMethod(this, &HttpDispatcher::dispatch, Qt::QueuedConnection);
}

void HttpDispatcher::closeGate(milliseconds wait)
{
    const milliseconds capped = std::min(wait, longestGate);
    if (m_gate.isActive() && m_gate.remainingTimeAsDuration() >= capped)
        return;
    m_gate.start(capped);
    m_gatedUntil = m_clock.nowUtc().addMSecs(capped.count());
    // The announcements reach code that may end any of these requests, or all of them.
    QList<QPointer<HttpExchange>> waiting;
    for (HttpExchange *exchange : std::as_const(m_all)) {
        if (m_waiting.contains(exchange))
            waiting += exchange;
    }
    const QPointer<HttpDispatcher> alive(this);
    Q_EMIT gateClosed(capped);
    for (const QPointer<HttpExchange> &exchange : std::as_const(waiting)) {
        if (alive && exchange && m_waiting.contains(exchange.data()))
            exchange->waitAtGate(capped);
    }
}

void HttpDispatcher::dispatch()
{
    while (!m_gate.isActive()) {
        HttpExchange *next = takeStartable();
        if (!next)
            return;
        next->begin();
    }
}

HttpExchange *HttpDispatcher::takeStartable()
{
    const auto found = std::find_if(m_all.cbegin(), m_all.cend(), [this](HttpExchange *exchange) {
        return m_waiting.contains(exchange)
            && (exchange->isMutating() || m_readsInFlight.size() < maxReadsInFlight);
    });
    if (found == m_all.cend())
        return nullptr;
    HttpExchange *exchange = *found;
    m_waiting.remove(exchange);
    if (!exchange->isMutating())
        m_readsInFlight.insert(exchange);
    return exchange;
}
