// SPDX-License-Identifier: MIT
#include "net/proxyroute.h"

#include "core/secret.h"
#include "net/httpclient.h"
#include "net/loopback.h"
#include "net/systemproxy.h"

#include <QAuthenticator>
#include <QNetworkAccessManager>

namespace {

ProxyChoice choiceOf(const HttpSettings &settings)
{
    return isLoopback(settings.baseUrl) ? ProxyChoice{ProxyChoice::Kind::None, {}, 0, {}} : settings.proxy;
}

/// Everything goes through a tunnel, never as a request to the proxy itself, which could repeat it.
QNetworkProxy tunnel(QNetworkProxy::ProxyType type, const ProxyChoice &choice)
{
    QNetworkProxy proxy(type, choice.host, choice.port);
    proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return proxy;
}

} // namespace

ProxyRoute::ProxyRoute(const HttpSettings &settings)
    : m_choice(choiceOf(settings))
{
    if (m_choice.kind != ProxyChoice::Kind::System)
        return;
    m_system = std::make_unique<SystemProxy>(settings.baseUrl);
    connect(m_system.get(), &SystemProxy::found, this, &ProxyRoute::known);
}

ProxyRoute::~ProxyRoute() = default;

bool ProxyRoute::isKnown() const
{
    return !m_system || m_system->isKnown();
}

void ProxyRoute::prepare()
{
    if (m_system)
        m_system->find();
}

void ProxyRoute::doubt()
{
    if (m_system)
        m_system->doubt();
}

QNetworkProxy ProxyRoute::proxy() const
{
    switch (m_choice.kind) {
    case ProxyChoice::Kind::System:
        return m_system->proxy();
    case ProxyChoice::Kind::Http:
        return tunnel(QNetworkProxy::HttpProxy, m_choice);
    case ProxyChoice::Kind::Socks5:
        return tunnel(QNetworkProxy::Socks5Proxy, m_choice);
    case ProxyChoice::Kind::None:
        break;
    }
    return QNetworkProxy(QNetworkProxy::NoProxy);
}

bool ProxyRoute::isThroughProxy() const
{
    return proxy().type() != QNetworkProxy::NoProxy;
}

void ProxyRoute::applyTo(QNetworkAccessManager &manager)
{
    manager.setProxy(proxy());
    manager.disconnect(this);
    // Asked a second time, the proxy refused what it was told; the same again would go on for ever and lock
    // people's logins.
    auto wasTold = std::make_shared<bool>(false);
    connect(&manager, &QNetworkAccessManager::proxyAuthenticationRequired, this,
        [this, wasTold](const QNetworkProxy &asking, QAuthenticator *authenticator) {
            if (!*wasTold && asking.user().isEmpty())
                *wasTold = logIn(*authenticator);
        });
}

bool ProxyRoute::hasLogin() const
{
    if (m_choice.user.isEmpty() || !m_password)
        return false;
    QByteArray password = m_password();
    const bool isThere = !password.isEmpty();
    wipe(password);
    return isThere;
}

bool ProxyRoute::logIn(QAuthenticator &authenticator) const
{
    if (!hasLogin())
        return false;
    QByteArray password = m_password();
    authenticator.setUser(m_choice.user);
    authenticator.setPassword(QString::fromUtf8(password));
    wipe(password);
    return true;
}

std::optional<ProxyTrouble> ProxyRoute::troubleOf(
    QNetworkReply::NetworkError error, const QString &words) const
{
    if (!isThroughProxy())
        return {};
    switch (error) {
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return hasLogin() || !proxy().user().isEmpty() ? ProxyTrouble::LoginRefused
                                                       : ProxyTrouble::LoginWanted;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        return ProxyTrouble::Unreachable;
    case QNetworkReply::HostNotFoundError: // by the proxy, who looks up the service's name
        return ProxyTrouble::WayRefused;
    case QNetworkReply::UnknownProxyError:
    case QNetworkReply::UnknownNetworkError:
        return troubleOf(words);
    default:
        return {};
    }
}

ProxyTrouble ProxyRoute::troubleOf(const QString &words)
{
    // Qt 6.4 has one code for all of these and tells them apart in words alone.
    for (const char *word : {"refused", "not found", "timed out", "closed"}) {
        if (words.contains(QLatin1String(word)))
            return ProxyTrouble::Unreachable;
    }
    for (const char *word : {"denied", "communicating"}) {
        if (words.contains(QLatin1String(word)))
            return ProxyTrouble::WayRefused;
    }
    return ProxyTrouble::None;
}
