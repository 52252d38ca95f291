// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QDialog>

class DialogFrame;

/// Why the profile's file is not used, where it is, what that means and what can be done: set aside what is
/// damaged, try again what is out of reach, go on in memory, or quit. What a newer program wrote is never
/// offered to be set aside. Deletes itself when closed. objectName "profileTroubleDialog"; "profileFile",
/// "primaryButton", "quitButton" (where it is not the primary one), "cancelButton".
class ProfileTroubleDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileTroubleDialog)

public:
    ProfileTroubleDialog(const Error &error, const QString &filePath, QWidget *parent);

    /// What came of the last attempt, in the bar.
    void tellAttempt(const QString &text);

Q_SIGNALS:
    void setAsideRequested();
    void tryAgainRequested();
    void quitRequested();

private:
    void addFile(const QString &filePath);
    void addSentence(const QString &text);
    void addButtons(StoreTrouble trouble);

    DialogFrame *m_frame;
};
