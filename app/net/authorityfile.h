// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QList>
#include <QSslCertificate>

/// Every certificate of a PEM file, to be trusted beside the system's. `path` is absolute. Errors: Tls,
/// NotSent, with a sentence for people in `technical`: no such file, cannot be read, no certificate in it.
[[nodiscard]] Result<QList<QSslCertificate>> readAuthorities(const QString &path);
