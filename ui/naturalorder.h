// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

/// Order of names for people: case and accents do not matter, numbers inside count by value ("token 9" before
/// "token 10"). Below 0 when `one` comes first. Cheap enough to be called a million times for one sort, which
/// QCollator is not.
[[nodiscard]] int compareNaturally(QStringView one, QStringView other);
