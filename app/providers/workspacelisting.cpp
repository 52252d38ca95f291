// SPDX-License-Identifier: MIT
#include "providers/workspacelisting.h"

#include "providers/answerjob.h"
#include "providers/astronomerjson.h"
#include "providers/workspacepage.h"

namespace {
constexpr int maxPages = 200;
}

WorkspaceListing::WorkspaceListing(JobOf<QList<Workspace>> *job, HttpClient &client, Background &background,
    const QString &organizationId, PageQuery pageQuery)
    : QObject(job)
    , m_job(job)
    , m_client(client)
    , m_background(background)
    , m_path(AstronomerJson::workspacesPath(organizationId))
    , m_pageQuery(pageQuery)
{ }

void WorkspaceListing::requestPage()
{
    HttpRequest request;
    request.path = m_path;
    request.query = m_pageQuery({m_offset, m_limits.first()});
    auto *page = AnswerJob::readInBackground<WorkspacePage>(
        m_job, m_client, request, m_background, &AstronomerJson::readWorkspaces);
    m_job->follow(page)->onFinished(this, [this](Result<WorkspacePage> &&result) {
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

void WorkspaceListing::takePage(const WorkspacePage &page)
{
    const qsizetype before = m_workspaces.size();
    for (const Workspace &workspace : page.workspaces) {
        if (m_ids.contains(workspace.id))
            continue;
        m_ids.insert(workspace.id);
        m_workspaces.append(workspace);
    }
    m_offset += page.received;
    const bool isShort = page.received < m_limits.first();
    const bool isTotalReached = isShort && page.total >= 0 && m_offset >= page.total;
    if (page.received == 0 || isTotalReached || m_workspaces.size() == before) {
        m_job->deliver(std::move(m_workspaces));
        return;
    }
    if (++m_pages >= maxPages) {
        Error error;
        error.kind = Error::Kind::Protocol;
        error.outcome = Error::Outcome::Refused;
        error.technical = QStringLiteral("the list of workspaces did not end after %1 pages").arg(maxPages);
        error.request = QStringLiteral("GET ") + m_path;
        error.when = QDateTime::currentDateTimeUtc();
        m_job->deliver(std::move(error));
        return;
    }
    requestPage();
}
