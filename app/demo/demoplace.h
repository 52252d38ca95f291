// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demotokenlist.h"

/// A role that an organization offers; ids differ from organization to organization. Qovery's built-in and
/// custom ones; of Astronomer's the custom ones, which are for deployments.
struct DemoRoleChoice
{
    QString id;
    QString name;
    QString description; ///< custom roles only
    bool isCustom = false;
    QStringList restrictedWorkspaceIds{}; ///< Astronomer only: where it may be given; empty = everywhere
};

/// An organization of one of the services.
struct DemoOrganization
{
    DemoService service = DemoService::Qovery;
    QString id;
    QString name;
    QString shortName; ///< Astronomer only
    QString plan; ///< Qovery plan or Astronomer support plan
    QString description;
    DemoMoment createdAt;
    DemoMoment updatedAt;
    QList<DemoRoleChoice> roles;
    QStringList workspaceIds; ///< Astronomer only
    DemoTokenList tokens; ///< the organization's own list
    DemoTokenList policyTokens; ///< Qovery only
    DemoTokenList allTokens; ///< those of its workspaces and deployments too
};

/// A workspace of an Astronomer organization.
struct DemoWorkspace
{
    QString id;
    QString organizationId;
    QString name;
    QString description;
    DemoMoment createdAt;
    DemoMoment updatedAt;
    DemoTokenList tokens; ///< its own tokens and organization tokens with a role in it
};

/// A deployment of an Astronomer workspace; v1 only.
struct DemoDeployment
{
    QString id;
    QString organizationId;
    QString workspaceId;
    QString name;
    DemoMoment createdAt;
    DemoMoment updatedAt;
    DemoTokenList tokens; ///< its own tokens and others with a role on it
};
