// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include <memory>

class Prompts;
class SecretClipboard;
class Sessions;

/// Shows one value of the Safekeeper: masked, Reveal, Copy in several forms (with countdown), Save to a file,
/// and "I have stored it", which alone ends it. Closing without that keeps the value waiting and says where
/// it is found again. Copying from the field (Ctrl+C, context menu, drag) goes through SecretClipboard too.
/// While masked, neither the field's text nor its accessible value holds the secret. A revealed value is
/// masked again after 30 s. Deletes itself when closed. objectName "secretDialog"; "secretField",
/// "revealButton", "copyButton", "copyAsButton", "saveAsButton", "clearButton", "secretState",
/// "savedState", "primaryButton" (stored), "cancelButton" (keep for later).
class SecretDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretDialog)

public:
    /// `keptId`: of the Safekeeper of `sessions`. The references must outlive the dialog.
    SecretDialog(Sessions &sessions, const QString &keptId, SecretClipboard &clipboard, Prompts &prompts,
        QWidget *parent);
    ~SecretDialog() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
