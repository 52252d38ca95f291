// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "core/tokenpage.h"
#include "providers/answerjob.h"
#include "providers/listedpage.h"

#include <QSet>
#include <QUrlQuery>

#include <functional>

/// Reads all pages of a list, one after the other, for one job. Page sizes 1000, 100, 20: the next smaller
/// one when the service refuses with 400. Ends at an empty page, at the total, or when a page brings nothing
/// new; a list that goes on for more than 200 pages is a Protocol error. T has an `id`.
/// Ownership: of the job. Thread: that of the client.
template <class T>
class PagedListing final : public QObject
{
    Q_DISABLE_COPY_MOVE(PagedListing)

public:
    /// How a page is asked for.
    using PageQuery = std::function<QUrlQuery(const PageRequest &page)>;
    /// How an answer is read.
    using PageReader = Result<ListedPage<T>> (*)(const HttpAnswer &answer);

    /// A job of `owner` for the whole list; `client` and `background` must outlive it.
    [[nodiscard]] static JobOf<QList<T>> *start(QObject *owner, HttpClient &client, Background &background,
        const QString &path, const PageQuery &query, PageReader read)
    {
        auto *job = new JobOf<QList<T>>(owner);
        (new PagedListing(job, client, background, path, query, read))->requestPage();
        return job;
    }

private:
    static constexpr int maxPages = 200;

    PagedListing(JobOf<QList<T>> *job, HttpClient &client, Background &background, const QString &path,
        PageQuery query, PageReader read)
        : QObject(job)
        , m_job(job)
        , m_client(client)
        , m_background(background)
        , m_path(path)
        , m_query(std::move(query))
        , m_read(read)
    { }

    void requestPage()
    {
        HttpRequest request;
        request.path = m_path;
        request.query = m_query({m_offset, m_limits.first()});
        auto *page =
            AnswerJob::readInBackground<ListedPage<T>>(m_job, m_client, request, m_background, m_read);
        m_job->follow(page)->onFinished(this, [this](Result<ListedPage<T>> &&result) {
            if (result.ok()) {
                takePage(result.value());
            } else if (result.error().httpStatus == 400 && m_limits.size() > 1) {
                m_limits.removeFirst();
                requestPage();
            } else {
                m_job->deliver(std::move(result).error());
            }
        });
    }

    void takePage(const ListedPage<T> &page)
    {
        const qsizetype before = m_entries.size();
        for (const T &entry : page.entries) {
            if (m_ids.contains(entry.id))
                continue;
            m_ids.insert(entry.id);
            m_entries.append(entry);
        }
        m_offset += page.received;
        const bool isShort = page.received < m_limits.first();
        const bool isTotalReached = isShort && page.total >= 0 && m_offset >= page.total;
        if (page.received == 0 || isTotalReached || m_entries.size() == before)
            m_job->deliver(std::move(m_entries));
        else if (++m_pages >= maxPages)
            m_job->deliver(endless());
        else
            requestPage();
    }

    [[nodiscard]] Error endless() const
    {
        Error error;
        error.kind = Error::Kind::Protocol;
        error.outcome = Error::Outcome::Refused;
        error.technical = QStringLiteral("the list did not end after %1 pages").arg(maxPages);
        error.request = QStringLiteral("GET ") + m_path;
        error.when = QDateTime::currentDateTimeUtc();
        return error;
    }

    JobOf<QList<T>> *m_job;
    HttpClient &m_client;
    Background &m_background;
    QString m_path;
    PageQuery m_query;
    PageReader m_read;
    QList<T> m_entries;
    QSet<QString> m_ids;
    QList<int> m_limits{1000, 100, 20};
    qint64 m_offset = 0;
    int m_pages = 0;
};
