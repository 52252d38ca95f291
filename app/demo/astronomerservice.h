// SPDX-License-Identifier: MIT
#pragma once

#include "demo/democaller.h"
#include "demo/demoplace.h"
#include "demo/emulatedservice.h"

class DemoWorld;

/// Astronomer's v1alpha1 organization and workspace API tokens (api/astronomer.md,
/// openapi/astronomer-v1alpha1.yaml).
class AstronomerService final : public EmulatedService
{
public:
    explicit AstronomerService(DemoWorld &world);

    [[nodiscard]] ServiceCall route(const WireRequest &request) const override;
    [[nodiscard]] ServiceAnswer perform(
        const ServiceCall &call, const WireRequest &request, const Fault &fault) override;
    [[nodiscard]] WireResponse tooManyRequests() const override;

private:
    /// Everything a token operation works with.
    struct Task
    {
        const ServiceCall &call;
        const WireRequest &request;
        const Fault &fault;
        const DemoCaller &caller;
        DemoOrganization &organization;
        DemoWorkspace *workspace; ///< null on the organization's paths

        [[nodiscard]] DemoTokenList &list() const
        {
            return workspace != nullptr ? workspace->tokens : organization.tokens;
        }
    };

    [[nodiscard]] ServiceAnswer performTokenCall(const Task &task);
    [[nodiscard]] WireResponse listOrganizations(const DemoCaller &caller, const WireRequest &request);
    [[nodiscard]] WireResponse listWorkspaces(
        const DemoCaller &caller, const DemoOrganization &organization, const WireRequest &request);
    /// Not in the reconstructed document; api/astronomer.md section 3 has it.
    [[nodiscard]] WireResponse listDeployments(
        const DemoCaller &caller, const DemoOrganization &organization, const WireRequest &request);
    [[nodiscard]] WireResponse self(const DemoCaller &caller, const WireRequest &request) const;
    [[nodiscard]] WireResponse listTokens(const Task &task);
    [[nodiscard]] ServiceAnswer createToken(const Task &task);
    [[nodiscard]] ServiceAnswer updateToken(const Task &task, const DemoToken &token);
    [[nodiscard]] ServiceAnswer rotateToken(const Task &task, const DemoToken &token);
    [[nodiscard]] ServiceAnswer removeToken(const Task &task, const DemoToken &token);
    [[nodiscard]] QList<DemoRole> wantedRoles(const Task &task, class RequestBody &body) const;

    DemoWorld &m_world;
};
