// SPDX-License-Identifier: MIT
#include "net/systemproxy.h"

#include <mutex>
#include <thread>

/// Where the other thread leaves its answer. It outlives both ends.
struct SystemProxy::Desk
{
    std::mutex mutex;
    SystemProxy *reader = nullptr; ///< null when nobody wants to know any more
};

SystemProxy::SystemProxy(QUrl address, Question ask, std::chrono::milliseconds validity)
    : m_address(std::move(address))
    , m_ask(std::move(ask))
    , m_validity(validity)
    , m_desk(std::make_shared<Desk>())
    , m_proxy(QNetworkProxy::NoProxy)
{
    m_desk->reader = this;
}

SystemProxy::~SystemProxy()
{
    const std::lock_guard lock(m_desk->mutex);
    m_desk->reader = nullptr;
}

void SystemProxy::find()
{
    const bool isFresh = m_age.isValid() && std::chrono::milliseconds(m_age.elapsed()) < m_validity;
    if (m_isAsking || (m_isKnown && isFresh))
        return;
    m_isAsking = true;
    std::thread([desk = m_desk, ask = m_ask, address = m_address] {
        const QList<QNetworkProxy> proxies = ask(QNetworkProxyQuery(address));
        const std::lock_guard lock(desk->mutex);
        if (SystemProxy *reader = desk->reader)
            QMetaObject::invokeMethod(
                reader, [reader, proxies] { reader->take(proxies); }, Qt::QueuedConnection);
    }).detach();
}

void SystemProxy::take(const QList<QNetworkProxy> &proxies)
{
    m_isAsking = false;
    m_isKnown = true;
    m_age.start();
    m_proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    if (!proxies.isEmpty() && proxies.constFirst().type() != QNetworkProxy::DefaultProxy)
        m_proxy = proxies.constFirst();
    Q_EMIT found();
}
