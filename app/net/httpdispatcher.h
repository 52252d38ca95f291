// SPDX-License-Identifier: MIT
#pragma once

#include "net/httpclient.h"
#include "net/proxyroute.h"
#include "net/ratebudget.h"
#include "net/readlanes.h"

#include <QSet>
#include <QTimer>

class HttpExchange;

/// Who may go now: the order of an account's requests, the way out of this machine, the budget of the
/// credential, the gate that a 429 closes, and the number of reads in flight. Requests that wait are unsent,
/// so stopping them is always NotSent. Thread: one.
class HttpDispatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpDispatcher)

public:
    HttpDispatcher(
        HttpSettings settings, HttpClient::AuthorizationSupplier authorization, const Clock &clock);
    /// Ends every request that is not finished yet.
    ~HttpDispatcher() override;

    [[nodiscard]] const HttpSettings &settings() const { return m_settings; }
    [[nodiscard]] QByteArray authorization() const;
    [[nodiscard]] QDateTime nowUtc() const { return m_clock.nowUtc(); }
    [[nodiscard]] QNetworkAccessManager &reads() { return lane().manager(); }
    [[nodiscard]] const std::shared_ptr<ProxyRoute> &route() const { return m_route; }
    [[nodiscard]] const std::shared_ptr<RateBudget> &budget() const { return m_budget; }
    [[nodiscard]] QDateTime gatedUntil() const;
    /// Whether a request that comes now has to wait at the gate, or before one that another client closed.
    [[nodiscard]] bool isGated() const;

    void setProxyPassword(HttpClient::AuthorizationSupplier password);
    void setLoginEnd(const QDateTime &end) { m_loginEnd = end; }
    [[nodiscard]] const QDateTime &loginEnd() const { return m_loginEnd; }
    void setBudget(std::shared_ptr<RateBudget> budget);
    /// From now on it reads where others with the same settings do. Nothing is under way.
    void shareReads(ReadLanes &lanes);

    void join(HttpExchange *exchange);
    void leave(HttpExchange *exchange);
    /// The exchange waits for its turn, in the order of join().
    void enqueue(HttpExchange *exchange);
    /// The attempt of a started exchange is over.
    void release(HttpExchange *exchange);
    /// Nothing of this account leaves before `wait` has passed. A shorter wait than the running one changes
    /// nothing.
    void closeGate(std::chrono::milliseconds wait);

Q_SIGNALS:
    void gateClosed(std::chrono::milliseconds wait);
    void attemptFinished(const HttpLogEntry &entry);

private:
    void dispatch();
    /// The next that may go; otherwise null, and when to look again if it is only a question of time.
    HttpExchange *takeStartable();
    [[nodiscard]] bool isWayKnown();
    /// Begins what may begin; true when a read waits for its turn in the lane.
    bool startWhatMayGo();
    [[nodiscard]] ReadLane &lane();
    void setLane(std::shared_ptr<ReadLane> lane);
    /// False while reads with the former login at the proxy are under way; the last one's end dispatches.
    [[nodiscard]] bool mayRead();
    void wayIsKnown();
    void wayIsNotFound();

    const HttpSettings m_settings;
    const HttpClient::AuthorizationSupplier m_authorization;
    const Clock &m_clock;
    const std::shared_ptr<ProxyRoute> m_route;
    std::shared_ptr<RateBudget> m_budget;
    std::shared_ptr<ReadLane> m_lane; ///< null until it is needed
    bool m_isWaitingForTurn = false; ///< a read could go but for the lane
    bool m_isLoginNew = false; ///< the reads' connections belong to the former one
    QTimer m_gate;
    QTimer m_pace; ///< until the budget lets the next one go
    QTimer m_search; ///< while the way is being found
    QDateTime m_gatedUntil;
    QDateTime m_loginEnd;
    QList<HttpExchange *> m_all; ///< in the order of join()
    QSet<HttpExchange *> m_waiting;
    QSet<HttpExchange *> m_readsInFlight;
};
