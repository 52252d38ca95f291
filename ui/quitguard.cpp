// SPDX-License-Identifier: MIT
#include "ui/quitguard.h"

#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/prompts.h"

#include <QWidget>

QuitGuard::QuitGuard(Sessions &sessions, Prompts &prompts, QWidget *window)
    : QObject(window)
    , m_sessions(sessions)
    , m_prompts(prompts)
    , m_window(window)
{ }

bool QuitGuard::mayClose()
{
    const QString lost = loss();
    if (m_isConfirmed || lost.isEmpty())
        return true;
    if (m_isAsking)
        return false;
    m_isAsking = true;
    const Question question{
        QStringLiteral("quitQuestion"), tr("Quit and lose this?"), lost, tr("Quit anyway"), tr("Stay"), true};
    m_prompts.ask(m_window, question, [this](bool isConfirmed) {
        m_isAsking = false;
        m_isConfirmed = isConfirmed;
        if (isConfirmed)
            m_window->close();
    });
    return false;
}

QString QuitGuard::loss() const
{
    QStringList sentences;
    const Safekeeper &safekeeper = m_sessions.safekeeper();
    const qsizetype unclaimed = safekeeper.isDurable() ? 0 : safekeeper.waiting().size();
    if (unclaimed > 0) {
        sentences.append(
            tr("%Ln new token value(s) are not stored yet. They are in memory only and would be lost.",
                nullptr, int(unclaimed)));
    }
    int running = 0;
    for (const Session *session : m_sessions.all())
        running += session->runningOperations();
    if (running > 0) {
        sentences.append(tr("%Ln operation(s) are still under way. Their outcome, and any new value, would "
                            "not be known.",
            nullptr, running));
    }
    return sentences.join(QStringLiteral("\n\n"));
}
