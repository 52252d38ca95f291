// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <functional>
#include <memory>

class QAction;
class QWidget;
class ScreenLockWatch;
class SecretClipboard;
class Settings;
class VaultDoor;

/// What a person does about the vault: choosing a protection, unlocking, locking; and what must happen first
/// before a value can be kept. Has the actions for the menus. Ownership: of MainWindow. Thread: the GUI
/// thread.
class VaultFlows final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultFlows)

public:
    VaultFlows(VaultDoor &door, Settings &settings, SecretClipboard &clipboard, QWidget *window);
    ~VaultFlows() override;

    QAction *lock = nullptr; ///< Ctrl+L
    QAction *unlock = nullptr;
    QAction *protection = nullptr;

    /// Locks with the screen from now on, and offers the setting for it. Once. `watch` outlives this object.
    void watchScreen(ScreenLockWatch &watch);
    /// At the start of the program: opens what opens by itself, asks for a password where there is one.
    void begin();
    /// Runs `then` at once when a value can be kept; else after the person has made or opened the vault, and
    /// not at all when they do not. Memory only counts as a choice.
    void whenUsable(std::function<void()> then);
    /// Asks for a protection when nobody has chosen one yet.
    void suggestProtection();
    [[nodiscard]] VaultDoor &door() const;

Q_SIGNALS:
    /// The vault did not open by itself; `details` may be copied.
    void troubled(const QString &text, const QString &details);

private:
    class Private;
    std::unique_ptr<Private> d;
};
