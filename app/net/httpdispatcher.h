// SPDX-License-Identifier: MIT
#pragma once

#include "net/httpclient.h"
#include "net/transport.h"

#include <QSet>
#include <QTimer>

class HttpExchange;

/// Who may go now: the order of an account's requests, the gate that a 429 closes, and the number of reads in
/// flight. Requests that wait are unsent, so stopping them is always NotSent. Thread: one.
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
    [[nodiscard]] QNetworkAccessManager &reads() { return m_reads.manager(); }
    [[nodiscard]] QDateTime gatedUntil() const;

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
    HttpExchange *takeStartable();

    const HttpSettings m_settings;
    const HttpClient::AuthorizationSupplier m_authorization;
    const Clock &m_clock;
    Transport m_reads;
    QTimer m_gate;
    QDateTime m_gatedUntil;
    QList<HttpExchange *> m_all; ///< in the order of join()
    QSet<HttpExchange *> m_waiting;
    QSet<HttpExchange *> m_readsInFlight;
};
