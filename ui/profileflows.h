// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "session/profiletext.h"

#include <QObject>
#include <QPointer>

#include <optional>

class ProfileTroubleDialog;
class Prompts;
class QAction;
class QuitGuard;
class QWidget;
class Sessions;

/// What a person does when the profile's file cannot be used: reads why, and has it set aside or tried again,
/// goes on without it, or quits. Nothing is asked for that would lose a value. Ownership: of MainWindow.
/// Thread: the GUI thread.
class ProfileFlows final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileFlows)

public:
    ProfileFlows(Sessions &sessions, QuitGuard &quitGuard, Prompts &prompts, QWidget *window);

    QAction *choices = nullptr; ///< opens the dialog again

    /// Opens the dialog; again after an attempt, which it says then.
    void tell(const Error &error, const QString &filePath);
    [[nodiscard]] bool hasTrouble() const { return m_error.has_value(); }
    /// Precondition: hasTrouble().
    [[nodiscard]] ProfileText text() const;

Q_SIGNALS:
    void setAsideRequested();
    void tryAgainRequested();

private:
    void open();
    void askToSetAside();
    /// False, and the person is told, when something would be lost.
    [[nodiscard]] bool mayBeginAnew();

    Sessions &m_sessions;
    QuitGuard &m_quitGuard;
    Prompts &m_prompts;
    QWidget *m_window;
    std::optional<Error> m_error;
    QString m_filePath;
    QPointer<ProfileTroubleDialog> m_dialog;
};
