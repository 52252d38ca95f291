// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QStringList>

/// What one new account shall show: an organization, or the lists of some of its workspaces.
struct WizardTarget
{
    Organization organization; ///< its name is empty when the id was typed
    QStringList workspaceIds; ///< empty = the organization's own list

    bool operator==(const WizardTarget &) const = default;
};
