// SPDX-License-Identifier: MIT
#include "net/httpdispatcher.h"

#include "net/httpexchange.h"

#include <QPointer>

#include <algorithm>

using std::chrono::milliseconds;

namespace {

/// Of one account, as many as a browser opens to one host: more only moves the queue to the server. What goes
/// beyond waits here, where the gate holds it and no deadline runs.
constexpr qsizetype maxReadsInFlight = 6;
/// A server that asks for more is asked again after this.
constexpr milliseconds longestGate = std::chrono::hours(1);

} // namespace

HttpDispatcher::HttpDispatcher(
    HttpSettings settings, HttpClient::AuthorizationSupplier authorization, const Clock &clock)
    : m_settings(std::move(settings))
    , m_authorization(std::move(authorization))
    , m_clock(clock)
    , m_route(std::make_shared<ProxyRoute>(m_settings))
    , m_budget(std::make_shared<RateBudget>())
{
    m_gate.setSingleShot(true);
    // A coarse timer may fire early, which a server that counts answers with the next 429.
    m_gate.setTimerType(Qt::PreciseTimer);
    connect(&m_gate, &QTimer::timeout, this, &HttpDispatcher::dispatch);
    m_pace.setSingleShot(true);
    m_pace.setTimerType(Qt::PreciseTimer);
    connect(&m_pace, &QTimer::timeout, this, &HttpDispatcher::dispatch);
    m_search.setSingleShot(true);
    connect(&m_search, &QTimer::timeout, this, &HttpDispatcher::wayIsNotFound);
    connect(m_route.get(), &ProxyRoute::known, this, &HttpDispatcher::wayIsKnown);
}

HttpDispatcher::~HttpDispatcher()
{
    const QList<HttpExchange *> all = std::exchange(m_all, {});
    for (HttpExchange *exchange : all)
        exchange->dispatcherGone();
    if (!m_lane)
        return;
    for (qsizetype i = 0; i < m_readsInFlight.size(); ++i)
        m_lane->leave();
    m_lane->giveUp(this);
}

QByteArray HttpDispatcher::authorization() const
{
    return m_authorization ? m_authorization() : QByteArray();
}

QDateTime HttpDispatcher::gatedUntil() const
{
    return m_gate.isActive() ? m_gatedUntil : QDateTime();
}

bool HttpDispatcher::isGated() const
{
    return m_gate.isActive() || m_budget->pause(std::chrono::steady_clock::now()).count() > 0;
}

void HttpDispatcher::setProxyPassword(HttpClient::AuthorizationSupplier password)
{
    m_route->setPassword(std::move(password));
    m_isLoginNew = m_route->hasUser();
}

void HttpDispatcher::setBudget(std::shared_ptr<RateBudget> budget)
{
    m_budget = std::move(budget);
}

void HttpDispatcher::shareReads(ReadLanes &lanes)
{
    setLane(lanes.laneFor(m_settings, *m_route));
}

ReadLane &HttpDispatcher::lane()
{
    if (!m_lane)
        setLane(std::make_shared<ReadLane>(*m_route));
    return *m_lane;
}

void HttpDispatcher::setLane(std::shared_ptr<ReadLane> lane)
{
    if (m_lane) {
        m_lane->giveUp(this);
        m_lane->disconnect(this);
    }
    m_lane = std::move(lane);
    connect(m_lane.get(), &ReadLane::freed, this, &HttpDispatcher::dispatch, Qt::QueuedConnection);
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
        m_lane->leave();
}

void HttpDispatcher::closeGate(milliseconds wait)
{
    const milliseconds capped = std::min(wait, longestGate);
    if (m_gate.isActive() && m_gate.remainingTimeAsDuration() >= capped)
        return;
    m_gate.start(capped);
    m_budget->pauseFor(capped, std::chrono::steady_clock::now());
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

bool HttpDispatcher::isWayKnown()
{
    m_route->prepare();
    if (m_route->isKnown())
        return true;
    if (!m_search.isActive())
        m_search.start(m_settings.attemptDeadline);
    return false;
}

void HttpDispatcher::wayIsKnown()
{
    m_search.stop();
    m_route->applyTo(lane().manager());
    dispatch();
}

void HttpDispatcher::wayIsNotFound()
{
    QList<QPointer<HttpExchange>> waiting;
    for (HttpExchange *exchange : std::as_const(m_waiting))
        waiting += exchange;
    for (const QPointer<HttpExchange> &exchange : std::as_const(waiting)) {
        if (exchange)
            exchange->wayIsNotFound();
    }
}

void HttpDispatcher::dispatch()
{
    if (!startWhatMayGo() && m_lane)
        m_lane->giveUp(this);
}

bool HttpDispatcher::startWhatMayGo()
{
    while (!m_gate.isActive() && !m_waiting.isEmpty() && isWayKnown()) {
        const milliseconds pause = m_budget->pause(std::chrono::steady_clock::now());
        if (pause.count() > 0) {
            closeGate(pause);
            return false;
        }
        HttpExchange *next = takeStartable();
        if (!next)
            return m_isWaitingForTurn;
        next->begin();
    }
    return false;
}

bool HttpDispatcher::mayRead()
{
    // Qt remembers a login with its manager, and takes up to five seconds to make one forget.
    if (m_isLoginNew && m_readsInFlight.isEmpty()) {
        setLane(std::make_shared<ReadLane>(*m_route));
        m_isLoginNew = false;
    }
    return !m_isLoginNew && m_readsInFlight.size() < maxReadsInFlight;
}

HttpExchange *HttpDispatcher::takeStartable()
{
    const auto now = std::chrono::steady_clock::now();
    std::optional<milliseconds> shortest;
    m_isWaitingForTurn = false;
    for (HttpExchange *exchange : std::as_const(m_all)) {
        const bool isRead = !exchange->isMutating();
        if (!m_waiting.contains(exchange) || (isRead && (m_isWaitingForTurn || !mayRead())))
            continue;
        if (const milliseconds wait = m_budget->wait(exchange->method(), now); wait.count() > 0) {
            shortest = std::min(wait, shortest.value_or(wait));
            continue;
        }
        if (isRead && !lane().isTurnOf(this)) {
            m_isWaitingForTurn = true;
            continue;
        }
        m_waiting.remove(exchange);
        if (isRead) {
            m_readsInFlight.insert(exchange);
            lane().enter(this);
        }
        return exchange;
    }
    if (shortest)
        m_pace.start(*shortest);
    return nullptr;
}
