// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>
#include <QTcpServer>

class QTcpSocket;

/// A proxy on the loopback that speaks HTTP CONNECT and SOCKS5 on one port, as the first byte of a connection
/// says, and may ask for a login. A name leads where a test says, so that an address no machine has (like
/// https://elsewhere.test) reaches a server of the test. Counts what went through. Thread: the test's.
class ProxyServer final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProxyServer)

public:
    explicit ProxyServer(QObject *parent = nullptr);
    ~ProxyServer() override;

    /// Tunnels to `host`, whatever port is asked for, lead to this port of the loopback. Other names are not
    /// known here.
    void route(const QString &host, quint16 port) { m_routes.insert(host, port); }
    /// From now on nobody gets through without it.
    void requireLogin(const QByteArray &user, const QByteArray &password);
    /// Refuses every tunnel from now on: "you may not go there".
    void forbidAll() { m_forbidsAll = true; }
    /// Takes connections and says nothing.
    void fallSilent() { m_isSilent = true; }
    /// Cuts every tunnel as soon as that many bytes went to the server through it.
    void cutAfter(qint64 bytes) { m_cutAfter = bytes; }

    [[nodiscard]] int connections() const { return m_connections; } ///< that came in
    [[nodiscard]] int tunnels() const { return static_cast<int>(m_targets.size()); } ///< that were made
    [[nodiscard]] const QStringList &targets() const { return m_targets; } ///< of the tunnels: "name:port"
    [[nodiscard]] int logins() const { return m_logins; } ///< that were offered
    [[nodiscard]] int refusedLogins() const { return m_refusedLogins; } ///< that were wrong
    [[nodiscard]] int refusals() const { return m_refusals; } ///< for want of a login or a wrong one
    [[nodiscard]] qint64 bytesUp() const { return m_bytesUp; } ///< that went to servers

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    class Client;

    QHash<QString, quint16> m_routes;
    QByteArray m_user;
    QByteArray m_password;
    bool m_wantsLogin = false;
    bool m_forbidsAll = false;
    bool m_isSilent = false;
    qint64 m_cutAfter = -1;
    int m_connections = 0;
    QStringList m_targets;
    int m_logins = 0;
    int m_refusedLogins = 0;
    int m_refusals = 0;
    qint64 m_bytesUp = 0;
};
