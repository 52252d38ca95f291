// SPDX-License-Identifier: MIT
#include "ui/screenlock.h"

#include "session/vaultdoor.h"
#include "store/settings.h"
#include "ui/screenlockwatch.h"

ScreenLock::ScreenLock(VaultDoor &door, Settings &settings, ScreenLockWatch &watch, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_settings(settings)
    , m_watch(watch)
{
    connect(&m_watch, &ScreenLockWatch::locked, this, [this] {
        if (isWanted())
            m_door.lock();
    });
    connect(&m_door, &VaultDoor::changed, this, &ScreenLock::listen);
    connect(&m_settings, &Settings::changed, this, &ScreenLock::listen);
    listen();
}

bool ScreenLock::isWanted() const
{
    return m_settings.value(Settings::Key::LockWithScreen).toBool()
        && m_door.state() == VaultDoor::State::Open && m_door.protection() == VaultDoor::Protection::Password;
}

void ScreenLock::listen()
{
    if (isWanted())
        m_watch.start();
}
