// SPDX-License-Identifier: MIT
#pragma once

#include "net/httpattempt.h"

class HttpDispatcher;

/// One request of a caller with all its attempts: waits for its turn, sends, decides about the next attempt
/// and hands the job its result. Ownership: child of the job, so that it stops when nobody waits for it.
class HttpExchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpExchange)

public:
    HttpExchange(HttpDispatcher &dispatcher, const HttpRequest &request, JobOf<HttpAnswer> *job);
    ~HttpExchange() override;

    [[nodiscard]] bool isMutating() const { return m_request.isMutating(); }

    /// The dispatcher's calls: it is your turn; the gate is closed for `wait`; the client dies.
    void begin();
    void waitAtGate(std::chrono::milliseconds wait);
    void dispatcherGone();

private:
    void abort();
    void attemptEnded();
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
    QTimer m_backoff;
    int m_attempts = 0;
    bool m_isDone = false;
};
