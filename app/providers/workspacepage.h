// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

/// One page of an organization's workspaces.
struct WorkspacePage
{
    QList<Workspace> workspaces;
    qint64 total = -1; ///< -1 = the server does not say
    qint64 received = 0; ///< entries of the page, readable or not
};
