// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

/// One request as its bytes arrived.
struct RawRequest
{
    QByteArray head; ///< request line and headers
    QByteArray body;
    int connection = 0; ///< which connection of the server brought it, from 1

    [[nodiscard]] QByteArray requestLine() const;
    /// Trimmed; empty when absent. Names ignore case.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] bool hasHeader(const QByteArray &name) const;
};

/// A TCP server on the loopback that does with a request exactly what a test says, down to the bytes and the
/// way the connection ends. Counts what it saw. Thread: the test's.
class RawServer final : public QTcpServer
{
    Q_OBJECT

public:
    using Reaction = std::function<void(QTcpSocket &socket, const RawRequest &request)>;

    explicit RawServer(QObject *parent = nullptr);

    /// Connections made from now on speak TLS with this configuration.
    void useTls(const QSslConfiguration &configuration) { m_tls = configuration; }
    [[nodiscard]] QUrl url(const QString &path = {}) const;

    /// The next requests get these, in order; afterwards (and without any) the one of otherwise().
    void then(Reaction reaction) { m_script += std::move(reaction); }
    void otherwise(Reaction reaction) { m_otherwise = std::move(reaction); }

    [[nodiscard]] const QList<RawRequest> &requests() const { return m_requests; }
    [[nodiscard]] int connectionCount() const { return m_connections; }
    /// Connections that stand now.
    [[nodiscard]] QList<QTcpSocket *> openConnections() const;

    /// A whole answer with Content-Length; the connection stays.
    [[nodiscard]] static Reaction answer(
        int status, const QByteArray &body = {}, const QByteArray &headers = {});
    /// These bytes and nothing else; the connection stays.
    [[nodiscard]] static Reaction bytes(const QByteArray &data);
    /// These bytes, then a clean close (FIN).
    [[nodiscard]] static Reaction bytesThenClose(const QByteArray &data);
    /// A reset (RST) without a byte.
    [[nodiscard]] static Reaction reset();
    /// Closes the server's direction without a byte; the client's stays open.
    [[nodiscard]] static Reaction halfClose();
    /// Says nothing, for ever.
    [[nodiscard]] static Reaction hang();
    /// One byte of `data` every `step`, for ever again.
    [[nodiscard]] static Reaction drip(const QByteArray &data, std::chrono::milliseconds step);

    /// Ends a connection with RST.
    static void resetSocket(QTcpSocket &socket);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void read(QTcpSocket *socket, int connection);

    std::optional<QSslConfiguration> m_tls;
    QList<Reaction> m_script;
    Reaction m_otherwise;
    QList<RawRequest> m_requests;
    QList<QPointer<QTcpSocket>> m_sockets;
    QHash<int, QByteArray> m_buffers;
    int m_connections = 0;
};
