// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"

#include <QString>
#include <QStringList>

/// What a provider's own command-line tool keeps of a person's sign-in.
struct ToolSignIn
{
    Secret credential;
    QString organizationId; ///< the one in use there; empty = not told
    QStringList workspaceIds; ///< the one in use there; empty = not told
};
