// SPDX-License-Identifier: MIT
#pragma once

#include "demo/democaller.h"
#include "demo/demoplace.h"

/// The JSON of Astronomer's answers (openapi/astronomer-v1alpha1.yaml, openapi/astronomer-v1.yaml), written
/// as text.
namespace astronomerjson {

/// A token without its secret; rendered once and kept in the token until it changes.
[[nodiscard]] const QByteArray &token(const DemoToken &token);
/// A token with its secret, as create and rotate answer.
[[nodiscard]] QByteArray issuedToken(const DemoToken &token, const QByteArray &secret);
[[nodiscard]] QByteArray organization(const DemoOrganization &organization);
[[nodiscard]] QByteArray workspace(const DemoWorkspace &workspace, const DemoOrganization &home);
/// The profile of a signed-in person.
[[nodiscard]] QByteArray self(const DemoCaller &caller, const DemoMoment &since);
/// v1 of a token, without its roles as its lists tell it; rendered once and kept until the token changes.
[[nodiscard]] QByteArray v1ListedToken(const DemoToken &token);
/// v1 of a token with its roles.
[[nodiscard]] QByteArray v1Token(const DemoToken &token);
[[nodiscard]] QByteArray v1IssuedToken(const DemoToken &token, const QByteArray &secret);
/// What v1 answers to new roles: the roles by what they speak of.
[[nodiscard]] QByteArray v1SubjectRoles(const DemoToken &token);
[[nodiscard]] QByteArray v1Organization(const DemoOrganization &organization);
[[nodiscard]] QByteArray v1Workspace(const DemoWorkspace &workspace, const DemoOrganization &home);
/// A role that an organization made for its deployments.
[[nodiscard]] QByteArray v1Role(const DemoRoleChoice &role, const DemoOrganization &home);
/// Of a person, as v1 tells it.
[[nodiscard]] QByteArray v1Self(const DemoCaller &caller, const DemoMoment &since);
[[nodiscard]] QByteArray v1Deployment(const DemoDeployment &deployment, const DemoWorkspace &home);
/// `{key: items, limit, offset, totalCount}`
[[nodiscard]] QByteArray page(
    const char *key, const QByteArray &items, qint64 offset, qint64 limit, qint64 total);

} // namespace astronomerjson
