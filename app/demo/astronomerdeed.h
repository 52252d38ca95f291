// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demotoken.h"

class DemoWorld;

/// What the operations do to a token once they are allowed, the same in both generations of Astronomer.
namespace astronomerdeed {

inline constexpr int maxName = 256;
inline constexpr int maxDescription = 500;
inline constexpr int maxExpiryDays = 3650;
inline constexpr qint64 msecsPerDay = qint64(24) * 3600 * 1000;

/// A token that is issued with its value.
struct Issue
{
    const DemoToken &token;
    QByteArray secret;
};

/// Makes a token of a draft that has its home, texts, roles and expiryDays.
[[nodiscard]] Issue create(DemoWorld &world, DemoToken draft, const DemoSubjectPointer &by);
/// A new value; the old one dies at once.
[[nodiscard]] Issue rotate(DemoWorld &world, const DemoToken &token, const DemoSubjectPointer &by);
void rename(DemoWorld &world, const DemoToken &token, const QString &name, const QString &description,
    const DemoSubjectPointer &by);
void setRoles(
    DemoWorld &world, const DemoToken &token, const QList<DemoRole> &roles, const DemoSubjectPointer &by);

} // namespace astronomerdeed
