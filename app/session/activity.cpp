// SPDX-License-Identifier: MIT
#include "session/activity.h"

#include "store/journal.h"
#include "store/journalverification.h"
#include "store/profile.h"

#include <utility>

namespace {

/// Some milliseconds of work.
constexpr int rowsAStep = 300;

/// A look over the journal under way. Owned by its job.
class Verifier final : public QObject
{
public:
    Verifier(JobOf<JournalCheck> *job, const Journal &journal)
        : QObject(job)
        , m_job(job)
        , m_verification(journal.verification())
    {
        connect(&m_timer, &QTimer::timeout, this, &Verifier::step);
        m_timer.start(0);
    }

private:
    void step()
    {
        const auto stepped = m_verification->step(rowsAStep);
        if (!stepped) {
            m_timer.stop();
            m_job->deliver(Error(stepped.error()));
        } else if (m_verification->isFinished()) {
            m_timer.stop();
            m_job->deliver(JournalCheck(m_verification->check()));
        }
    }

    JobOf<JournalCheck> *m_job;
    std::unique_ptr<JournalVerification> m_verification;
    QTimer m_timer;
};

} // namespace

Activity::Activity(Profile &profile, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_clock(clock)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Activity::announce);
    connect(&profile.journal(), &Journal::appended, this, [this](const QString &operationId) {
        if (!m_news.contains(operationId))
            m_news.append(operationId);
        m_soon.start(0);
    });
}

Result<qint64> Activity::count() const
{
    return m_profile.journal().count();
}

Result<ActivityEntry> Activity::entry(const QString &operationId) const
{
    const auto operation = m_profile.journal().operation(operationId);
    if (!operation)
        return operation.error();
    return ActivityReader::entryOf(m_profile, operation.value());
}

ActivityReader *Activity::reader(const ActivityFilter &filter, QObject *parent) const
{
    return new ActivityReader(m_profile, filter, parent);
}

JobOf<JournalCheck> *Activity::verify(QObject *owner) const
{
    auto *job = new JobOf<JournalCheck>(owner);
    auto *verifier = new Verifier(job, m_profile.journal());
    job->setAbortHandler([job, verifier = QPointer<Verifier>(verifier), when = nowUtc()] {
        if (verifier)
            verifier->deleteLater();
        Error error;
        error.kind = Error::Kind::Cancelled;
        error.outcome = Error::Outcome::NotSent;
        error.when = when;
        job->deliver(std::move(error));
    });
    return job;
}

JobOf<qint64> *Activity::exportTo(
    QObject *owner, const ActivityFilter &filter, ActivityFormat format, const QString &filePath) const
{
    return exportActivity(owner, m_profile, m_clock, filter, format, filePath);
}

void Activity::announce()
{
    Q_EMIT changed(std::exchange(m_news, {}));
}
