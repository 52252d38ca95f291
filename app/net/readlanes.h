// SPDX-License-Identifier: MIT
#pragma once

#include "net/readlane.h"

#include <QHash>

#include <memory>

struct HttpSettings;

/// One lane for every service and way to it, as long as somebody uses it. An account with authorities of its
/// own or a login at the proxy never shares: Qt keeps open what it trusted and where it was let in.
/// Thread: one.
class ReadLanes final
{
    Q_DISABLE_COPY_MOVE(ReadLanes)

public:
    ReadLanes() = default;

    /// `route`: made of the same settings.
    [[nodiscard]] std::shared_ptr<ReadLane> laneFor(const HttpSettings &settings, ProxyRoute &route);

private:
    QHash<QString, std::weak_ptr<ReadLane>> m_lanes; ///< by service and way
};
