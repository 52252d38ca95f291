// SPDX-License-Identifier: MIT
#include "net/httpattempt.h"

#include "net/httpdate.h"
#include "net/requestbuilder.h"
#include "net/singleshotbody.h"
#include "net/tlstext.h"

#include <algorithm>

namespace {

constexpr qint64 readStep = 64LL * 1024;
constexpr qint64 replyBuffer = 256LL * 1024;
/// What one turn of the event loop reads at most; decompression happens inside the reading.
constexpr qint64 readPerTurn = 1024LL * 1024;
/// Beside the body, for readers that look at whole blocks (see JsonDom).
constexpr qint64 roomBehindBody = 64;
constexpr qsizetype longestRequestId = 200;

/// Untrusted, and meant to be pasted into a support ticket: one line, printable ASCII, short.
QString requestIdOf(const QNetworkReply &reply)
{
    for (const char *name : {"X-Request-Id", "Request-Id", "X-RequestId", "X-Correlation-Id",
             "X-Amzn-RequestId", "X-Amz-Request-Id", "X-Amzn-Trace-Id"}) {
        QByteArray id = reply.rawHeader(name).trimmed().left(longestRequestId);
        id.removeIf([](char c) { return c < 0x20 || c > 0x7e; });
        if (!id.isEmpty())
            return QString::fromLatin1(id);
    }
    return {};
}

QByteArray mediaType(const QByteArray &header)
{
    return header.split(';').constFirst().trimmed().toLower();
}

bool isBeforeConnection(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
    case QNetworkReply::ProtocolUnknownError:
        return true;
    default:
        return false;
    }
}

Error::Kind kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return Error::Kind::Tls;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return Error::Kind::Protocol;
    default:
        return Error::Kind::Network;
    }
}

} // namespace

HttpAttempt::HttpAttempt(const HttpSettings &settings, const HttpRequest &request,
    std::shared_ptr<ProxyRoute> route, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_request(request)
    , m_route(std::move(route))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { stop(AttemptResult::End::Deadline); });
}

HttpAttempt::~HttpAttempt()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

void HttpAttempt::start(
    QNetworkAccessManager &reads, const QNetworkRequest &wireRequest, const QDateTime &nowUtc)
{
    m_now = nowUtc;
    m_elapsed.start();
    m_deadline.start(m_settings.attemptDeadline);
    if (!m_request.isMutating()) {
        m_reply = reads.get(wireRequest);
    } else {
        m_ownTransport = std::make_unique<Transport>(*m_route);
        auto *body = new SingleShotBody(m_request.json.value_or(QByteArray()));
        m_body = body;
        m_reply = m_ownTransport->manager().sendCustomRequest(wireRequest, methodName(m_request), body);
        body->setParent(m_reply);
    }
    watch();
}

void HttpAttempt::watch()
{
    QNetworkReply *reply = m_reply;
    reply->setReadBufferSize(replyBuffer);
    connect(reply, &QNetworkReply::encrypted, this, [this] { m_isEncrypted = true; });
    connect(reply, &QNetworkReply::requestSent, this, [this] { m_hasSentSomething = true; });
    connect(reply, &QNetworkReply::sslErrors, this,
        [this](const QList<QSslError> &errors) { m_tlsErrors += errors; });
    connect(reply, &QNetworkReply::metaDataChanged, this, &HttpAttempt::readHeaders);
    connect(reply, &QNetworkReply::readyRead, this, &HttpAttempt::readSome);
    connect(reply, &QNetworkReply::finished, this, &HttpAttempt::replyFinished);
}

void HttpAttempt::cancel()
{
    stop(AttemptResult::End::Cancelled);
}

qint64 HttpAttempt::cap() const
{
    return m_result.status >= 300 ? m_settings.maxErrorBodyBytes : m_settings.maxBodyBytes;
}

void HttpAttempt::readHeaders()
{
    if (m_isStopped)
        return;
    m_result.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_result.status == 0)
        return;
    m_result.contentType = mediaType(m_reply->rawHeader("Content-Type"));
    m_result.requestId = requestIdOf(*m_reply);
    m_result.retryAfter = m_reply->rawHeader("Retry-After");
    m_result.rateLimitReset = m_reply->rawHeader("X-RateLimit-Reset");
    m_result.rateLimitRemaining = m_reply->rawHeader("X-RateLimit-Remaining");
    m_result.serverTime = parseHttpDate(m_reply->rawHeader("Date"), m_now);
    m_result.location = m_reply->url().resolved(QUrl::fromEncoded(m_reply->rawHeader("Location")));
    const qint64 length = m_reply->rawHeader("Content-Length").toLongLong();
    if (m_result.status < 300 && length > cap())
        stop(AttemptResult::End::TooLarge);
    else if (length > 0 && length <= cap())
        m_result.body.reserve(length + roomBehindBody);
}

void HttpAttempt::readSome()
{
    qint64 turn = 0;
    while (!m_isStopped && turn < readPerTurn) {
        const qint64 step = readStepInto(m_result.body);
        if (step <= 0)
            break;
        turn += step;
        if (m_result.body.size() > cap()) {
            m_result.body.truncate(cap());
            stop(m_result.status >= 300 ? AttemptResult::End::Complete : AttemptResult::End::TooLarge);
        }
    }
    if (m_isStopped)
        return;
    if (turn < readPerTurn) {
        if (m_isReplyFinished)
            conclude();
    } else if (!m_isReadScheduled) {
        m_isReadScheduled = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_isReadScheduled = false;
                readSome();
            },
            Qt::QueuedConnection);
    }
}

/// Straight behind what is there, as far as room was made: a list is megabytes. The bytes that came, or none.
qint64 HttpAttempt::readStepInto(QByteArray &body)
{
    const qsizetype before = body.size();
    const qint64 room = std::min<qint64>(readStep, body.capacity() - before - roomBehindBody);
    if (room <= 0) { // no length was told, or one that is wrong, as that of a packed body is
        body += m_reply->read(readStep);
        return body.size() - before;
    }
    body.resize(before + room);
    const qint64 came = std::max<qint64>(0, m_reply->read(body.data() + before, room));
    body.truncate(before + came);
    return came;
}

void HttpAttempt::replyFinished()
{
    if (m_isStopped)
        return;
    m_isReplyFinished = true;
    readHeaders();
    readSome();
}

void HttpAttempt::stop(AttemptResult::End end)
{
    if (m_isStopped)
        return;
    m_isStopped = true;
    m_result.end = end;
    m_deadline.stop();
    // A reply that failed already is about to finish; Qt complains about a second reason.
    if (m_reply && m_reply->error() == QNetworkReply::NoError)
        m_reply->abort();
    // "It has not left" is only true once nothing can leave any more.
    if (m_ownTransport && !mayHaveLeft())
        m_ownTransport->whenWorkedOff(this, [this] { conclude(); });
    else
        QMetaObject::invokeMethod(this, &HttpAttempt::conclude, Qt::QueuedConnection);
}

void HttpAttempt::conclude()
{
    m_deadline.stop();
    if (!m_isStopped) {
        m_isStopped = true;
        readFailure();
    }
    m_result.mayHaveLeft = mayHaveLeft();
    m_result.duration = std::chrono::milliseconds(m_elapsed.elapsed());
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->deleteLater();
    }
    Q_EMIT ended();
}

void HttpAttempt::readFailure()
{
    m_error = m_reply->error();
    const bool isAnswered = m_result.status >= 300;
    if (m_error == QNetworkReply::NoError || isAnswered)
        return;
    if (m_result.status != 0 && m_error == QNetworkReply::UnknownContentError) {
        m_result.end = AttemptResult::End::BadEncoding;
    } else {
        m_result.end = AttemptResult::End::Broken;
        m_result.brokenKind = kindOf(m_error);
        if (const auto trouble = proxyTrouble()) {
            m_result.brokenKind = Error::Kind::Proxy;
            m_result.proxy = *trouble;
        }
    }
    m_result.technical = m_reply->errorString();
    if (m_error == QNetworkReply::SslHandshakeFailedError)
        m_result.technical = tlsText(m_tlsErrors, m_result.technical);
    else if (m_error == QNetworkReply::ContentReSendError)
        m_result.technical = tr("The server closed the connection without an answer.");
}

std::optional<ProxyTrouble> HttpAttempt::proxyTrouble() const
{
    const bool isConnected = m_isEncrypted || m_hasSentSomething || m_result.status != 0;
    return isConnected ? std::nullopt
                       : m_route->troubleOf(m_error, m_reply ? m_reply->errorString() : QString());
}

/// Qt reports what it wrote from a thread of its own, and an abort may swallow the report. Reliable are only:
/// an error of connecting, and that Qt waits for our reaction to a finished handshake before it writes.
bool HttpAttempt::mayHaveLeft() const
{
    if (m_result.status != 0 || m_hasSentSomething || (m_body && m_body->wasTouched()))
        return true;
    const bool isFreshTls = m_ownTransport && m_settings.baseUrl.scheme() == QLatin1String("https");
    return !isBeforeConnection(m_error) && !proxyTrouble() && (m_isEncrypted || !isFreshTls);
}
