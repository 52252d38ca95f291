// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "session/updatefinding.h"

#include <QString>
#include <QUrl>

/// What a look for a newer version came to, in a person's words. Plain text.
struct UpdateText
{
    QString sentence; ///< what happened, and what to do where something can be done
    QString details; ///< for "Copy details"; may be empty
};

[[nodiscard]] UpdateText describeUpdate(
    const UpdateFinding &finding, const QVersionNumber &own, const QUrl &address);
/// For a server that could not be asked.
[[nodiscard]] UpdateText describeUpdateTrouble(const Error &error, const QUrl &address);
