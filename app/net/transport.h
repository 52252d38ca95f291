// SPDX-License-Identifier: MIT
#pragma once

#include <QNetworkAccessManager>

#include <functional>

class ProxyRoute;

/// A network manager of Qt's with our way out of this machine, and an end that does not stall.
///
/// Destroying a manager waits up to five seconds for Qt's HTTP thread, which may be busy with a long header,
/// or itself wait for this thread to hear of a finished TLS handshake (both measured with Qt 6.4.2). So the
/// manager outlives this object until its thread has shown that it is idle.
class Transport final
{
    Q_DISABLE_COPY_MOVE(Transport)

public:
    explicit Transport(ProxyRoute &route);
    /// The replies must be finished or aborted.
    ~Transport();

    [[nodiscard]] QNetworkAccessManager &manager() { return *m_manager; }

    /// `done` runs, if `context` still lives, when the HTTP thread has worked off everything it was told
    /// until now: an aborted request writes nothing any more. The transport is good for nothing else
    /// afterwards.
    void whenWorkedOff(QObject *context, std::function<void()> done);

private:
    QNetworkAccessManager *m_manager;
};
