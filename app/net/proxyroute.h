// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/proxytrouble.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QNetworkAccessManager;
class SystemProxy;
struct HttpSettings;

/// The way of one client's requests out of this machine: straight, or through which proxy, with which login.
/// Thread: one.
class ProxyRoute final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProxyRoute)

public:
    explicit ProxyRoute(const HttpSettings &settings);
    ~ProxyRoute() override;

    /// False while the system's proxy is being found out; known() follows.
    [[nodiscard]] bool isKnown() const;
    /// Finds out anew where what was found is old.
    void prepare();
    /// The last attempt did not get through.
    void doubt();

    [[nodiscard]] bool isThroughProxy() const;
    /// Whether the proxy may ask for a login that the person named.
    [[nodiscard]] bool hasUser() const { return !m_choice.user.isEmpty(); }
    /// Sets the way of a manager and answers when its proxy asks for a login. Must outlive the manager's
    /// requests, not the manager.
    void applyTo(QNetworkAccessManager &manager);
    /// As HttpClient::setProxyPassword().
    void setPassword(std::function<QByteArray()> password) { m_password = std::move(password); }

    /// What a proxy has to do with a request that ended with this error before its connection stood; none =
    /// nothing. `words`: Qt's own of the error.
    [[nodiscard]] std::optional<ProxyTrouble> troubleOf(
        QNetworkReply::NetworkError error, const QString &words) const;

Q_SIGNALS:
    void known();

private:
    [[nodiscard]] QNetworkProxy proxy() const;
    /// False when there is nothing to tell.
    bool logIn(QAuthenticator &authenticator) const;
    [[nodiscard]] bool hasLogin() const;
    [[nodiscard]] static ProxyTrouble troubleOf(const QString &words);

    const ProxyChoice m_choice;
    std::function<QByteArray()> m_password;
    std::unique_ptr<SystemProxy> m_system; ///< null unless the system decides
};
