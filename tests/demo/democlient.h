// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demoserver.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

/// An answer taken apart by hand, so that no client library smooths anything over.
struct RawAnswer
{
    int status = 0; ///< 0 = no HTTP answer came
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    QByteArray bytes; ///< everything received

    explicit RawAnswer(const QByteArray &received = {})
        : bytes(received)
    {
        const qsizetype end = received.indexOf("\r\n\r\n");
        if (!received.startsWith("HTTP/1.1 ") || end < 0)
            return;
        status = received.mid(9, 3).toInt();
        const QByteArrayList lines = received.left(end).split('\n');
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        body = received.mid(end + 4);
    }

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    [[nodiscard]] QJsonArray list(const char *key) const
    {
        return json().value(QLatin1String(key)).toArray();
    }
};

/// A socket to the server that keeps what it receives.
class RawSocket final
{
public:
    explicit RawSocket(const DemoServer &server)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(server.qoveryUrl().port()));
        QObject::connect(
            &m_socket, &QTcpSocket::readyRead, &m_socket, [this] { m_received += m_socket.readAll(); });
    }

    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    [[nodiscard]] bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] bool waitForClose(int msecs = 5000)
    {
        // Driven by the signal: QTest::qWaitFor() would sleep 10 ms for every round trip.
        QSignalSpy changes(&m_socket, &QTcpSocket::stateChanged);
        while (!isClosed()) {
            if (!changes.wait(msecs))
                return false;
        }
        return true;
    }
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

/// Sends one request a connection with the credential of an account.
class DemoClient final
{
public:
    DemoClient(const DemoServer &server, const QByteArray &authorization)
        : m_server(server)
        , m_authorization(authorization)
    { }

    /// The account of that name and role, with the scheme word its credential wants.
    static DemoClient as(
        const DemoServer &server, const QString &name, const QString &role = QStringLiteral("owner"))
    {
        const DemoAccount found = account(server, name, role);
        const bool isToken = found.credential.startsWith("qov_");
        return DemoClient(server, (isToken ? "Token " : "Bearer ") + found.credential);
    }

    static DemoAccount account(
        const DemoServer &server, const QString &name, const QString &role = QStringLiteral("owner"))
    {
        const QList<DemoAccount> accounts = server.accounts();
        for (const DemoAccount &account : accounts) {
            const bool isThatOne =
                account.account.name == name || account.account.name == name + QStringLiteral(" · ") + role;
            if (isThatOne && account.role == role)
                return account;
        }
        qFatal("no such account: %s", qPrintable(name));
        return {};
    }

    [[nodiscard]] QByteArray requestText(const QByteArray &method, const QString &path,
        const QByteArray &body = {}, const QByteArray &contentType = "application/json") const
    {
        QByteArray text = method + ' ' + path.toUtf8() + " HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n";
        if (!m_authorization.isEmpty())
            text += "Authorization: " + m_authorization + "\r\n";
        if (!body.isEmpty())
            text += "Content-Type: " + contentType + "\r\n";
        return text + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    [[nodiscard]] RawAnswer request(const QByteArray &method, const QString &path,
        const QByteArray &body = {}, const QByteArray &contentType = "application/json") const
    {
        RawSocket socket(m_server);
        socket.send(requestText(method, path, body, contentType));
        if (!socket.waitForClose(20000))
            qWarning("the server did not close");
        return RawAnswer(socket.received());
    }

    [[nodiscard]] RawAnswer get(const QString &path) const { return request("GET", path); }
    [[nodiscard]] RawAnswer post(const QString &path, const QJsonObject &body) const
    {
        return request("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    [[nodiscard]] RawAnswer remove(const QString &path) const { return request("DELETE", path); }

private:
    const DemoServer &m_server;
    QByteArray m_authorization;
};

/// `{"name": "x"}` in a test's table.
inline QJsonObject jsonOf(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}
