// SPDX-License-Identifier: MIT
#include "net/transport.h"

#include "net/requestbuilder.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QNetworkReply>

Transport::Transport(const HttpSettings &settings)
    : m_manager(new QNetworkAccessManager)
{
    applyProxyRule(*m_manager, settings);
}

Transport::~Transport()
{
    // The parent takes it when the program ends sooner.
    m_manager->setParent(QCoreApplication::instance());
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
