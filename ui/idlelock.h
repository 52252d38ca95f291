// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

class Settings;
class VaultDoor;

/// Locks a vault that a password protects when nobody has touched the program for as long as the setting
/// LockAfterMinutes says; 0 = never. A vault of the keychain opens by itself, so locking it would protect
/// nothing. Thread: the GUI thread.
class IdleLock final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IdleLock)

public:
    /// Both must outlive this object. Watches the whole application.
    IdleLock(VaultDoor &door, Settings &settings, QObject *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;

    /// For tests: what stands for a minute, in ms.
    void setMinute(int milliseconds);

private:
    void restart();

    VaultDoor &m_door;
    Settings &m_settings;
    QTimer m_timer;
    int m_minute = 60'000;
};
