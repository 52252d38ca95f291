// SPDX-License-Identifier: MIT
#pragma once

#include "net/httpattempt.h"

class HttpDispatcher;
class RateBudget;

/// One request of a caller with all its attempts: waits for its turn, sends, decides about the next attempt
/// and hands the job its result. Ownership: child of the job, so that it stops when nobody waits for it.
class HttpExchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpExchange)

public:
    HttpExchange(HttpDispatcher &dispatcher, const HttpRequest &request, JobOf<HttpAnswer> *job);
    ~HttpExchange() override;

    [[nodiscard]] HttpRequest::Method method() const { return m_request.method; }
    [[nodiscard]] bool isMutating() const { return m_request.isMutating(); }

    /// The dispatcher's calls: it is your turn; the gate is closed for `wait`; nobody knows the way out of
    /// this machine; the client dies.
    void begin();
    void waitAtGate(std::chrono::milliseconds wait);
    void wayIsNotFound();
    void dispatcherGone();

private:
    void abort();
    void attemptEnded();
    void giveBackPlace(const AttemptResult &attempt);
    void finish(AttemptResult &&attempt);
    /// True when another attempt is on its way.
    bool tryAgain(const AttemptResult &attempt, Error &error);
    void fail(Error error);
    void leave();
    [[nodiscard]] Error errorOf(const AttemptResult &attempt) const;
    [[nodiscard]] Error ourError(Error::Kind kind, Error::Outcome outcome, const QString &technical) const;
    [[nodiscard]] HttpAnswer answerOf(AttemptResult &&attempt) const;
    /// Without the credential, should the server repeat it.
    [[nodiscard]] QString harmless(const QString &strangersWords) const;

    HttpDispatcher *m_dispatcher;
    const HttpRequest m_request;
    JobOf<HttpAnswer> *m_job;
    HttpAttempt *m_attempt = nullptr;
    std::shared_ptr<RateBudget> m_budget; ///< in which the running attempt has its place
    quint64 m_place = 0;
    QTimer m_backoff;
    int m_attempts = 0;
    bool m_isDone = false;
};
