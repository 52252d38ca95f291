// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <chrono>

class OpenQuestions;
class QAction;
class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;
class Session;
class Sessions;
class TokenFilter;
class VaultDoor;

/// The line at the bottom: how many tokens are shown, how far the listings are, what was just done, which
/// operations are unanswered, which secrets wait to be stored, and that credentials are in memory only.
/// objectName "statusArea".
class StatusArea final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusArea)

public:
    /// `cancel` is the button beside the progress.
    StatusArea(Sessions &sessions, OpenQuestions &questions, VaultDoor &door, TokenFilter &filter,
        QAction *cancel, QWidget *parent = nullptr);

    /// A sentence that stays until it is old, another one comes, or the person goes on.
    void report(const QString &sentence);
    /// What the pointer is over; empty to go back to what was there.
    void showTip(const QString &tip);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void secretRequested(const QString &keptSecretId);
    void questionsRequested();
    /// The vault is locked, or nobody has chosen a protection: the person wants to change that.
    void vaultRequested();
    /// The person wants to know what "in memory only" means.
    void explanationRequested(const QString &explanation);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void watch(Session *session);
    void refreshLater();
    void refresh();
    void refreshProgress();
    void refreshUnclaimed();
    void refreshQuestions();
    void refreshVault();
    [[nodiscard]] QString memoryOnlyText() const;
    void openUnclaimed();
    void elide();
    [[nodiscard]] QString countText() const;
    /// Which lists are of an earlier run of the program; empty = none.
    [[nodiscard]] QString ageText() const;
    [[nodiscard]] QString progressText(const QList<const Session *> &loading) const;

    Sessions &m_sessions;
    OpenQuestions &m_questions;
    VaultDoor &m_door;
    TokenFilter &m_filter;
    QLabel *m_text;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QToolButton *m_unanswered;
    QToolButton *m_unclaimed;
    QToolButton *m_vault;
    QTimer *m_refreshTimer;
    QTimer *m_reportTimer;
    QString m_state;
    QString m_report;
    QString m_tip;
    QString m_waiting; ///< a session waits before it tries again
};
