// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSocketNotifier>
#include <QTest>

#ifdef Q_OS_UNIX
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/// A socket of the system's own: QTcpSocket tells a FIN and an RST in the same words.
class NativeSocket final
{
public:
    enum class End { StillOpen, Fin, Rst };

    NativeSocket(int port, const QByteArray &bytes)
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<quint16>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const bool isConnected =
            ::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
        if (!isConnected
            || ::send(m_socket, bytes.constData(), static_cast<size_t>(bytes.size()), 0) != bytes.size())
            qWarning("the request could not be sent");
    }
    ~NativeSocket() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(NativeSocket)

    /// Runs the event loop until the peer ends the connection, or something is received where `untilData`.
    End waitForEnd(bool untilData = false)
    {
        End end = End::StillOpen;
        bool hasData = false;
        QSocketNotifier notifier(m_socket, QSocketNotifier::Read);
        QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
            char buffer[4096];
            const ssize_t count = ::recv(m_socket, buffer, sizeof buffer, 0);
            hasData = hasData || count > 0;
            if (count <= 0) {
                end = count == 0 ? End::Fin : End::Rst;
                notifier.setEnabled(false);
            }
        });
        if (!QTest::qWaitFor([&] { return end != End::StillOpen || (untilData && hasData); }))
            qWarning("nothing happened");
        return end;
    }

private:
    int m_socket;
};
#endif
