// SPDX-License-Identifier: MIT
#include "session/reconciler.h"

#include "session/line.h"
#include "session/look.h"
#include "store/journal.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

/// One question under way: looks, judges, and looks once more when it was too early. Owned by its job.
class Reconciler::Inquiry final : public QObject
{
public:
    Inquiry(Reconciler *reconciler, std::shared_ptr<Line> line, const JournalOperation &operation,
        JobOf<Judgement> *job)
        : QObject(job)
        , m_reconciler(reconciler)
        , m_operation(operation)
        , m_job(job)
        , m_clock(reconciler->m_clock)
        , m_allowances(reconciler->m_allowances)
        , m_look(std::move(line), operation, reconciler->m_clock, nullptr)
    {
        connect(&m_look, &Look::retryScheduled, job, &Job::retryScheduled);
        connect(&m_look, &Look::finished, this, &Inquiry::take);
        m_wait.setSingleShot(true);
        // A coarse timer may end early, and then it would be too early again, for good.
        m_wait.setTimerType(Qt::PreciseTimer);
        connect(&m_wait, &QTimer::timeout, &m_look, &Look::start);
    }

    void start(bool hasUniqueNames)
    {
        m_allowances.hasUniqueNames = hasUniqueNames;
        m_look.start();
    }

private:
    void take(const Sighting &sighting)
    {
        Judgement judgement = judge(m_operation, sighting, m_allowances);
        if (judgement.doubt == Judgement::Doubt::TooEarly && !m_hasWaited) {
            m_hasWaited = true;
            const std::chrono::milliseconds left(m_clock.nowUtc().msecsTo(judgement.lookAgainAt));
            m_wait.start(std::clamp<std::chrono::milliseconds>(
                left, std::chrono::milliseconds(0), m_allowances.settling));
            return;
        }
        if (m_reconciler)
            m_reconciler->record(m_operation, judgement);
        m_job->deliver(std::move(judgement));
    }

    QPointer<Reconciler> m_reconciler;
    JournalOperation m_operation;
    JobOf<Judgement> *m_job;
    const Clock &m_clock;
    Allowances m_allowances;
    Look m_look;
    QTimer m_wait;
    bool m_hasWaited = false;
};

Reconciler::Reconciler(Journal &journal, const Clock &clock, const Allowances &allowances, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_clock(clock)
    , m_allowances(allowances)
{ }

Reconciler::~Reconciler() = default;

bool Reconciler::isOpenQuestion(OperationState state)
{
    return state == OperationState::Begun || state == OperationState::Sent
        || state == OperationState::Unknown;
}

Error Reconciler::refusal(const QString &technical) const
{
    Error error;
    error.kind = Error::Kind::Conflict;
    error.outcome = Error::Outcome::NotSent;
    error.technical = technical;
    error.when = m_clock.nowUtc();
    return error;
}

JobOf<Judgement> *Reconciler::look(
    QObject *owner, const std::shared_ptr<Line> &line, const QString &operationId)
{
    const auto operation = m_journal.operation(operationId);
    if (!operation)
        return finishedJob<Judgement>(owner, operation.error());
    const OperationState state = operation.value().state;
    if (!isOpenQuestion(state))
        return finishedJob<Judgement>(owner, refusal(QStringLiteral("the operation has its answer")));
    if (state != OperationState::Unknown && operation.value().runId == m_journal.runId())
        return finishedJob<Judgement>(owner, refusal(QStringLiteral("the operation is still under way")));

    if (!line->hasCredential()) {
        Judgement judgement;
        judgement.doubt = Judgement::Doubt::CouldNotLook;
        judgement.error = refusal(QStringLiteral("the account has no credential in this run"));
        judgement.error->kind = Error::Kind::Auth;
        return finishedJob<Judgement>(owner, std::move(judgement));
    }
    auto *job = new JobOf<Judgement>(owner);
    auto *inquiry = new Inquiry(this, line, operation.value(), job);
    job->setAbortHandler([job, inquiry = QPointer<Inquiry>(inquiry), error = refusal({})]() mutable {
        if (inquiry)
            inquiry->deleteLater();
        error.kind = Error::Kind::Cancelled;
        job->deliver(std::move(error));
    });
    inquiry->start(line->provider().capabilities().hasUniqueNames);
    return job;
}

void Reconciler::record(const JournalOperation &operation, const Judgement &judgement)
{
    const bool isAnswer = isConclusive(judgement.finding);
    // A question that is asked again and again leaves one row for each new insight.
    const JournalEvent &last = operation.events.last();
    if (!isAnswer && last.state == OperationState::Unknown && last.details.finding == judgement.finding)
        return;
    EventDetails details;
    if (judgement.error)
        details = EventDetails::of(*judgement.error);
    details.finding = judgement.finding;
    if (isAnswer && judgement.tokens.size() == 1)
        details.tokenId = judgement.tokens.first().id;
    (void)m_journal.advance(
        operation.id, isAnswer ? OperationState::Resolved : OperationState::Unknown, details);
}

Result<Nothing> Reconciler::setAside(const QString &operationId)
{
    EventDetails details;
    details.finding = Finding::SetAside;
    return m_journal.advance(operationId, OperationState::Resolved, details);
}
