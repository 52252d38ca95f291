// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

/// A value that the simulator gave to a token, by creating or by rotating it, whether or not the answer
/// arrived. Demo data, no secret.
struct IssuedValue
{
    QString tokenId;
    QString tokenName; ///< at that moment
    QByteArray value;
};
