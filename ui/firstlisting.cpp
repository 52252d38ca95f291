// SPDX-License-Identifier: MIT
#include "ui/firstlisting.h"

#include "session/session.h"
#include "session/sessions.h"

#include <algorithm>

FirstListing::FirstListing(Sessions &sessions, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
{
    for (Session *session : m_sessions.all())
        watch(session);
    connect(&m_sessions, &Sessions::added, this, &FirstListing::watch);
    QMetaObject::invokeMethod(this, &FirstListing::judge, Qt::QueuedConnection);
}

void FirstListing::watch(Session *session)
{
    connect(session, &Session::stateChanged, this, &FirstListing::judge, Qt::QueuedConnection);
}

void FirstListing::judge()
{
    const QList<Session *> all = m_sessions.all();
    const bool isUnderWay = std::any_of(all.begin(), all.end(), [](const Session *session) {
        return session->state() == Session::State::Idle || session->state() == Session::State::Loading;
    });
    if (m_isFinished || isUnderWay)
        return;
    m_isFinished = true;
    Q_EMIT finished();
}
