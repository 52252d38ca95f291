// SPDX-License-Identifier: MIT
#include "net/transport.h"

#include "net/proxyroute.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QNetworkReply>

namespace {

const QString roomName = QStringLiteral("transportsAtRest");

void emptyRoom()
{
    delete QCoreApplication::instance()->findChild<QObject *>(roomName, Qt::FindDirectChildrenOnly);
}

/// Owns the managers whose end the program does not live to see. They must go while there still is a
/// QCoreApplication, since their threads deliver events through it; its children go when it is no more.
QObject *roomOf(QCoreApplication &application)
{
    QObject *room = application.findChild<QObject *>(roomName, Qt::FindDirectChildrenOnly);
    if (!room) {
        room = new QObject(&application);
        room->setObjectName(roomName);
        qAddPostRoutine(emptyRoom);
    }
    return room;
}

} // namespace

Transport::Transport(ProxyRoute &route)
    : m_manager(new QNetworkAccessManager)
{
    route.applyTo(*m_manager);
}

Transport::~Transport()
{
    QCoreApplication *application = QCoreApplication::instance();
    if (!application) {
        delete m_manager;
        return;
    }
    m_manager->setParent(roomOf(*application));
    whenWorkedOff(m_manager, [manager = m_manager] { manager->deleteLater(); });
}

void Transport::whenWorkedOff(QObject *context, std::function<void()> done)
{
    // Qt shows nobody its thread. It does answer a request only after everything before it, and one to port 0
    // fails inside this machine.
    m_manager->setProxy(QNetworkProxy::NoProxy);
    QNetworkReply *knock = m_manager->get(QNetworkRequest(QUrl(QStringLiteral("http://127.0.0.1:0/"))));
    QObject::connect(knock, &QNetworkReply::finished, context, [knock, done = std::move(done)] {
        knock->deleteLater();
        done();
    });
}
