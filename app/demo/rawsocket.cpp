// SPDX-License-Identifier: MIT
#include "demo/rawsocket.h"

#include <QTcpSocket>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

#ifdef Q_OS_WIN
using Descriptor = SOCKET;
constexpr int sendSide = SD_SEND;
#else
using Descriptor = int;
constexpr int sendSide = SHUT_WR;
#endif

void rawsocket::reset(QTcpSocket &socket)
{
    // A lingering time of zero makes close() throw unsent data away and send RST.
    linger none{};
    none.l_onoff = 1;
    none.l_linger = 0;
    if (socket.socketDescriptor() >= 0) {
        ::setsockopt(static_cast<Descriptor>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER,
            reinterpret_cast<const char *>(&none), sizeof none);
    }
    socket.abort();
}

void rawsocket::endOutput(QTcpSocket &socket)
{
    if (socket.socketDescriptor() >= 0)
        ::shutdown(static_cast<Descriptor>(socket.socketDescriptor()), sendSide);
}
