// SPDX-License-Identifier: MIT
#pragma once

#include "session/findingtext.h"
#include "session/openquestions.h"

#include <QFrame>

class Clock;
class QVBoxLayout;
class Session;

/// One operation whose answer did not arrive: what was asked for, what looking told, and what may be done
/// about it. Where several tokens may be meant, each has its own line and buttons. objectName
/// "questionCard"; buttons "tryAgainButton", "rotateButton", "deleteButton", "lookButton", "signInButton",
/// "setAsideButton", "dismissButton".
class QuestionCard final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuestionCard)

public:
    /// `session` is that of the question's account; null when the account is gone.
    QuestionCard(const OpenQuestion &question, const Session *session, QWidget *parent);

Q_SIGNALS:
    void tryAgainRequested();
    void rotateRequested(const TokenKey &key);
    void deleteRequested(const TokenKey &key);
    void lookRequested();
    void signInRequested();
    void setAsideRequested();
    void dismissRequested();

private:
    void addTexts(const FindingText &text, QVBoxLayout &column);
    void addButtons(const FindingText &text, QVBoxLayout &column);
    void addCandidates(const FindingText &text, QVBoxLayout &column);
    [[nodiscard]] FindingText finding() const;
    [[nodiscard]] FindingText unlooked() const;
    [[nodiscard]] bool canRotate() const;
    [[nodiscard]] QString origin() const;

    const OpenQuestion m_question;
    const Session *m_session;
};
