// SPDX-License-Identifier: MIT
#include "net/readlane.h"

ReadLane::ReadLane(ProxyRoute &route)
    : m_transport(route)
{ }

bool ReadLane::isTurnOf(const QObject *who)
{
    const bool isNext = m_queue.isEmpty() || m_queue.first() == who;
    if (isNext && hasRoom())
        return true;
    if (!m_queue.contains(who))
        m_queue.append(who);
    return false;
}

void ReadLane::enter(const QObject *who)
{
    ++m_underWay;
    m_queue.removeOne(who);
    if (hasRoom() && !m_queue.isEmpty())
        Q_EMIT freed();
}

void ReadLane::leave()
{
    --m_underWay;
    Q_EMIT freed();
}

void ReadLane::giveUp(const QObject *who)
{
    if (m_queue.removeOne(who) && hasRoom() && !m_queue.isEmpty())
        Q_EMIT freed();
}
