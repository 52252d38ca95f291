// SPDX-License-Identifier: MIT
#pragma once

#include "demo/democaller.h"
#include "demo/demoplace.h"
#include "demo/emulatedservice.h"

#include <optional>

class DemoWorld;

/// Qovery's organization API tokens, of the seed's time or of today, with today's policy
/// tokens (api/qovery.md, openapi/qovery*.yaml).
class QoveryService final : public EmulatedService
{
public:
    enum class Era { Seed, Today };

    QoveryService(DemoWorld &world, Era era);

    [[nodiscard]] ServiceCall route(const WireRequest &request) const override;
    [[nodiscard]] ServiceAnswer perform(
        const ServiceCall &call, const WireRequest &request, const Fault &fault) override;
    [[nodiscard]] WireResponse tooManyRequests() const override;

private:
    [[nodiscard]] std::optional<DemoCaller> authenticate(const WireRequest &request) const;
    [[nodiscard]] WireResponse refuse(int status, const QString &detail) const;
    [[nodiscard]] WireResponse listOrganizations(const DemoCaller &caller) const;
    [[nodiscard]] WireResponse listRoles(const DemoOrganization &organization, bool isCustomOnly) const;
    [[nodiscard]] WireResponse listTokens(DemoOrganization &organization, const WireRequest &request) const;
    /// Not yet in the world.
    [[nodiscard]] DemoToken newToken(const DemoOrganization &organization, const DemoCaller &caller,
        const DemoRoleChoice &role, const QString &name) const;
    [[nodiscard]] ServiceAnswer createToken(
        DemoOrganization &organization, const DemoCaller &caller, const WireRequest &request);
    [[nodiscard]] ServiceAnswer deleteToken(const DemoOrganization &organization, const QString &tokenId);
    [[nodiscard]] ServiceAnswer performOnPolicies(DemoOrganization &organization, const DemoCaller &caller,
        const ServiceCall &call, const WireRequest &request);
    [[nodiscard]] ServiceAnswer createPolicyToken(
        DemoOrganization &organization, const DemoCaller &caller, const WireRequest &request);
    [[nodiscard]] QByteArray tokenJson(const DemoToken &token) const;
    [[nodiscard]] QByteArray policyTokenJson(const DemoToken &token) const;

    DemoWorld &m_world;
    Era m_era;
};
