// SPDX-License-Identifier: MIT
#include "support/proxyserver.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QtEndian>

/// One connection: greeting, login, then bytes both ways.
class ProxyServer::Client final : public QObject
{
public:
    Client(ProxyServer &proxy, QTcpSocket *socket)
        : QObject(&proxy)
        , m_proxy(proxy)
        , m_socket(socket)
    {
        m_socket->setParent(this);
        connect(m_socket, &QTcpSocket::readyRead, this, [this] { read(); });
        connect(m_socket, &QTcpSocket::disconnected, this, [this] {
            if (m_server)
                m_server->disconnectFromHost();
            deleteLater();
        });
    }

private:
    enum class Phase { Start, HttpHead, SocksGreeting, SocksLogin, SocksRequest, Connecting, Tunnel, Over };

    void read()
    {
        if (m_proxy.m_isSilent)
            return;
        if (m_phase == Phase::Tunnel) {
            forward();
            return;
        }
        m_buffer += m_socket->readAll();
        bool goesOn = true;
        while (goesOn)
            goesOn = step();
    }

    /// True when it may be possible to go another step with what is here.
    bool step()
    {
        switch (m_phase) {
        case Phase::Start:
            if (m_buffer.isEmpty())
                return false;
            m_phase = m_buffer.at(0) == 5 ? Phase::SocksGreeting : Phase::HttpHead;
            return true;
        case Phase::HttpHead:
            return readHead();
        case Phase::SocksGreeting:
            return readGreeting();
        case Phase::SocksLogin:
            return readLogin();
        case Phase::SocksRequest:
            return readRequest();
        case Phase::Connecting:
        case Phase::Tunnel:
        case Phase::Over:
            break;
        }
        return false;
    }

    bool readHead()
    {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const QByteArray head = m_buffer.left(end + 2);
        m_buffer.remove(0, end + 4);
        const QList<QByteArray> words = head.left(head.indexOf("\r\n")).split(' ');
        if (words.size() != 3 || words.constFirst() != "CONNECT") {
            answerHttp("405 Method Not Allowed", {});
            return false;
        }
        if (m_proxy.m_wantsLogin && !isLoginGood(head)) {
            ++m_proxy.m_refusals;
            answerHttp("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"tests\"\r\n");
            return true;
        }
        const qsizetype colon = words.at(1).lastIndexOf(':');
        m_isHttp = true;
        connectTo(QString::fromLatin1(words.at(1).left(colon)), words.at(1).mid(colon + 1).toUShort());
        return false;
    }

    bool isLoginGood(const QByteArray &head)
    {
        const QByteArray name = "\r\nproxy-authorization:";
        const qsizetype start = head.toLower().indexOf(name);
        if (start < 0)
            return false;
        const qsizetype from = start + name.size();
        const QByteArray value = head.mid(from, head.indexOf("\r\n", from) - from).trimmed();
        ++m_proxy.m_logins;
        const bool isGood = value == "Basic " + (m_proxy.m_user + ':' + m_proxy.m_password).toBase64();
        if (!isGood)
            ++m_proxy.m_refusedLogins;
        return isGood;
    }

    /// As proxies do, the connection stays for another try.
    void answerHttp(const QByteArray &status, const QByteArray &headers)
    {
        m_socket->write("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\n\r\n");
    }

    bool readGreeting()
    {
        if (m_buffer.size() < 2 || m_buffer.size() < 2 + quint8(m_buffer.at(1)))
            return false;
        const QByteArray methods = m_buffer.mid(2, quint8(m_buffer.at(1)));
        m_buffer.remove(0, 2 + methods.size());
        const char wanted = m_proxy.m_wantsLogin ? 2 : 0;
        if (!methods.contains(wanted)) {
            ++m_proxy.m_refusals;
            end(QByteArray("\x05\xff", 2));
            return false;
        }
        m_socket->write(QByteArray("\x05", 1) + wanted);
        m_phase = wanted == 2 ? Phase::SocksLogin : Phase::SocksRequest;
        return true;
    }

    bool readLogin()
    {
        if (m_buffer.size() < 2)
            return false;
        const int userSize = quint8(m_buffer.at(1));
        if (m_buffer.size() < 3 + userSize
            || m_buffer.size() < 3 + userSize + quint8(m_buffer.at(2 + userSize)))
            return false;
        const QByteArray user = m_buffer.mid(2, userSize);
        const QByteArray password = m_buffer.mid(3 + userSize, quint8(m_buffer.at(2 + userSize)));
        m_buffer.remove(0, 3 + userSize + password.size());
        ++m_proxy.m_logins;
        if (user != m_proxy.m_user || password != m_proxy.m_password) {
            ++m_proxy.m_refusedLogins;
            ++m_proxy.m_refusals;
            end(QByteArray("\x01\x01", 2));
            return false;
        }
        m_socket->write(QByteArray("\x01\x00", 2));
        m_phase = Phase::SocksRequest;
        return true;
    }

    bool readRequest()
    {
        if (m_buffer.size() < 5)
            return false;
        const char kind = m_buffer.at(3);
        const int nameSize = kind == 3 ? quint8(m_buffer.at(4)) : 4;
        const int from = kind == 3 ? 5 : 4;
        if (m_buffer.size() < from + nameSize + 2)
            return false;
        const QByteArray name = m_buffer.mid(from, nameSize);
        const auto port = qFromBigEndian<quint16>(m_buffer.constData() + from + nameSize);
        m_buffer.remove(0, from + nameSize + 2);
        const QString host = kind == 3 ? QString::fromLatin1(name)
                                       : QHostAddress(qFromBigEndian<quint32>(name.constData())).toString();
        connectTo(host, port);
        return false;
    }

    void connectTo(const QString &host, quint16 port)
    {
        if (m_proxy.m_forbidsAll) {
            end(m_isHttp ? QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                         : socksAnswer(2));
            return;
        }
        const auto route = m_proxy.m_routes.constFind(host);
        if (route == m_proxy.m_routes.constEnd()) {
            end(m_isHttp ? QByteArray("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
                         : socksAnswer(4));
            return;
        }
        m_phase = Phase::Connecting;
        m_proxy.m_targets += QStringLiteral("%1:%2").arg(host).arg(port);
        m_server = new QTcpSocket(this);
        connect(m_server, &QTcpSocket::connected, this, [this] {
            m_phase = Phase::Tunnel;
            m_socket->write(
                m_isHttp ? QByteArray("HTTP/1.1 200 Connection established\r\n\r\n") : socksAnswer(0));
            m_server->write(m_buffer);
            m_buffer.clear();
            forward();
        });
        connect(m_server, &QTcpSocket::readyRead, this, [this] { m_socket->write(m_server->readAll()); });
        connect(m_server, &QTcpSocket::disconnected, this, [this] { m_socket->disconnectFromHost(); });
        m_server->connectToHost(QHostAddress(QHostAddress::LocalHost), *route);
    }

    void forward()
    {
        const QByteArray bytes = m_socket->readAll();
        m_sent += bytes.size();
        m_proxy.m_bytesUp += bytes.size();
        m_server->write(bytes);
        if (m_proxy.m_cutAfter < 0 || m_sent < m_proxy.m_cutAfter)
            return;
        m_server->flush();
        m_phase = Phase::Over;
        m_socket->abort();
    }

    void end(const QByteArray &words)
    {
        m_phase = Phase::Over;
        m_socket->write(words);
        m_socket->disconnectFromHost();
    }

    static QByteArray socksAnswer(char code)
    {
        return QByteArray("\x05", 1) + code + QByteArray("\x00\x01\x7f\x00\x00\x01\x00\x00", 8);
    }

    ProxyServer &m_proxy;
    QTcpSocket *m_socket;
    QTcpSocket *m_server = nullptr;
    QByteArray m_buffer;
    Phase m_phase = Phase::Start;
    bool m_isHttp = false;
    qint64 m_sent = 0;
};

ProxyServer::ProxyServer(QObject *parent)
    : QTcpServer(parent)
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("the loopback refuses to listen");
}

ProxyServer::~ProxyServer()
{
    // Their sockets tell them of their end, and they write into this.
    qDeleteAll(findChildren<QTcpSocket *>());
}

void ProxyServer::requireLogin(const QByteArray &user, const QByteArray &password)
{
    m_wantsLogin = true;
    m_user = user;
    m_password = password;
}

void ProxyServer::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    ++m_connections;
    socket->setSocketDescriptor(descriptor);
    new Client(*this, socket);
}
