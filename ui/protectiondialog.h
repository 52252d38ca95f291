// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include <memory>

class Settings;
class VaultDoor;

/// Where secrets are kept: the system's keychain, a master password, or memory alone. Looks whether the
/// keychain works and says why not. Moves an open vault from one to the other; changes the password. While
/// the work goes on Cancel stops it, and nothing has changed then. Deletes itself when closed. objectName
/// "protectionDialog"; "keychainChoice", "passwordChoice", "memoryChoice", "keychainState",
/// "lookAgainButton", "passwordField", "repeatField", "lockMinutesField", "lockWithScreenField",
/// "primaryButton", "cancelButton".
class ProtectionDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProtectionDialog)

public:
    /// The door is not locked. Both must outlive the dialog.
    ProtectionDialog(VaultDoor &door, Settings &settings, QWidget *parent);
    ~ProtectionDialog() override;

    /// The platform tells when the screen is locked: offers to lock with it.
    void offerScreenLock();

public Q_SLOTS:
    void reject() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
