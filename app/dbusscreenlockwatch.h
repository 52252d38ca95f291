// SPDX-License-Identifier: MIT
#pragma once

#include "ui/screenlockwatch.h"

#include <QDBusContext>
#include <QString>

class QDBusConnection;

/// Listens on the session bus for the screen savers of the desktops (ActiveChanged), and on the system bus
/// for systemd-logind: Lock of our session, and PrepareForSleep. Without a bus, a screen saver or logind it
/// hears nothing of them.
///
/// Connecting to a bus waits for its answer, so that happens in a thread of its own; everything else is sent
/// and not waited for. On the system bus every user of the machine may send such signals, so only those of
/// logind's owner count.
class DBusScreenLockWatch final : public ScreenLockWatch, protected QDBusContext
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DBusScreenLockWatch)

public:
    explicit DBusScreenLockWatch(QObject *parent = nullptr);
    ~DBusScreenLockWatch() override;

    void start() override;
    /// The buses were asked to tell, as far as there are any.
    [[nodiscard]] bool isListening() const { return m_isListening; }

private Q_SLOTS:
    void screenSaverChanged(bool isActive);
    void sleepPrepared(bool begins);
    void sessionLocked();
    void loginOwnerChanged(const QString &name, const QString &before, const QString &now);

private:
    void listen();
    void listenToLogin(QDBusConnection &bus);
    void findSession(QDBusConnection &bus);
    [[nodiscard]] bool isFromLogin() const;

    const QString m_sessionBus; ///< the names of our own connections
    const QString m_systemBus;
    QString m_loginOwner; ///< logind's unique name; empty = not running or not known yet
    bool m_isStarted = false;
    bool m_isListening = false;
};
