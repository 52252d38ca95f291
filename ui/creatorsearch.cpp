// SPDX-License-Identifier: MIT
#include "ui/creatorsearch.h"

#include "session/errortext.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/tokenfilter.h"
#include "ui/tokentext.h"

#include <QTimer>

#include <utility>

namespace {
constexpr int untilTyped = 400; ///< ms without a key
}

CreatorSearch::CreatorSearch(Sessions &sessions, TokenFilter &filter, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_filter(filter)
    , m_patience(new QTimer(this))
{
    m_patience->setSingleShot(true);
    m_patience->setInterval(untilTyped);
    connect(m_patience, &QTimer::timeout, this, qOverload<>(&CreatorSearch::ask));
}

void CreatorSearch::look(const QString &creator)
{
    if (m_creator == creator)
        return;
    stop();
    m_creator = creator;
    if (!creator.isEmpty())
        m_patience->start();
}

void CreatorSearch::lookAgain()
{
    if (m_creator.isEmpty())
        return;
    stop();
    m_patience->start();
}

void CreatorSearch::stop()
{
    m_patience->stop();
    const auto running = std::exchange(m_running, {});
    for (const QPointer<Job> &job : running) {
        if (job)
            job->abort();
    }
}

void CreatorSearch::ask()
{
    QStringList names;
    const QList<Session *> all = m_sessions.all();
    for (Session *session : all) {
        if (!session->capabilities().hasTokenQuery)
            continue;
        names.append(singleLine(session->account().name));
        ask(*session);
    }
    if (!names.isEmpty())
        Q_EMIT told(tr("Asking %1 which tokens “%2” made").arg(names.join(tr(", ")), m_creator));
}

void CreatorSearch::ask(Session &session)
{
    TokenQuery query;
    query.creator = m_creator;
    auto *job = session.findTokens(this, query);
    m_running.append(job);
    job->onFinished(
        this, [this, asked = QPointer(&session), creator = m_creator](Result<QSet<QString>> &&found) {
            if (!asked || creator != m_creator)
                return;
            const Account &account = asked->account();
            if (found)
                m_filter.setFoundByCreator(account.id, std::move(found).value());
            else if (found.error().kind != Error::Kind::Cancelled)
                Q_EMIT told(tr("%1 did not tell which tokens “%2” made. %3")
                                .arg(singleLine(account.name), creator,
                                    describeError(found.error(), Verb::List, {}, account).what));
        });
}
