// SPDX-License-Identifier: MIT
#include "net/httpexchange.h"

#include "core/secret.h"
#include "net/errorbody.h"
#include "net/httpdispatcher.h"
#include "net/redaction.h"
#include "net/requestbuilder.h"
#include "net/retrypolicy.h"

#include <QRandomGenerator>

#include <utility>

using std::chrono::milliseconds;

namespace {

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

Error::Kind kindOfEnd(const AttemptResult &attempt, bool isMutating)
{
    switch (attempt.end) {
    case AttemptResult::End::Deadline:
        return Error::Kind::Timeout;
    case AttemptResult::End::Cancelled:
        return Error::Kind::Cancelled;
    case AttemptResult::End::Broken:
        // Half an answer to a change is worse than none: it says that something happened, not what.
        return isMutating && isSuccess(attempt.status) ? Error::Kind::Protocol : attempt.brokenKind;
    case AttemptResult::End::TooLarge:
    case AttemptResult::End::BadEncoding:
    case AttemptResult::End::Complete:
        break;
    }
    return Error::Kind::Protocol;
}

QString technicalOf(const AttemptResult &attempt)
{
    switch (attempt.end) {
    case AttemptResult::End::Deadline:
        return attempt.status == 0 ? HttpExchange::tr("No answer within the time limit.")
                                   : HttpExchange::tr("The answer was not complete within the time limit.");
    case AttemptResult::End::TooLarge:
        return HttpExchange::tr("The answer is larger than allowed.");
    case AttemptResult::End::BadEncoding:
        return HttpExchange::tr("The compressed answer is damaged or too large.");
    case AttemptResult::End::Complete:
    case AttemptResult::End::Broken:
    case AttemptResult::End::Cancelled:
        break;
    }
    return attempt.technical;
}

/// Where a redirect wanted to go: never the path or query, which belong to somebody else.
QString redirectText(const QUrl &target)
{
    return target.host().isEmpty()
        ? HttpExchange::tr("The server answered with a redirect, which is never followed.")
        : HttpExchange::tr("The server answered with a redirect to %1, which is never followed.")
              .arg(target.host());
}

/// Dates are compared with the server's own clock where it told it.
std::optional<milliseconds> prescribedWait(const AttemptResult &attempt, const QDateTime &nowUtc)
{
    const QDateTime now = attempt.serverTime.isValid() ? attempt.serverTime : nowUtc;
    const auto wait = parseRetryAfter(attempt.retryAfter, now);
    if (wait || attempt.status != 429)
        return wait;
    return parseRateLimitReset(attempt.rateLimitReset, now);
}

} // namespace

HttpExchange::HttpExchange(HttpDispatcher &dispatcher, const HttpRequest &request, JobOf<HttpAnswer> *job)
    : QObject(job)
    , m_dispatcher(&dispatcher)
    , m_request(request)
    , m_job(job)
{
    m_dispatcher->join(this);
    m_job->setAbortHandler([this] { abort(); });
    m_backoff.setSingleShot(true);
    connect(&m_backoff, &QTimer::timeout, this, [this] {
        if (m_dispatcher)
            m_dispatcher->enqueue(this);
    });
    const QString reason = refusal(m_dispatcher->settings(), m_request);
    const QString &untrusted = m_dispatcher->settings().authorityTrouble;
    if (!reason.isEmpty())
        fail(ourError(Error::Kind::Invalid, Error::Outcome::NotSent, reason));
    else if (!untrusted.isEmpty())
        fail(ourError(Error::Kind::Tls, Error::Outcome::NotSent, untrusted));
    else if (m_request.isMutating() || m_dispatcher->isGated())
        m_backoff.start(0); // whoever began it wants to hear that it leaves, or waits
    else
        m_dispatcher->enqueue(this); // a reading is on its way while the caller goes on
}

HttpExchange::~HttpExchange()
{
    giveBackPlace({});
    leave();
}

void HttpExchange::leave()
{
    m_isDone = true;
    m_backoff.stop();
    if (HttpDispatcher *dispatcher = std::exchange(m_dispatcher, nullptr))
        dispatcher->leave(this);
}

void HttpExchange::begin()
{
    const QByteArray authorization = m_dispatcher->authorization();
    if (!isHeaderValue(authorization)) {
        fail(ourError(Error::Kind::Invalid, Error::Outcome::NotSent,
            HttpExchange::tr("The credential contains a line break or another control character.")));
        return;
    }
    if (isMutating()) {
        const QPointer<HttpExchange> alive(this);
        Q_EMIT m_job->leaving();
        if (!alive || m_isDone || !m_dispatcher)
            return;
    }
    ++m_attempts;
    m_budget = m_dispatcher->budget();
    m_place = m_budget->take(m_request.method, std::chrono::steady_clock::now());
    m_attempt = new HttpAttempt(m_dispatcher->settings(), m_request, m_dispatcher->route(), this);
    connect(m_attempt, &HttpAttempt::ended, this, &HttpExchange::attemptEnded);
    m_attempt->start(m_dispatcher->reads(),
        networkRequest(m_dispatcher->settings(), m_request, authorization), m_dispatcher->nowUtc());
}

void HttpExchange::waitAtGate(milliseconds wait)
{
    if (wait > m_dispatcher->settings().longestRetryAfter) {
        Error error = ourError(Error::Kind::RateLimited, Error::Outcome::NotSent,
            HttpExchange::tr("The service asked this account to wait longer than a request waits."));
        error.retryAfter = wait;
        fail(std::move(error));
        return;
    }
    Q_EMIT m_job->retryScheduled(m_attempts + 1, wait);
}

void HttpExchange::wayIsNotFound()
{
    Error error = ourError(Error::Kind::Proxy, Error::Outcome::NotSent,
        HttpExchange::tr("This computer did not say within the time limit which proxy to use."));
    error.proxy = ProxyTrouble::Unreachable;
    fail(std::move(error));
}

void HttpExchange::giveBackPlace(const AttemptResult &attempt)
{
    const std::shared_ptr<RateBudget> budget = std::exchange(m_budget, nullptr);
    if (!budget)
        return;
    RateHeaders headers;
    bool isNumber = false;
    headers.remaining = attempt.rateLimitRemaining.trimmed().toInt(&isNumber);
    if (!isNumber || headers.remaining < 0)
        headers.remaining = -1;
    if (m_dispatcher)
        headers.resetIn = parseRateLimitReset(attempt.rateLimitReset,
            attempt.serverTime.isValid() ? attempt.serverTime : m_dispatcher->nowUtc());
    budget->ended(m_place, headers, std::chrono::steady_clock::now());
}

void HttpExchange::dispatcherGone()
{
    m_dispatcher = nullptr;
    abort();
}

void HttpExchange::abort()
{
    if (m_isDone)
        return;
    if (m_attempt) {
        m_attempt->cancel();
        return;
    }
    const bool wasSent = m_attempts > 0;
    fail(ourError(
        Error::Kind::Cancelled, wasSent ? Error::Outcome::Refused : Error::Outcome::NotSent, QString()));
}

void HttpExchange::attemptEnded()
{
    AttemptResult attempt = m_attempt->takeResult();
    std::exchange(m_attempt, nullptr)->deleteLater();
    attempt.requestId = harmless(attempt.requestId);
    giveBackPlace(attempt);
    const HttpLogEntry entry{QString::fromLatin1(methodName(m_request)), m_request.path, attempt.status,
        attempt.duration, attempt.requestId, attempt.serverTime,
        attempt.end == AttemptResult::End::Cancelled};
    const QPointer<HttpDispatcher> dispatcher(m_dispatcher);
    if (dispatcher && attempt.status == 0 && !entry.wasStopped)
        dispatcher->route()->doubt();
    if (dispatcher)
        dispatcher->release(this);
    finish(std::move(attempt));
    // Last, because a listener may destroy the client or the job.
    if (dispatcher)
        Q_EMIT dispatcher->attemptFinished(entry);
}

void HttpExchange::finish(AttemptResult &&attempt)
{
    if (isSuccess(attempt.status) && attempt.end == AttemptResult::End::Complete) {
        HttpAnswer answer = answerOf(std::move(attempt));
        leave();
        m_job->deliver(std::move(answer));
        return;
    }
    Error error = errorOf(attempt);
    const QPointer<HttpExchange> alive(this);
    const bool goesOn =
        m_dispatcher && attempt.end != AttemptResult::End::Cancelled && tryAgain(attempt, error);
    if (alive && !m_isDone && !goesOn)
        fail(std::move(error));
}

bool HttpExchange::tryAgain(const AttemptResult &attempt, Error &error)
{
    const HttpSettings &settings = m_dispatcher->settings();
    AttemptOutcome outcome;
    outcome.isMutating = isMutating();
    outcome.attempt = m_attempts;
    outcome.maxAttempts = settings.maxAttempts;
    outcome.kind = error.kind;
    outcome.httpStatus = error.httpStatus;
    outcome.retryAfter = prescribedWait(attempt, m_dispatcher->nowUtc());
    outcome.firstBackoff = settings.firstBackoff;
    outcome.longestBackoff = settings.longestBackoff;
    outcome.longestRetryAfter = settings.longestRetryAfter;
    outcome.jitter = QRandomGenerator::global()->generateDouble();
    const bool isRateLimited = attempt.status == 429;
    if (isRateLimited && !outcome.retryAfter)
        outcome.retryAfter = backoff(outcome);
    error.retryAfter = outcome.retryAfter;

    const std::optional<milliseconds> wait = retryDecision(outcome);
    const QPointer<HttpExchange> alive(this);
    if (isRateLimited)
        m_dispatcher->closeGate(*outcome.retryAfter);
    if (!wait || !alive || m_isDone)
        return false;
    if (isRateLimited) {
        m_dispatcher->enqueue(this);
    } else {
        m_backoff.start(*wait);
        Q_EMIT m_job->retryScheduled(m_attempts + 1, *wait);
    }
    return true;
}

void HttpExchange::fail(Error error)
{
    leave();
    m_job->deliver(std::move(error));
}

Error HttpExchange::ourError(Error::Kind kind, Error::Outcome outcome, const QString &technical) const
{
    Error error;
    error.kind = kind;
    error.outcome = outcome;
    error.technical = harmless(technical);
    error.request = requestLine(m_request);
    error.when = m_dispatcher ? m_dispatcher->nowUtc() : QDateTime::currentDateTimeUtc();
    return error;
}

Error HttpExchange::errorOf(const AttemptResult &attempt) const
{
    const bool isAnswered = attempt.status != 0 && !isSuccess(attempt.status);
    if (!isAnswered) {
        const auto sent = isMutating() ? Error::Outcome::Unknown : Error::Outcome::Refused;
        Error error = ourError(kindOfEnd(attempt, isMutating()),
            attempt.mayHaveLeft ? sent : Error::Outcome::NotSent, technicalOf(attempt));
        error.httpStatus = attempt.status;
        error.requestId = attempt.requestId;
        error.proxy = attempt.proxy;
        return error;
    }
    const Error byStatus = errorFromStatus(attempt.status, isMutating());
    const bool isRedirect = byStatus.kind == Error::Kind::Protocol;
    Error error = ourError(
        byStatus.kind, byStatus.outcome, isRedirect ? redirectText(attempt.location) : attempt.technical);
    ErrorBody body = parseErrorBody(attempt.contentType, attempt.body);
    // By the service's clock where it tells it: ours may be wrong.
    const QDateTime now = attempt.serverTime.isValid() ? attempt.serverTime : error.when;
    if (error.kind == Error::Kind::Auth && m_dispatcher && m_dispatcher->loginEnd().isValid()
        && m_dispatcher->loginEnd() <= now)
        error.loginEnded = m_dispatcher->loginEnd();
    error.httpStatus = attempt.status;
    error.serverText = harmless(body.text);
    for (const FieldError &field : std::as_const(body.fieldErrors))
        error.fieldErrors += {harmless(field.field), harmless(field.code), harmless(field.message)};
    error.requestId = body.requestId.isEmpty() ? attempt.requestId : harmless(body.requestId);
    return error;
}

QString HttpExchange::harmless(const QString &strangersWords) const
{
    QByteArray authorization = m_dispatcher ? m_dispatcher->authorization() : QByteArray();
    const QString words = withoutSecrets(strangersWords, authorization);
    wipe(authorization);
    return words;
}

HttpAnswer HttpExchange::answerOf(AttemptResult &&attempt) const
{
    HttpAnswer answer;
    answer.status = attempt.status;
    answer.contentType = attempt.contentType;
    answer.body = std::move(attempt.body);
    answer.requestId = attempt.requestId;
    answer.request = requestLine(m_request);
    answer.serverTime = attempt.serverTime;
    return answer;
}
