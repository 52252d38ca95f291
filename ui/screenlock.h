// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class ScreenLockWatch;
class Settings;
class VaultDoor;

/// Locks a vault that a password protects when the screen is locked, unless the setting LockWithScreen says
/// no. The platform is not asked before there is such a vault, open: a start of the program never pays for
/// it. A vault of the keychain opens by itself, so locking it would protect nothing. Thread: the GUI thread.
class ScreenLock final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScreenLock)

public:
    /// All must outlive this object.
    ScreenLock(VaultDoor &door, Settings &settings, ScreenLockWatch &watch, QObject *parent);

private:
    [[nodiscard]] bool isWanted() const;
    void listen();

    VaultDoor &m_door;
    Settings &m_settings;
    ScreenLockWatch &m_watch;
};
