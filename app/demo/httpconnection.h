// SPDX-License-Identifier: MIT
#pragma once

#include "demo/requestparser.h"
#include "demo/wireresponse.h"

#include <QObject>
#include <QTimer>

#include <chrono>

class QTcpSocket;

/// One TCP connection of the simulator: hands out one request at a time and takes its answer, so pipelined
/// requests are answered in order. Deletes itself (later) when the connection is gone.
class HttpConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    /// Takes ownership of the socket.
    HttpConnection(QTcpSocket *socket, quintptr number, QObject *parent);
    ~HttpConnection() override;

    /// Answers the request last handed out; HEAD gets the head only.
    void respond(const WireResponse &response);
    /// The same bytes as respond(), one every `interval`.
    void drip(const WireResponse &response, std::chrono::milliseconds interval);
    /// Whatever bytes, then FIN.
    void sendAndClose(const QByteArray &bytes);
    /// FIN, after what is written already.
    void closeNow();
    /// RST.
    void resetNow();
    /// Counts connections; unlike an address it is never used twice.
    [[nodiscard]] quintptr number() const { return m_number; }

Q_SIGNALS:
    void requestReceived(const WireRequest &request);

private:
    void readMore();
    void parse();
    void refuse(int status);
    void afterAnswer(bool keepsAlive);
    void writePadding();
    void sendFinWhenWritten();

    QTcpSocket *m_socket;
    quintptr m_number;
    RequestParser m_parser;
    QTimer m_dripTimer;
    QByteArray m_pendingBytes; ///< of a drip, or the body behind padding
    qint64 m_pendingPadding = 0;
    qsizetype m_dripped = 0;
    bool m_isAnswering = false;
    bool m_isClosing = false;
    bool m_isFinSent = false;
    bool m_wantsHeadOnly = false;
    bool m_keepsAlive = true;
};
