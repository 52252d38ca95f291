// SPDX-License-Identifier: MIT
#include "net/readlanes.h"

#include "net/httpclient.h"

namespace {

bool mayShareLane(const HttpSettings &settings)
{
    return settings.extraAuthorities.isEmpty() && settings.authorityTrouble.isEmpty()
        && settings.proxy.user.isEmpty();
}

QString laneKey(const HttpSettings &settings)
{
    const QUrl service = settings.baseUrl.adjusted(
        QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    return QStringLiteral("%1 %2 %3 %4")
        .arg(service.toString(QUrl::FullyEncoded).toLower())
        .arg(int(settings.proxy.kind))
        .arg(settings.proxy.host.toLower())
        .arg(settings.proxy.port);
}

} // namespace

std::shared_ptr<ReadLane> ReadLanes::laneFor(const HttpSettings &settings, ProxyRoute &route)
{
    if (!mayShareLane(settings))
        return std::make_shared<ReadLane>(route);
    std::weak_ptr<ReadLane> &known = m_lanes[laneKey(settings)];
    std::shared_ptr<ReadLane> lane = known.lock();
    if (!lane) {
        lane = std::make_shared<ReadLane>(route);
        known = lane;
    }
    return lane;
}
