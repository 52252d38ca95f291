// SPDX-License-Identifier: MIT
#include "ui/profileflows.h"

#include "session/sessions.h"
#include "ui/profiletroubledialog.h"
#include "ui/prompts.h"
#include "ui/quitguard.h"

#include <QAction>
#include <QFileInfo>
#include <QWidget>

ProfileFlows::ProfileFlows(Sessions &sessions, QuitGuard &quitGuard, Prompts &prompts, QWidget *window)
    : QObject(window)
    , choices(new QAction(tr("What can I do?"), this))
    , m_sessions(sessions)
    , m_quitGuard(quitGuard)
    , m_prompts(prompts)
    , m_window(window)
{
    choices->setObjectName(QStringLiteral("profileChoicesAction"));
    connect(choices, &QAction::triggered, this, &ProfileFlows::open);
}

ProfileText ProfileFlows::text() const
{
    return describeProfileTrouble(*m_error, m_filePath);
}

void ProfileFlows::tell(const Error &error, const QString &filePath)
{
    const bool isRepeated = m_error.has_value();
    m_error = error;
    m_filePath = filePath;
    if (m_dialog)
        m_dialog->close();
    open();
    if (isRepeated)
        m_dialog->tellAttempt(tr("Tried again just now; it still cannot be used."));
}

void ProfileFlows::open()
{
    if (m_dialog && m_dialog->isVisible()) {
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new ProfileTroubleDialog(*m_error, m_filePath, m_window);
    connect(m_dialog, &ProfileTroubleDialog::setAsideRequested, this, &ProfileFlows::askToSetAside);
    connect(m_dialog, &ProfileTroubleDialog::tryAgainRequested, this, [this] {
        if (mayBeginAnew())
            Q_EMIT tryAgainRequested();
    });
    connect(m_dialog, &ProfileTroubleDialog::quitRequested, m_window, &QWidget::close);
    m_dialog->open();
}

bool ProfileFlows::mayBeginAnew()
{
    if (m_quitGuard.losesNothing())
        return true;
    if (m_dialog)
        m_dialog->tellAttempt(
            tr("New values wait in memory only, or an operation is under way. Store the values "
               "first (see the line at the bottom of the window); Tokenry begins anew then."));
    return false;
}

void ProfileFlows::askToSetAside()
{
    if (!mayBeginAnew())
        return;
    QString consequences =
        tr("The file gets another name in the same folder (%1…) and nothing in it is changed. "
           "Credentials and values in it can be read again only if somebody repairs it, and "
           "with the same keychain or master password. Tokenry then begins with a new file: "
           "add your accounts again.")
            .arg(QFileInfo(m_filePath).fileName() + QStringLiteral(".aside"));
    if (!m_sessions.all().isEmpty())
        consequences += u' ' + tr("So do with those you have added since the start.");
    const Question question{QStringLiteral("setAsideQuestion"), tr("Set the damaged file aside?"),
        consequences, tr("Set it aside"), tr("Leave it"), true};
    m_prompts.ask(m_window, question, [this](bool isConfirmed) {
        if (isConfirmed && mayBeginAnew())
            Q_EMIT setAsideRequested();
    });
}
