// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/result.h"
#include "core/token.h"

#include <QJsonArray>

/// Makes the full list of roles that Astronomer v1 replaces the present one with. Works on the entries as
/// they came, so that a role of a kind that this version does not know is sent back unchanged. Pure, any
/// thread.
namespace AstronomerV1Roles {

/// `present` changed as a person wants it. Errors are Invalid/NotSent (field "role"): a role the token cannot
/// hold, or none left where the token belongs to.
[[nodiscard]] Result<QJsonArray> edited(
    const Account &account, const Token &token, const QJsonArray &present, const QList<RoleEdit> &edits);

/// `present` without the role on that workspace.
[[nodiscard]] QJsonArray without(const QJsonArray &present, const QString &workspaceId);

} // namespace AstronomerV1Roles
