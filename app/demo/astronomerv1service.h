// SPDX-License-Identifier: MIT
#pragma once

#include "demo/democaller.h"
#include "demo/demoplace.h"
#include "demo/emulatedservice.h"

#include <optional>

class DemoWorld;
class QJsonObject;
class RequestBody;

/// Astronomer's current generation: one family of paths for the tokens of an organization, its workspaces and
/// its deployments, and the lists that a picker needs (api/astronomer.md section 2,
/// openapi/astronomer-v1.yaml). Shows the same world as AstronomerService.
///
/// Where the documents are silent: a list of tokens does not tell their roles; the owner of a workspace also
/// manages the tokens of its deployments, and on an organization's token the roles in his workspace; a
/// description that is not sent stays.
class AstronomerV1Service final : public EmulatedService
{
public:
    explicit AstronomerV1Service(DemoWorld &world);

    [[nodiscard]] ServiceCall route(const WireRequest &request) const override;
    [[nodiscard]] ServiceAnswer perform(
        const ServiceCall &call, const WireRequest &request, const Fault &fault) override;
    [[nodiscard]] WireResponse tooManyRequests() const override;

private:
    /// Everything an operation in an organization works with.
    struct Task
    {
        const ServiceCall &call;
        const WireRequest &request;
        const Fault &fault;
        const DemoCaller &caller;
        DemoOrganization &organization;

        [[nodiscard]] bool isOwner() const
        {
            return caller.roleIn(organization.id) == QLatin1String("ORGANIZATION_OWNER");
        }
    };

    [[nodiscard]] WireResponse listOrganizations(const DemoCaller &caller, const WireRequest &request);
    [[nodiscard]] WireResponse listWorkspaces(const Task &task);
    [[nodiscard]] WireResponse listDeployments(const Task &task);
    [[nodiscard]] static WireResponse listRoles(const Task &task);
    [[nodiscard]] WireResponse self(const DemoCaller &caller, const WireRequest &request) const;
    [[nodiscard]] WireResponse listTokens(const Task &task);
    [[nodiscard]] ServiceAnswer createToken(const Task &task);
    [[nodiscard]] ServiceAnswer performTokenCall(const Task &task);
    [[nodiscard]] ServiceAnswer updateToken(const Task &task, const DemoToken &token);
    [[nodiscard]] ServiceAnswer updateRoles(const Task &task, const DemoToken &token);
    [[nodiscard]] ServiceAnswer issueAgain(const Task &task, const DemoToken &token);
    [[nodiscard]] ServiceAnswer removeToken(const DemoToken &token);

    [[nodiscard]] bool mayRead(const Task &task, const QString &placeId);
    [[nodiscard]] bool mayRead(const Task &task, const DemoToken &token);
    [[nodiscard]] bool mayManage(const Task &task, const QString &placeId);
    /// Only roles in places the caller manages differ.
    [[nodiscard]] bool mayExchange(
        const Task &task, const QList<DemoRole> &before, const QList<DemoRole> &after);
    /// The organization, or a workspace or deployment of it, as `scope` says.
    [[nodiscard]] bool hasPlace(const Task &task, const QString &scope, const QString &placeId);
    /// A role that the wanted scope knows; of a deployment also what the organization made for it.
    [[nodiscard]] QString roleWord(
        const Task &task, RequestBody &body, const QString &scope, const QString &placeId);
    [[nodiscard]] DemoRole readRole(const Task &task, const QJsonObject &object, RequestBody &body);
    [[nodiscard]] QList<DemoRole> readRoles(const Task &task, const DemoToken &token, RequestBody &body);

    DemoWorld &m_world;
};
