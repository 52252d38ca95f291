// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// Where the profile is when nobody says otherwise: the platform's folder for the data of this program, or,
/// on Windows, the folder `data` beside a portable program. Needs a QCoreApplication. Thread: any.
[[nodiscard]] QString defaultProfileFolder();

/// The profile's folder of the portable program in `programFolder`: one with the file `tokenry-portable.txt`
/// beside it, as the ZIP archive for Windows has it. Empty for any other.
[[nodiscard]] QString portableProfileFolder(const QString &programFolder);
