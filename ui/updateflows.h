// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "session/updatefinding.h"
#include "ui/messagebar.h"
#include "ui/updatepace.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

class QAction;
class QMenu;
class TokenPane;
class UpdateCheck;

/// How a person hears of a newer version: the entries of the Help menu, the one question whether to look once
/// a week, and a quiet bar under that of the listings. Made after the first picture, and only where an
/// installation is updated by hand. Ownership: of the window. Thread: the GUI thread.
class UpdateFlows final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UpdateFlows)

public:
    /// The references must outlive it. The entries stand before `before` in `menu`.
    UpdateFlows(
        UpdateCheck &check, TokenPane &pane, QMenu &menu, QAction *before, UpdatePace pace, QObject *parent);

    QAction *look; ///< now
    QAction *weekly; ///< checkable: the person's wish

private:
    enum class Asker { Person, Week };

    void think();
    void ask();
    void answer(bool isWanted);
    void start(Asker asker);
    void tell(Asker asker, Result<UpdateFinding> &&result);
    void tellFinding(Asker asker, const UpdateFinding &finding);
    void tellTrouble(Asker asker, const Error &error);
    void tellNewer(const UpdateNotice &notice);
    void openPage();
    /// What is shown is over, answered or not.
    void closed();
    void show(MessageBar::Tone tone, const QString &text, const QString &details = {},
        const QList<QAction *> &actions = {});

    UpdateCheck &m_check;
    TokenPane &m_pane;
    QAction *m_accept;
    QAction *m_decline;
    QAction *m_open;
    QPointer<MessageBar> m_bar; ///< made when there is something to say
    QTimer m_timer;
    UpdateNotice m_newer; ///< that is told of in the bar
    bool m_isAsking = false;
    bool m_isLooking = false;
};
