// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

#include <string>

/// Order of names for people: case and accents do not matter, numbers inside count by value ("token 9" before
/// "token 10"). Below 0 when `one` comes first, 0 when nothing but case, accents or leading zeros differs. A
/// weak order, so that a sort may rely on it. Cheap enough to be called a million times for one sort, which
/// QCollator is not.
[[nodiscard]] int compareNaturally(QStringView one, QStringView other);

/// Names as numbers, for sorting many at once: in the same order as the names, but equal numbers say nothing.
/// The beginning that all of them share is left out, so that what differs fits.
class NaturalPrefixes final
{
public:
    /// Tells of a name that will be asked for; all of them before the first question.
    void add(QStringView name);
    [[nodiscard]] quint64 of(QStringView name) const;

private:
    std::u16string m_common; ///< weights that every name begins with
    bool m_isFirst = true;
};
