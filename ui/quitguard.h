// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class Prompts;
class QWidget;
class Sessions;

/// Asks before the window closes while new values are not stored or operations are under way. Never blocks:
/// the close is refused first, asked about, and done again after a yes.
class QuitGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuitGuard)

public:
    QuitGuard(Sessions &sessions, Prompts &prompts, QWidget *window);

    /// True when the window may close now; otherwise the person is asked and the window perhaps closed later.
    [[nodiscard]] bool mayClose();

    /// Nothing is in this process alone: no new value, no operation under way.
    [[nodiscard]] bool losesNothing() const { return loss().isEmpty(); }

private:
    /// What would be gone, in sentences; empty = nothing.
    [[nodiscard]] QString loss() const;
    /// What stays in the vault and waits there.
    [[nodiscard]] QString waiting() const;

    Sessions &m_sessions;
    Prompts &m_prompts;
    QWidget *m_window;
    bool m_isAsking = false;
    bool m_isConfirmed = false;
};
