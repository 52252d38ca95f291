// SPDX-License-Identifier: MIT
#include "session/activityexport.h"

#include "session/activityreader.h"
#include "session/activitytext.h"
#include "store/journal.h"
#include "store/profile.h"
#include "store/storeerror.h"

#include <QPointer>
#include <QSaveFile>

#include <limits>

namespace {

/// One export under way. Owned by its job.
class Writer final : public QObject
{
public:
    Writer(JobOf<qint64> *job, Profile &profile, const Clock &clock, const ActivityFilter &filter,
        ActivityFormat format, const QString &filePath)
        : QObject(job)
        , m_job(job)
        , m_profile(profile)
        , m_clock(clock)
        , m_format(format)
        , m_reader(profile, filter, nullptr)
        , m_file(filePath)
    {
        connect(&m_reader, &ActivityReader::found, this, &Writer::write);
        connect(&m_reader, &ActivityReader::failed, this, [this](const Error &error) { fail(error); });
        connect(&m_reader, &ActivityReader::paused, this, &Writer::finish);
    }

    void start()
    {
        if (!m_file.open(QIODevice::WriteOnly)) {
            fail(storeError(m_file.errorString()));
            return;
        }
        const auto head = m_profile.journal().head();
        if (!head) {
            fail(head.error());
            return;
        }
        put(m_format == ActivityFormat::Csv
                ? ActivityText::csvHeader()
                : ActivityText::jsonBegin(m_clock.nowUtc(), head.value().position, head.value().seal));
        m_reader.want(std::numeric_limits<int>::max());
    }

private:
    void write(const QList<ActivityEntry> &entries)
    {
        QByteArray text;
        for (const ActivityEntry &entry : entries) {
            text += m_format == ActivityFormat::Csv
                ? ActivityText::csvRow(entry.operation)
                : ActivityText::jsonOperation(entry.operation, m_count == 0);
            ++m_count;
        }
        put(text);
    }

    void put(const QByteArray &text)
    {
        // commit() tells of whatever could not be written.
        m_file.write(text);
    }

    void finish()
    {
        if (m_job->isDecided())
            return;
        if (m_format == ActivityFormat::Json)
            put(ActivityText::jsonEnd());
        if (m_file.commit())
            m_job->deliver(qint64(m_count));
        else
            fail(storeError(m_file.errorString()));
    }

    void fail(const Error &error)
    {
        m_file.cancelWriting();
        m_job->deliver(Error(error));
    }

    JobOf<qint64> *m_job;
    Profile &m_profile;
    const Clock &m_clock;
    ActivityFormat m_format;
    ActivityReader m_reader;
    QSaveFile m_file;
    qint64 m_count = 0;
};

} // namespace

JobOf<qint64> *exportActivity(QObject *owner, Profile &profile, const Clock &clock,
    const ActivityFilter &filter, ActivityFormat format, const QString &filePath)
{
    auto *job = new JobOf<qint64>(owner);
    auto *writer = new Writer(job, profile, clock, filter, format, filePath);
    job->setAbortHandler([job, writer = QPointer<Writer>(writer), when = clock.nowUtc()] {
        if (writer)
            writer->deleteLater();
        Error error;
        error.kind = Error::Kind::Cancelled;
        error.outcome = Error::Outcome::NotSent;
        error.when = when;
        job->deliver(std::move(error));
    });
    writer->start();
    return job;
}
