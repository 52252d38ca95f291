// SPDX-License-Identifier: MIT
#pragma once

#include "net/transport.h"

#include <QList>
#include <QObject>

/// The connections over which one service is read, for all accounts that reach it the same way: opened once
/// and kept by Qt. Who waits for a turn gets it in the order of asking, one at a time: the long list of one
/// account does not hold up the others.
///
/// Ownership: shared by the dispatchers. Thread: one.
class ReadLane final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadLane)

public:
    /// Qt opens six connections to one host and sends the next request as soon as one is free, without this
    /// thread, which may have a window to build. More would wait there for long, where no gate holds them.
    static constexpr int mostAtOnce = 18;

    /// `route`: of whoever opens it; need not live as long.
    explicit ReadLane(ProxyRoute &route);

    [[nodiscard]] QNetworkAccessManager &manager() { return m_transport.manager(); }

    /// Whether `who` may begin a read now. When not, it is in the queue, and must ask again at every freed().
    [[nodiscard]] bool isTurnOf(const QObject *who);
    /// A read begins. It was the turn of `who`, which has to ask anew for another one.
    void enter(const QObject *who);
    /// A read ended.
    void leave();
    /// `who` has nothing to read, or may not just now: its place in the queue goes to the next.
    void giveUp(const QObject *who);

Q_SIGNALS:
    /// It may be somebody's turn. Connect queued: it is emitted from destructors too.
    void freed();

private:
    [[nodiscard]] bool hasRoom() const { return m_underWay < mostAtOnce; }

    Transport m_transport;
    QList<const QObject *> m_queue; ///< never looked into
    int m_underWay = 0;
};
