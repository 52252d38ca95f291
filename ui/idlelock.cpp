// SPDX-License-Identifier: MIT
#include "ui/idlelock.h"

#include "session/vaultdoor.h"
#include "store/settings.h"

#include <QCoreApplication>
#include <QEvent>

IdleLock::IdleLock(VaultDoor &door, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_settings(settings)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_door.lock(); });
    connect(&m_door, &VaultDoor::changed, this, &IdleLock::restart);
    connect(&m_settings, &Settings::changed, this, [this](Settings::Key key) {
        if (key == Settings::Key::LockAfterMinutes)
            restart();
    });
    QCoreApplication::instance()->installEventFilter(this);
    restart();
}

void IdleLock::setMinute(int milliseconds)
{
    m_minute = milliseconds;
    restart();
}

void IdleLock::restart()
{
    const int minutes = m_settings.value(Settings::Key::LockAfterMinutes).toInt();
    const bool isWanted = minutes > 0 && m_door.state() == VaultDoor::State::Open
        && m_door.protection() == VaultDoor::Protection::Password;
    if (isWanted)
        m_timer.start(minutes * m_minute);
    else
        m_timer.stop();
}

bool IdleLock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        if (m_timer.isActive())
            m_timer.start();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}
