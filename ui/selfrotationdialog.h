// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QDialog>

#include <memory>

class Clock;
class SelfRotation;
class Session;

/// The guided rotation of the token that the account itself signs in with: what will happen, then its four
/// steps with how far each has come, then how it stands and what may be done. Not modal. Closing it stops
/// nothing: what was begun goes on and its end is told in the window. Deletes itself when closed.
///
/// objectName "selfRotationDialog"; "primaryButton" (begins), "cancelButton" (closes), each step's line
/// "stepRotate", "stepKeep", "stepVerify", "stepSwitch", and at the end those of "showValueButton",
/// "verifyAgainButton", "keepAgainButton", "signInButton" that fit.
class SelfRotationDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelfRotationDialog)

public:
    SelfRotationDialog(const Session &session, const Token &token, const Clock &clock, QWidget *parent);
    ~SelfRotationDialog() override;

    /// Shows this one from now on. It must have been begun with this dialog as its watcher.
    void follow(SelfRotation *rotation);

Q_SIGNALS:
    void confirmed();
    void showValueRequested(const QString &keptSecretId);
    void signInRequested();

private:
    class Private;
    std::unique_ptr<Private> d;
};
