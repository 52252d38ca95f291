// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"

#include <QString>
#include <QStringList>

/// A credential from elsewhere on this computer, with what stood beside it.
struct FoundCredential
{
    QString providerKey; ///< whose it is meant to be
    QString origin; ///< for people: the variable's name or the file's path
    Secret credential;
    QString organizationId; ///< empty = not told
    QStringList workspaceIds; ///< empty = not told
};
