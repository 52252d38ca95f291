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
    const QString kept = waiting();
    if (m_isConfirmed || (lost.isEmpty() && kept.isEmpty()))
        return true;
    if (m_isAsking)
        return false;
    m_isAsking = true;
    const bool isLoss = !lost.isEmpty();
    const Question question{QStringLiteral("quitQuestion"),
        isLoss ? tr("Quit and lose this?") : tr("Quit with unclaimed secrets?"),
        isLoss && !kept.isEmpty() ? lost + QStringLiteral("\n\n") + kept : lost + kept,
        isLoss ? tr("Quit anyway") : tr("Quit"), tr("Stay"), isLoss};
    m_prompts.ask(m_window, question, [this](bool isConfirmed) {
        m_isAsking = false;
        m_isConfirmed = isConfirmed;
        if (isConfirmed)
            m_window->close();
    });
    return false;
}

QString QuitGuard::waiting() const
{
    int durable = 0;
    const QList<KeptSecret> all = m_sessions.safekeeper().waiting();
    for (const KeptSecret &kept : all)
        durable += kept.isDurable ? 1 : 0;
    if (durable == 0)
        return {};
    return tr(
        "%Ln new token value(s) are not stored yet. They stay in the vault and are offered again at the "
        "next start.",
        nullptr, durable);
}

QString QuitGuard::loss() const
{
    QStringList sentences;
    int unclaimed = 0;
    const QList<KeptSecret> all = m_sessions.safekeeper().waiting();
    for (const KeptSecret &kept : all)
        unclaimed += kept.isDurable ? 0 : 1;
    if (unclaimed > 0) {
        sentences.append(
            tr("%Ln new token value(s) are not stored yet. They are in memory only and would be lost.",
                nullptr, unclaimed));
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
