// SPDX-License-Identifier: MIT
#include "ui/accountactions.h"

#include "session/session.h"
#include "session/sessions.h"
#include "ui/icons.h"

#include <QAction>

namespace {

constexpr int jumpCount = 9;

void judge(QAction *action, const QString &reason)
{
    action->setEnabled(reason.isEmpty());
    action->setToolTip(reason.isEmpty() ? action->iconText() : reason);
    action->setStatusTip(reason);
}

} // namespace

AccountActions::AccountActions(Sessions &sessions, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
{
    const auto make = [this](Glyph glyph, const QString &name, const QString &text) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setObjectName(name);
        return action;
    };
    edit = make(Glyph::Edit, QStringLiteral("editAccountAction"), tr("&Edit account…"));
    signIn = make(Glyph::Lock, QStringLiteral("signInAction"), tr("&Sign in…"));
    refresh = make(Glyph::Refresh, QStringLiteral("refreshAccountAction"), tr("&Refresh account"));
    remove = make(Glyph::Close, QStringLiteral("removeAccountAction"), tr("Re&move account…"));
    for (int i = 1; i <= jumpCount; ++i) {
        auto *jump = new QAction(this);
        jump->setObjectName(QStringLiteral("jumpAction%1").arg(i));
        jump->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(i), QKeySequence::PortableText));
        connect(
            jump, &QAction::triggered, this, [this, jump] { Q_EMIT jumpRequested(jump->data().toString()); });
        jumps.append(jump);
    }
    for (Session *session : m_sessions.all())
        watch(session);
    connect(&m_sessions, &Sessions::added, this, &AccountActions::watch);
    connect(&m_sessions, &Sessions::removed, this, &AccountActions::judgeAll);
    judgeAll();
}

void AccountActions::watch(Session *session)
{
    connect(session, &Session::stateChanged, this, &AccountActions::judgeAll);
    judgeAll();
}

void AccountActions::follow(const QString &accountId)
{
    m_accountId = accountId;
    judgeAll();
}

void AccountActions::judgeAll()
{
    const Session *session = m_sessions.find(m_accountId);
    const QString noAccount = session ? QString() : tr("Choose an account at the left");
    const bool isLocked = session && session->state() == Session::State::NeedsCredential;
    judge(edit, noAccount);
    judge(signIn, noAccount);
    judge(refresh, isLocked ? tr("Sign in to %1 first").arg(session->account().name) : noAccount);
    judge(remove, noAccount);

    const QList<Session *> sessions = m_sessions.all();
    for (int i = 0; i < jumps.size(); ++i) {
        QAction *jump = jumps.at(i);
        const bool exists = i < sessions.size();
        jump->setVisible(exists);
        jump->setEnabled(exists);
        if (!exists)
            continue;
        QString name = sessions.at(i)->account().name;
        jump->setText(name.replace(QLatin1Char('&'), QStringLiteral("&&")));
        jump->setData(sessions.at(i)->account().id);
    }
}
