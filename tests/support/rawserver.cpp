// SPDX-License-Identifier: MIT
#include "support/rawserver.h"

#include "support/wine.h"

#include <QSslSocket>
#include <QTimer>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

#include <memory>

using namespace std::chrono_literals;

QByteArray RawRequest::requestLine() const
{
    return head.left(head.indexOf("\r\n"));
}

QByteArray RawRequest::header(const QByteArray &name) const
{
    const QByteArray wanted = name.toLower() + ':';
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        if (line.toLower().startsWith(wanted))
            return line.mid(wanted.size()).trimmed();
    }
    return {};
}

bool RawRequest::hasHeader(const QByteArray &name) const
{
    return head.toLower().contains("\r\n" + name.toLower() + ':');
}

RawServer::RawServer(QObject *parent)
    : QTcpServer(parent)
    , m_otherwise(answer(200, "{}", "Content-Type: application/json\r\n"))
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("the loopback refuses to listen");
}

QUrl RawServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(serverPort());
    url.setPath(path);
    return url;
}

QList<QTcpSocket *> RawServer::openConnections() const
{
    QList<QTcpSocket *> open;
    for (const QPointer<QTcpSocket> &socket : m_sockets) {
        if (socket && socket->state() == QAbstractSocket::ConnectedState)
            open += socket.data();
    }
    return open;
}

void RawServer::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = nullptr;
    if (m_tls) {
        auto *secure = new QSslSocket(this);
        secure->setSslConfiguration(*m_tls);
        socket = secure;
    } else {
        socket = new QTcpSocket(this);
    }
    const int connection = ++m_connections;
    socket->setSocketDescriptor(descriptor);
    m_sockets += socket;
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, connection] { read(socket, connection); });
    if (auto *secure = qobject_cast<QSslSocket *>(socket))
        secure->startServerEncryption();
}

void RawServer::read(QTcpSocket *socket, int connection)
{
    QByteArray &buffer = m_buffers[connection];
    buffer += socket->readAll();
    while (true) {
        const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        RawRequest request{buffer.left(headEnd + 4), {}, connection};
        const qsizetype bodySize = request.header("Content-Length").toLongLong();
        if (buffer.size() < headEnd + 4 + bodySize)
            return;
        request.body = buffer.mid(headEnd + 4, bodySize);
        buffer.remove(0, headEnd + 4 + bodySize);
        m_requests += request;
        const Reaction reaction = m_script.isEmpty() ? m_otherwise : m_script.takeFirst();
        reaction(*socket, request);
    }
}

RawServer::Reaction RawServer::answer(int status, const QByteArray &body, const QByteArray &headers)
{
    return bytes("HTTP/1.1 " + QByteArray::number(status) + " Status\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

RawServer::Reaction RawServer::bytes(const QByteArray &data)
{
    return [data](QTcpSocket &socket, const RawRequest &) { socket.write(data); };
}

RawServer::Reaction RawServer::bytesThenClose(const QByteArray &data)
{
    return [data](QTcpSocket &socket, const RawRequest &) {
        socket.write(data);
        socket.disconnectFromHost();
    };
}

RawServer::Reaction RawServer::reset()
{
    return [](QTcpSocket &socket, const RawRequest &) {
        if (!isUnderWine()) {
            resetSocket(socket);
            return;
        }
        // Qt stops listening to a socket for a moment whenever it was told something of it (WSAAsyncSelect).
        // Windows tells afterwards what happened meanwhile; wine 8 tells of a close then, but never of a
        // reset.
        QTimer::singleShot(300ms, &socket, [&socket] { resetSocket(socket); });
    };
}

RawServer::Reaction RawServer::halfClose()
{
    return [](QTcpSocket &socket, const RawRequest &) {
#ifdef Q_OS_WIN
        ::shutdown(static_cast<SOCKET>(socket.socketDescriptor()), SD_SEND);
#else
        ::shutdown(static_cast<int>(socket.socketDescriptor()), SHUT_WR);
#endif
    };
}

RawServer::Reaction RawServer::hang()
{
    return [](QTcpSocket &, const RawRequest &) {};
}

RawServer::Reaction RawServer::drip(const QByteArray &data, std::chrono::milliseconds step)
{
    return [data, step](QTcpSocket &socket, const RawRequest &) {
        auto *timer = new QTimer(&socket);
        auto position = std::make_shared<qsizetype>(0);
        connect(timer, &QTimer::timeout, &socket, [&socket, data, position] {
            socket.write(data.mid((*position)++ % data.size(), 1));
            socket.flush();
        });
        timer->start(step);
    };
}

void RawServer::resetSocket(QTcpSocket &socket)
{
    const linger noLinger{1, 0};
#ifdef Q_OS_WIN
    setsockopt(static_cast<SOCKET>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER,
        reinterpret_cast<const char *>(&noLinger), sizeof noLinger);
#else
    setsockopt(
        static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &noLinger, sizeof noLinger);
#endif
    socket.abort();
}
