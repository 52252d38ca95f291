// SPDX-License-Identifier: MIT
#pragma once

#include "core/tokenptr.h"

#include <QDateTime>
#include <QList>
#include <QString>

/// What an account's lists held when all of them were last read to their end. Metadata only.
struct CachedListing
{
    QString accountId;
    QDateTime listedAt; ///< UTC
    QList<Workspace> workspaces; ///< by name, as far as the service told
    TokenPtrs tokens; ///< equal texts and role lists share their memory
};
