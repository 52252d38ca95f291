// SPDX-License-Identifier: MIT
#include "demo/httpconnection.h"

#include "demo/rawsocket.h"

#include <QPointer>
#include <QTcpSocket>

using namespace std::chrono_literals;

namespace {

constexpr qint64 readBufferBytes = 256 * 1024;
constexpr qint64 paddingChunk = 64 * 1024;
constexpr auto closeGrace = 1s; // for the peer to close too

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, quintptr number, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_number(number)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readBufferBytes);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_dripTimer.setTimerType(Qt::PreciseTimer);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readMore);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_pendingPadding > 0 || !m_pendingBytes.isEmpty())
            writePadding();
        else if (m_isClosing)
            sendFinWhenWritten();
    });
    connect(&m_dripTimer, &QTimer::timeout, this, [this] {
        m_socket->write(m_pendingBytes.constData() + m_dripped, 1);
        m_socket->flush();
        if (++m_dripped == m_pendingBytes.size()) {
            m_dripTimer.stop();
            m_pendingBytes.clear();
            afterAnswer(m_keepsAlive);
        }
    });
}

HttpConnection::~HttpConnection()
{
    // The socket's own destructor would emit disconnected() into a half-destroyed object.
    m_socket->disconnect(this);
}

void HttpConnection::readMore()
{
    if (m_isClosing) {
        m_socket->readAll();
        return;
    }
    // While an answer is due the rest waits in the bounded socket buffer.
    if (m_isAnswering)
        return;
    m_parser.feed(m_socket->readAll());
    parse();
}

void HttpConnection::parse()
{
    const QPointer<HttpConnection> self(this);
    while (self && !m_isAnswering && !m_isClosing) {
        switch (m_parser.advance()) {
        case RequestParser::Progress::NeedsMore:
            return;
        case RequestParser::Progress::NeedsContinue:
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
            break;
        case RequestParser::Progress::Failed:
            refuse(m_parser.failureStatus());
            return;
        case RequestParser::Progress::Complete: {
            const WireRequest request = m_parser.take();
            m_isAnswering = true;
            m_keepsAlive = request.keepsAlive;
            m_wantsHeadOnly = request.method == "HEAD";
            Q_EMIT requestReceived(request);
            break;
        }
        }
    }
}

void HttpConnection::refuse(int status)
{
    WireResponse response;
    response.status = status;
    response.contentType = "text/plain";
    response.body = reasonPhrase(status);
    sendAndClose(response.head(false) + response.body);
}

void HttpConnection::respond(const WireResponse &response)
{
    if (m_isClosing)
        return;
    m_socket->write(response.head(m_keepsAlive));
    if (!m_wantsHeadOnly && response.mayHaveBody()) {
        if (response.padding > 0) {
            m_pendingPadding = response.padding;
            m_pendingBytes = response.body;
            writePadding();
            return;
        }
        m_socket->write(response.body);
    }
    afterAnswer(m_keepsAlive);
}

void HttpConnection::writePadding()
{
    if (m_dripTimer.isActive() || m_socket->bytesToWrite() > paddingChunk)
        return;
    if (m_pendingPadding > 0) {
        const qint64 size = qMin(paddingChunk, m_pendingPadding);
        m_pendingPadding -= size;
        m_socket->write(QByteArray(size, ' '));
        return;
    }
    m_socket->write(std::exchange(m_pendingBytes, {}));
    afterAnswer(m_keepsAlive);
}

void HttpConnection::drip(const WireResponse &response, std::chrono::milliseconds interval)
{
    if (m_isClosing)
        return;
    m_pendingBytes = response.head(m_keepsAlive);
    if (!m_wantsHeadOnly && response.mayHaveBody())
        m_pendingBytes += response.body;
    m_dripped = 0;
    m_dripTimer.start(interval);
}

void HttpConnection::sendAndClose(const QByteArray &bytes)
{
    if (m_isClosing)
        return;
    m_socket->write(bytes);
    closeNow();
}

void HttpConnection::afterAnswer(bool keepsAlive)
{
    m_isAnswering = false;
    if (!keepsAlive) {
        closeNow();
        return;
    }
    // Not from here: the caller may stand inside requestReceived() of the request just answered.
    QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

void HttpConnection::closeNow()
{
    if (m_isClosing)
        return;
    m_isClosing = true;
    m_dripTimer.stop();
    m_pendingBytes.clear();
    m_pendingPadding = 0;
    m_socket->readAll();
    sendFinWhenWritten();
}

void HttpConnection::sendFinWhenWritten()
{
    m_socket->flush();
    if (m_isFinSent || m_socket->bytesToWrite() > 0)
        return;
    m_isFinSent = true;
    rawsocket::endOutput(*m_socket);
    // Closing with unread input would turn FIN into RST and may take the answer away from the peer.
    QTimer::singleShot(closeGrace, this, [this] { m_socket->abort(); });
}

void HttpConnection::resetNow()
{
    m_isClosing = true;
    m_dripTimer.stop();
    rawsocket::reset(*m_socket);
    deleteLater();
}
