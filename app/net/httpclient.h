// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/clock.h"
#include "core/job.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class RateBudget;
class ReadLanes;

/// One request of an API, relative to the account's base URL.
struct HttpRequest
{
    enum class Method { Get, Post, Delete };

    Method method = Method::Get;
    QString
        path; ///< begins with '/', already percent-encoded (see pathSegment), appended to the base URL's path
    QUrlQuery query;
    std::optional<QByteArray> json; ///< body; none = no body at all
    QByteArray accept = QByteArrayLiteral("application/json");

    /// Everything but GET changes something at the server and leaves exactly once.
    [[nodiscard]] bool isMutating() const { return method != Method::Get; }
};

/// A complete answer with a 2xx status. Everything else becomes an Error.
struct HttpAnswer
{
    int status = 0;
    QByteArray contentType; ///< lower case, without parameters; empty when the server named none
    QByteArray body; ///< decompressed, under the cap
    QString requestId;
    QString request; ///< method and path, for Error::request
    QDateTime serverTime; ///< the Date header in UTC; invalid when absent
};

/// How a client talks. One account = one HttpClient = one settings value.
struct HttpSettings
{
    QUrl baseUrl;
    QByteArray userAgent;
    std::chrono::milliseconds attemptDeadline{60'000}; ///< total time of one attempt, our own timer
    std::chrono::milliseconds firstBackoff{500}; ///< wait before the second attempt; doubles, jittered
    std::chrono::milliseconds longestBackoff{20'000};
    std::chrono::milliseconds longestRetryAfter{120'000}; ///< a server that asks for more gets no retry
    int maxAttempts = 3; ///< of a GET
    qint64 maxBodyBytes = 64LL * 1024 * 1024; ///< of an answer, on the wire and decompressed
    qint64 maxErrorBodyBytes = 256LL * 1024; ///< of an answer with status >= 300
    bool allowPlainHttp = false; ///< http to other than loopback
    ProxyChoice proxy; ///< loopback never goes through one, whatever is chosen
    QList<QSslCertificate> extraAuthorities; ///< trusted beside the system's
    QString authorityTrouble; ///< why those cannot be had: nothing is sent (Tls); empty = all is well
};

/// One finished attempt, for the log: never a body, never a header.
struct HttpLogEntry
{
    QString method;
    QString path;
    int status = 0; ///< 0 = no answer
    std::chrono::milliseconds duration{0};
    QString requestId;
    QDateTime serverTime; ///< the Date header in UTC; invalid when absent
    bool wasStopped = false; ///< by ourselves: nothing is known about the service
};

/// All HTTP of one account.
///
/// - POST and DELETE leave exactly once on a fresh connection. QNetworkAccessManager repeats a request by
/// itself
///   when an HTTP/1.1 server closes without answering; a sequential, unbuffered body prevents it
///   (SingleShotBody). Without an answer they end as Outcome::Unknown.
/// - A GET is on its way when send() returns, unless it has to wait; a change leaves from the event loop, so
///   that its caller can listen for Job::leaving first.
/// - GET is tried up to `maxAttempts` times by retryDecision() (retrypolicy.h), announced by
/// Job::retryScheduled.
/// - 429 closes the gate of the whole account until Retry-After (seconds or HTTP date), X-RateLimit-Reset or
///   the back-off has passed, one hour at most; requests made meanwhile wait (mutating ones too, unsent:
///   abort() of them is NotSent), or end at once as RateLimited/NotSent when it takes longer than
///   `longestRetryAfter`.
/// - The service's rates are kept before it complains (RateBudget), by everybody who shares a budget; a 429
///   and a spent allowance close the gates of all of them. A request that waits for its turn is unsent.
/// - The proxy of the settings is used for everything but loopback; what it refuses is Error::Kind::Proxy,
///   NotSent. The system's proxy is asked for in a thread of its own, since that may take long (PAC, WPAD).
/// - At most six reads are in flight; more wait for their turn, before their deadline starts, as they do
///   while the clients that share the connections have too many (ReadLane).
/// - Redirects are never followed; a 3xx is Error::Kind::Protocol and the credential goes nowhere else.
/// - Cookies are off, HTTP/2 is off for mutating requests, bodies are read in steps under the caps.
/// - http:// is refused (NotSent, Invalid) unless loopback or allowPlainHttp; so is a base URL with
/// credentials in it.
/// - Errors: by HTTP status, see errorFromStatus() in errorbody.h; Network, Timeout, Tls, Cancelled without
/// one.
///   A mutating request whose 2xx answer cannot be read whole ends as Protocol/Unknown with that httpStatus.
///
/// Ownership: of Session; jobs are owned by the caller. Destroying the client finishes its running jobs
/// (Cancelled; Unknown for sent mutating ones). Thread: one.
class HttpClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpClient)

public:
    /// Makes the whole value of the Authorization header at the moment of sending ("Token …"); empty = none.
    using AuthorizationSupplier = std::function<QByteArray()>;

    HttpClient(HttpSettings settings, AuthorizationSupplier authorization, const Clock &clock,
        QObject *parent = nullptr);
    ~HttpClient() override;

    /// Makes the password for the login of `settings().proxy.user` when the proxy asks; empty = not known.
    /// What an earlier one opened is closed.
    void setProxyPassword(AuthorizationSupplier password);
    /// When the credential runs out by its own words (UTC), to be told with a 401 after that; invalid =
    /// unknown.
    void setLoginEnd(const QDateTime &end);
    /// From now on its requests are counted there; a client begins with a budget of its own.
    void setBudget(std::shared_ptr<RateBudget> budget);

    /// Reads over the same connections as other clients with the same service and way to it. To be called
    /// before the first request.
    void shareReads(ReadLanes &lanes);

    [[nodiscard]] JobOf<HttpAnswer> *send(QObject *owner, const HttpRequest &request);

    [[nodiscard]] const HttpSettings &settings() const;
    /// By the clock that waits and dates go by.
    [[nodiscard]] QDateTime nowUtc() const;
    /// Until when the account waits because of a 429 (UTC); invalid when it does not.
    [[nodiscard]] QDateTime gatedUntil() const;

Q_SIGNALS:
    void gateClosed(std::chrono::milliseconds wait);
    void attemptFinished(const HttpLogEntry &entry);

private:
    class Private;
    std::unique_ptr<Private> d;
};
