// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/token.h"

#include <QByteArray>
#include <QCoreApplication>

/// Makes the body of Astronomer's update, a full replacement, out of what the server has now and what a
/// person changed. What the change does not name is sent back as it is, every role of the token included,
/// because a role that is not sent is taken away. Pure, any thread. Facts: api/astronomer.md 1.3.
///
/// Shapes: organization tokens {name, description, roles: {organization, workspace[], deployment[]?}};
/// workspace tokens {name, description, role}, or with deployment roles, which only newer services have, the
/// newer {name, description, roles: {workspace, deployment[]}}.
class AstronomerUpdate final
{
    Q_DECLARE_TR_FUNCTIONS(AstronomerUpdate)

public:
    /// `current` must come from AstronomerJson::readWholeToken(). Errors are NotSent: Invalid (field "role")
    /// for a change that the token cannot take, Unsupported for roles that this version could not send back.
    [[nodiscard]] static Result<QByteArray> body(const Token &current, const TokenChange &change);

private:
    [[nodiscard]] static Result<QList<TokenRole>> editedRoles(
        const Token &current, const QList<RoleEdit> &edits);
};
