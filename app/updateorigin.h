// SPDX-License-Identifier: MIT
#pragma once

#include "session/updatesource.h"

#include <QString>

#include <optional>

/// Where this installation hears of newer versions. None when the build names no source, and in an
/// installation that something else keeps up to date: only those that a person updates (bundle, portable
/// archive, Setup, disk image) have the marker file `update-check`, beside the program, in `share/tokenry` or
/// among the resources of an application bundle. `programDirectory`: of the running program.
[[nodiscard]] std::optional<UpdateSource> updateOrigin(const QString &programDirectory);

/// The same for another address and key (Base64) than the build's.
[[nodiscard]] std::optional<UpdateSource> updateOrigin(
    const QString &programDirectory, const QString &address, const QByteArray &key);
