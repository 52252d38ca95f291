// SPDX-License-Identifier: MIT
#pragma once

#include "demo/democaller.h"
#include "demo/demoplace.h"

/// The JSON of Astronomer's v1alpha1 answers (openapi/astronomer-v1alpha1.yaml), written as text.
namespace astronomerjson {

/// A token without its secret; rendered once and kept in the token until it changes.
[[nodiscard]] const QByteArray &token(const DemoToken &token);
/// A token with its secret, as create and rotate answer.
[[nodiscard]] QByteArray issuedToken(const DemoToken &token, const QByteArray &secret);
[[nodiscard]] QByteArray organization(const DemoOrganization &organization);
[[nodiscard]] QByteArray workspace(const DemoWorkspace &workspace, const DemoOrganization &home);
/// The profile of a signed-in person.
[[nodiscard]] QByteArray self(const DemoCaller &caller, const DemoMoment &since);
/// `{key: items, limit, offset, totalCount}`
[[nodiscard]] QByteArray page(
    const char *key, const QByteArray &items, qint64 offset, qint64 limit, qint64 total);

} // namespace astronomerjson
