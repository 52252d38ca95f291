// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QAction;
class Session;
class Sessions;

/// The verbs for one account, the one chosen at the left, and the jumps Ctrl+1 to Ctrl+9. When grey, tooltip
/// and status tip say why.
class AccountActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountActions)

public:
    AccountActions(Sessions &sessions, QObject *parent);

    QAction *edit = nullptr;
    QAction *signIn = nullptr;
    QAction *refresh = nullptr;
    QAction *remove = nullptr;
    QList<QAction *> jumps; ///< invisible where there is no such account

    void follow(const QString &accountId);

Q_SIGNALS:
    void jumpRequested(const QString &accountId);

private:
    void watch(Session *session);
    void judgeAll();

    Sessions &m_sessions;
    QString m_accountId;
};
