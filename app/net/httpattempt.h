// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "net/httpclient.h"
#include "net/proxyroute.h"
#include "net/transport.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QPointer>
#include <QSslError>
#include <QTimer>

class SingleShotBody;

/// How one attempt ended and what came back until then.
struct AttemptResult
{
    enum class End {
        Complete, ///< answered; a body with status >= 300 may be cut at its cap
        Broken, ///< the connection failed or broke
        TooLarge, ///< more than the cap
        BadEncoding, ///< the compressed body is damaged or a bomb
        Deadline,
        Cancelled,
    };

    End end = End::Complete;
    int status = 0; ///< 0 = no answer
    bool mayHaveLeft = false; ///< false only where it is certain that the server never saw the request
    Error::Kind brokenKind = Error::Kind::Network; ///< for Broken
    ProxyTrouble proxy = ProxyTrouble::None; ///< for Broken by a proxy
    QString technical;
    QByteArray contentType;
    QByteArray body;
    QString requestId;
    QByteArray retryAfter;
    QByteArray rateLimitReset;
    QByteArray rateLimitRemaining;
    QUrl location;
    QDateTime serverTime;
    std::chrono::milliseconds duration{0};
};

/// One request on the wire, once: deadline, caps, and the knowledge whether it may have left. Ends exactly
/// once with ended(), never inside start() or cancel(), unless deleted before. A mutating request brings its
/// own manager, so that it travels on a connection nobody used before.
class HttpAttempt final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpAttempt)

public:
    HttpAttempt(const HttpSettings &settings, const HttpRequest &request, std::shared_ptr<ProxyRoute> route,
        QObject *parent);
    ~HttpAttempt() override;

    /// `reads` carries a GET and must outlive the attempt or be preceded by cancel().
    void start(QNetworkAccessManager &reads, const QNetworkRequest &wireRequest, const QDateTime &nowUtc);
    void cancel();

    [[nodiscard]] AttemptResult takeResult() { return std::move(m_result); }

Q_SIGNALS:
    void ended();

private:
    void watch();
    void readHeaders();
    void readSome();
    [[nodiscard]] qint64 readStepInto(QByteArray &body);
    void replyFinished();
    void stop(AttemptResult::End end);
    void conclude();
    void readFailure();
    [[nodiscard]] bool mayHaveLeft() const;
    [[nodiscard]] std::optional<ProxyTrouble> proxyTrouble() const;
    [[nodiscard]] qint64 cap() const;

    const HttpSettings m_settings;
    const HttpRequest m_request;
    const std::shared_ptr<ProxyRoute> m_route;
    QDateTime m_now;
    std::unique_ptr<Transport> m_ownTransport;
    QPointer<QNetworkReply> m_reply;
    QPointer<SingleShotBody> m_body;
    QTimer m_deadline;
    QElapsedTimer m_elapsed;
    QList<QSslError> m_tlsErrors;
    AttemptResult m_result;
    QNetworkReply::NetworkError m_error = QNetworkReply::NoError;
    bool m_isEncrypted = false;
    bool m_hasSentSomething = false;
    bool m_isReplyFinished = false;
    bool m_isReadScheduled = false;
    bool m_isStopped = false;
};
