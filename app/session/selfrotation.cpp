// SPDX-License-Identifier: MIT
#include "session/selfrotation.h"

#include "session/line.h"
#include "session/safekeeper.h"
#include "session/sessionprivate.h"
#include "store/journal.h"

#include <algorithm>
#include <utility>

SelfRotation::SelfRotation(
    Session &session, QObject *watcher, const TokenKey &key, const Persistence &persistence)
    : QObject(&session.d->safekeeper)
    , m_persistence(persistence)
    , m_key(key)
    , m_clock(session.d->clock)
    , m_safekeeper(session.d->safekeeper)
    , m_background(session.d->background)
    , m_session(&session)
    , m_line(session.d->line)
    , m_watcher(watcher)
    , m_known(session.token(key))
    , m_own(session.d->own)
    , m_token(session.d->knownOr(key))
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &SelfRotation::verify);
    connect(watcher, &QObject::destroyed, this, [this] {
        if (m_state.isFinished)
            deleteLater();
    });
    // What is in a locked vault must not stay in memory for a look.
    connect(&session, &Session::stateChanged, this, [this] {
        if (m_session->state() != Session::State::NeedsCredential || !m_newLine)
            return;
        if (m_state.isFinished)
            dropNewLine();
        else
            abort();
    });
}

SelfRotation::~SelfRotation() = default;

SelfRotation *SelfRotation::start(
    Session &session, QObject *watcher, const TokenKey &key, const Persistence &persistence)
{
    auto *rotation = new SelfRotation(session, watcher, key, persistence);
    rotation->begin();
    return rotation;
}

JobOf<IssueReceipt> *SelfRotation::job(Session &session, QObject *owner, const TokenKey &key)
{
    auto *told = new JobOf<IssueReceipt>(owner);
    SelfRotation *rotation = start(session, told, key);
    connect(rotation, &SelfRotation::leaving, told, &Job::leaving);
    connect(rotation, &SelfRotation::retryScheduled, told, &Job::retryScheduled);
    told->setAbortHandler([guard = QPointer<SelfRotation>(rotation)] {
        if (guard)
            guard->abort();
    });
    connect(rotation, &SelfRotation::finished, told, [told, rotation] {
        const bool isRotated = rotation->state().isDone(Step::Rotate);
        told->deliver(isRotated ? Result<IssueReceipt>(rotation->receipt())
                                : Result<IssueReceipt>(*rotation->state().error));
    });
    Error ended;
    ended.kind = Error::Kind::Cancelled;
    ended.outcome = Error::Outcome::Unknown;
    connect(rotation, &QObject::destroyed, told, [told, ended] { told->deliver(Error(ended)); });
    return told;
}

IssueReceipt SelfRotation::receipt() const
{
    IssueReceipt receipt;
    receipt.token = m_token;
    receipt.keptSecretId = m_keptSecretId;
    receipt.own = m_state;
    return receipt;
}

void SelfRotation::set(Step step, Progress progress)
{
    m_state.set(step, progress);
    Q_EMIT changed();
}

void SelfRotation::begin()
{
    set(Step::Rotate, Progress::Running);
    Session::Private &session = *m_session->d;
    std::optional<Error> refused = session.issueRefusal(m_key.tokenId);
    if (!refused && !m_own.is(m_key.tokenId))
        refused = session.localError(
            Error::Kind::Conflict, QStringLiteral("the account does not sign in with this token"));
    if (!refused) {
        const Result<QString> entry = session.beginEntry(OperationVerb::Rotate, m_key);
        if (entry)
            m_entryId = entry.value();
        else
            refused = entry.error();
    }
    if (refused) {
        QMetaObject::invokeMethod(
            this, [this, error = *refused] { refuse(error); }, Qt::QueuedConnection);
        return;
    }
    auto *request = m_line->provider().rotateToken(this, m_key);
    session.watch(request, m_entryId); // first, so that it is written down before anybody is told
    connect(request, &Job::leaving, this, &SelfRotation::leaving);
    connect(request, &Job::retryScheduled, this, &SelfRotation::retryScheduled);
    m_request = request;
    session.beginOperation(m_key.tokenId);
    request->onFinished(this, [this](Result<IssuedToken> &&result) { takeAnswer(std::move(result)); });
}

void SelfRotation::refuse(const Error &error)
{
    m_state.error = error;
    m_state.set(
        Step::Rotate, error.outcome == Error::Outcome::Unknown ? Progress::Unknown : Progress::Failed);
    finish();
}

void SelfRotation::takeAnswer(Result<IssuedToken> &&result)
{
    if (result) {
        keep(std::move(result).value());
        return;
    }
    const Error &error = result.error();
    const bool isUnknown = error.outcome == Error::Outcome::Unknown;
    (void)m_safekeeper.journal().advance(
        m_entryId, isUnknown ? OperationState::Unknown : OperationState::Refused, EventDetails::of(error));
    if (m_session)
        m_session->d->endOperation(m_key.tokenId, m_entryId, error);
    refuse(error);
}

void SelfRotation::keep(IssuedToken &&issued)
{
    m_token = m_known ? mergedToken(*m_known, issued.token, false) : std::move(issued.token);
    m_state.set(Step::Rotate, Progress::Done);
    if (issued.secret.isEmpty()) {
        EventDetails details;
        details.tokenId = m_key.tokenId;
        details.finding = Finding::RotatedSecretLost;
        (void)m_safekeeper.journal().advance(m_entryId, OperationState::Resolved, details);
        m_state.isValueMissing = true;
        m_state.set(Step::Keep, Progress::Failed);
        if (m_session) {
            m_session->d->endOperation(m_key.tokenId, m_entryId, {});
            m_session->refresh(); // with the dead value, so that the account shows how it stands
        }
        finish();
        return;
    }
    m_newLine = std::make_unique<Line>(
        m_line->account(), issued.secret.duplicate(), m_clock, m_background, m_line->patience());
    if (m_session && m_session->d->line->hasCredential())
        m_session->d->newCredential = issued.secret.duplicate();
    m_keptSecretId = m_entryId;
    m_safekeeper.keepCredential(std::move(issued.secret), m_entryId, m_token, m_line->account().name, m_own);
    const auto kept = m_safekeeper.find(m_entryId);
    m_state.isDurable = kept && kept->isDurable;
    if (kept && kept->trouble)
        m_state.error = kept->trouble;
    m_state.set(Step::Keep, kept && kept->trouble ? Progress::Failed : Progress::Done);
    if (m_session)
        m_session->d->adopt(m_token);
    m_nextPause = m_persistence.first;
    m_waited = {};
    verify();
}

void SelfRotation::verify()
{
    set(Step::Verify, Progress::Running);
    auto *look = m_newLine->provider().getToken(this, m_key);
    m_request = look;
    connect(look, &Job::retryScheduled, this, &SelfRotation::retryScheduled);
    look->onFinished(this, [this](Result<Token> &&result) {
        takeSight(result ? std::nullopt : std::optional<Error>(result.error()));
    });
}

void SelfRotation::takeSight(const std::optional<Error> &error)
{
    const bool isRefused = error && error->kind == Error::Kind::Auth;
    if (isRefused && m_newLine && m_waited + m_nextPause <= m_persistence.total) {
        m_pause.start(m_nextPause);
        m_waited += m_nextPause;
        Q_EMIT retryScheduled(0, m_nextPause);
        m_nextPause = std::min(m_nextPause * 2, m_persistence.longest);
        return;
    }
    if (error && m_state.isDone(Step::Keep))
        m_state.error = error;
    else if (!error && m_state.isDone(Step::Keep))
        m_state.error.reset();
    m_state.set(Step::Verify, error ? Progress::Failed : Progress::Done);
    goOver();
}

void SelfRotation::goOver()
{
    const bool isFirst = !m_state.isDone(Step::Switch);
    m_state.set(Step::Switch, Progress::Done);
    if (m_session && isFirst) {
        Session::Private &session = *m_session->d;
        // Empty when the vault was locked or somebody signed in meanwhile; then that is what counts.
        if (!session.newCredential.isEmpty()) {
            session.line->setCredential(std::exchange(session.newCredential, {}));
            session.pulse.credentialChanged(session.line->loginEnd());
            session.recognise(m_own.source == OwnToken::Source::Recorded ? m_own.tokenId : QString());
        }
        session.endOperation(m_key.tokenId, m_entryId, {});
        m_session->refresh();
    }
    const bool isLocked = m_session && m_session->state() == Session::State::NeedsCredential;
    if (m_state.isDone(Step::Verify) || isLocked)
        dropNewLine();
    finish();
}

void SelfRotation::dropNewLine()
{
    // The request that led here still is a part of it.
    QMetaObject::invokeMethod(
        this, [line = std::shared_ptr<Line>(std::move(m_newLine))] {}, Qt::QueuedConnection);
}

void SelfRotation::finish()
{
    m_state.isFinished = true;
    Q_EMIT changed();
    Q_EMIT finished();
    if (!m_watcher)
        deleteLater();
}

void SelfRotation::abort()
{
    if (m_pause.isActive()) {
        m_pause.stop();
        m_waited = m_persistence.total;
        Error stopped;
        stopped.kind = Error::Kind::Cancelled;
        stopped.when = m_clock.nowUtc();
        takeSight(stopped);
    } else if (m_request) {
        m_waited = m_persistence.total;
        m_request->abort();
    }
}

void SelfRotation::verifyAgain()
{
    if (!m_state.isFinished || !m_newLine)
        return;
    m_state.isFinished = false;
    m_nextPause = m_persistence.first;
    m_waited = {};
    verify();
}

void SelfRotation::keepAgain()
{
    if (m_state.of(Step::Keep) != Progress::Failed || m_keptSecretId.isEmpty())
        return;
    const Result<Nothing> kept = m_safekeeper.keepAgain(m_keptSecretId);
    m_state.error = kept ? std::nullopt : std::optional<Error>(kept.error());
    const auto entry = m_safekeeper.find(m_keptSecretId);
    m_state.isDurable = entry && entry->isDurable;
    set(Step::Keep, kept ? Progress::Done : Progress::Failed);
}
