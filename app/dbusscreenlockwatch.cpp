// SPDX-License-Identifier: MIT
#include "dbusscreenlockwatch.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QThread>
#include <QUuid>

namespace {

QString ownName(const char *bus)
{
    return QLatin1String(bus) + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString loginService()
{
    return QStringLiteral("org.freedesktop.login1");
}

QString loginManager()
{
    return QStringLiteral("org.freedesktop.login1.Manager");
}

/// They all follow the one of freedesktop.org, each under its own name.
QStringList screenSavers()
{
    return {QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("org.gnome.ScreenSaver"),
        QStringLiteral("org.cinnamon.ScreenSaver"), QStringLiteral("org.mate.ScreenSaver"),
        QStringLiteral("org.xfce.ScreenSaver")};
}

/// Under which logind knows our session: by its id, or by a process of it.
QDBusMessage sessionQuestion()
{
    const QString id = qEnvironmentVariable("XDG_SESSION_ID");
    QDBusMessage question =
        QDBusMessage::createMethodCall(loginService(), QStringLiteral("/org/freedesktop/login1"),
            loginManager(), id.isEmpty() ? QStringLiteral("GetSessionByPID") : QStringLiteral("GetSession"));
    if (id.isEmpty())
        question << quint32(QCoreApplication::applicationPid());
    else
        question << id;
    return question;
}

} // namespace

DBusScreenLockWatch::DBusScreenLockWatch(QObject *parent)
    : ScreenLockWatch(parent)
    , m_sessionBus(ownName("tokenry-session-"))
    , m_systemBus(ownName("tokenry-system-"))
{ }

DBusScreenLockWatch::~DBusScreenLockWatch()
{
    if (!m_isListening)
        return;
    QDBusConnection::disconnectFromBus(m_sessionBus);
    QDBusConnection::disconnectFromBus(m_systemBus);
}

void DBusScreenLockWatch::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    // Knows nothing of this object, which may go while a bus does not answer.
    QThread *connecting = QThread::create([session = m_sessionBus, system = m_systemBus] {
        QDBusConnection::connectToBus(QDBusConnection::SessionBus, session);
        QDBusConnection::connectToBus(QDBusConnection::SystemBus, system);
    });
    connect(connecting, &QThread::finished, connecting, &QObject::deleteLater);
    connect(connecting, &QThread::finished, this, &DBusScreenLockWatch::listen);
    connecting->start();
}

void DBusScreenLockWatch::listen()
{
    m_isListening = true;
    QDBusConnection session(m_sessionBus);
    if (session.isConnected()) {
        const QStringList names = screenSavers();
        for (const QString &name : names)
            session.connect(
                {}, {}, name, QStringLiteral("ActiveChanged"), this, SLOT(screenSaverChanged(bool)));
    }
    QDBusConnection system(m_systemBus);
    if (system.isConnected())
        listenToLogin(system);
}

void DBusScreenLockWatch::listenToLogin(QDBusConnection &bus)
{
    const QString service = QStringLiteral("org.freedesktop.DBus");
    const QString path = QStringLiteral("/org/freedesktop/DBus");
    bus.connect(service, path, service, QStringLiteral("NameOwnerChanged"), {loginService()},
        QStringLiteral("sss"), this, SLOT(loginOwnerChanged(QString, QString, QString)));
    QDBusMessage question =
        QDBusMessage::createMethodCall(service, path, service, QStringLiteral("GetNameOwner"));
    question << loginService();
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *call) {
        call->deleteLater();
        if (const QDBusPendingReply<QString> owner = *call; owner.isValid())
            m_loginOwner = owner.value();
    });
    bus.connect({}, {}, loginManager(), QStringLiteral("PrepareForSleep"), this, SLOT(sleepPrepared(bool)));
    findSession(bus);
}

void DBusScreenLockWatch::findSession(QDBusConnection &bus)
{
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(sessionQuestion()), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *call) {
        call->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> session = *call;
        if (!session.isValid())
            return;
        QDBusConnection(m_systemBus)
            .connect({}, session.value().path(), QStringLiteral("org.freedesktop.login1.Session"),
                QStringLiteral("Lock"), this, SLOT(sessionLocked()));
    });
}

bool DBusScreenLockWatch::isFromLogin() const
{
    return calledFromDBus() && !m_loginOwner.isEmpty() && message().service() == m_loginOwner;
}

void DBusScreenLockWatch::screenSaverChanged(bool isActive)
{
    if (isActive)
        Q_EMIT locked();
}

void DBusScreenLockWatch::sleepPrepared(bool begins)
{
    if (begins && isFromLogin())
        Q_EMIT locked();
}

void DBusScreenLockWatch::sessionLocked()
{
    if (isFromLogin())
        Q_EMIT locked();
}

void DBusScreenLockWatch::loginOwnerChanged(const QString &, const QString &, const QString &now)
{
    m_loginOwner = now;
}
