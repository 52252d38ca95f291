// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "core/token.h"

#include <QSet>
#include <QUrlQuery>

class Background;
class HttpClient;
struct WorkspacePage;

/// Reads all pages of an organization's workspaces, one after the other, for one job. Page sizes 1000, 100,
/// 20: the next smaller one when the service refuses with 400. Ends at an empty page, at the total, or when
/// a page brings nothing new; a list that goes on for more than 200 pages is a Protocol error.
/// Ownership: of the job. Thread: that of the client.
class WorkspaceListing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspaceListing)

public:
    /// How a page is asked for.
    using PageQuery = QUrlQuery (*)(const PageRequest &page);

    WorkspaceListing(JobOf<QList<Workspace>> *job, HttpClient &client, Background &background,
        const QString &organizationId, PageQuery pageQuery);

    void start() { requestPage(); }

private:
    void requestPage();
    void takePage(const WorkspacePage &page);

    JobOf<QList<Workspace>> *m_job;
    HttpClient &m_client;
    Background &m_background;
    QString m_path;
    PageQuery m_pageQuery;
    QList<Workspace> m_workspaces;
    QSet<QString> m_ids;
    QList<int> m_limits{1000, 100, 20};
    qint64 m_offset = 0;
    int m_pages = 0;
};
