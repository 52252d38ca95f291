// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include <memory>

class Safekeeper;
class SecretClipboard;

/// Shows one value of the Safekeeper: masked, Reveal, Copy (with countdown), and "I have stored it", which
/// alone ends it. Closing without that keeps the value waiting and says where it is found again. Copying from
/// the field (Ctrl+C, context menu, drag) goes through SecretClipboard too. While masked, neither the field's
/// text nor its accessible value holds the secret. A revealed value is masked again after 30 s. Deletes
/// itself when closed. objectName "secretDialog"; "secretField", "revealButton", "copyButton", "clearButton",
/// "secretState", "primaryButton" (stored), "cancelButton" (keep for later).
class SecretDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretDialog)

public:
    SecretDialog(Safekeeper &safekeeper, const QString &keptId, SecretClipboard &clipboard, QWidget *parent);
    ~SecretDialog() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
