// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "providers/toolsignin.h"

#include <QByteArray>

/// Reads the file in which a provider's own tool keeps its sign-in (ProviderInfo::toolFile): Qovery's
/// context.json, Astronomer's config.yaml with its contexts, of which the current one counts. `content` is
/// wiped.
///
/// Errors are NotSent: Invalid when the file cannot be understood (`technical` names line and reason),
/// NotFound when it is well-formed and holds no sign-in, Unsupported for another provider. Pure, any thread.
[[nodiscard]] Result<ToolSignIn> readToolFile(const QString &providerKey, QByteArray &&content);
