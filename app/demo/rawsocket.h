// SPDX-License-Identifier: MIT
#pragma once

class QTcpSocket;

/// What QTcpSocket cannot do itself.
namespace rawsocket {

/// Closes so that the peer sees RST, not FIN.
void reset(QTcpSocket &socket);
/// Sends FIN and goes on reading.
void endOutput(QTcpSocket &socket);

} // namespace rawsocket
