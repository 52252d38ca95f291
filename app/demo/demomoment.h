// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

/// An instant with the way a server happens to write it: services send 0 to 9 fraction digits and now and
/// then an offset instead of `Z`.
struct DemoMoment
{
    static constexpr qint64 unset = -1;

    qint64 msecs = unset; ///< since 1970 UTC
    qint16 offsetMinutes = 0;
    quint8 digits = 3; ///< of the fraction, 0..9

    [[nodiscard]] bool isSet() const { return msecs != unset; }
    /// RFC 3339, without quotes.
    [[nodiscard]] QByteArray text() const;

    bool operator==(const DemoMoment &) const = default;
};
