// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include <memory>

class VaultDoor;

/// Opens a locked vault: by the master password, or by the keychain, for which it waits as long as the person
/// likes. Closing it leaves the vault locked and the window usable. Closes by itself when the vault opens in
/// another way. Deletes itself when closed. objectName "unlockDialog"; "passwordField", "waitingNote",
/// "primaryButton", "cancelButton".
class UnlockDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnlockDialog)

public:
    /// The door is locked; it must outlive the dialog.
    UnlockDialog(VaultDoor &door, QWidget *parent);
    ~UnlockDialog() override;

public Q_SLOTS:
    void reject() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
