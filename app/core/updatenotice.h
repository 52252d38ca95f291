// SPDX-License-Identifier: MIT
#pragma once

#include "core/updatedoubt.h"

#include <QByteArray>
#include <QDateTime>
#include <QUrl>
#include <QVersionNumber>

#include <optional>

/// What the makers say about the newest version. Only readUpdateNotice() makes one, so it is always theirs.
struct UpdateNotice
{
    QVersionNumber version; ///< three numbers
    QDateTime issued; ///< UTC
    QDateTime expires; ///< UTC; after that the notice says nothing any more
    QUrl page; ///< where a person reads about it and gets it; https
};

/// A notice, or why there is none.
struct UpdateReading
{
    std::optional<UpdateNotice> notice;
    UpdateDoubt doubt = UpdateDoubt::None; ///< None exactly when there is a notice
};

/// The longest file that is looked at, in bytes.
constexpr qsizetype longestUpdateFile = 16 * 1024;

/// What the signature is made over, before the payload: a signature for something else is none for a notice.
[[nodiscard]] QByteArray updateSigningContext();

/// The key in Base64 as the build names it, or as the signing program prints it; empty when it is none.
[[nodiscard]] QByteArray updateKeyFromText(QByteArrayView base64);

/// Three numbers with points between, as `1.2.3`; null when the text is anything else.
[[nodiscard]] QVersionNumber releaseVersion(QStringView text);

/// Reads `latest.json`: an object of "payload" and "signature", both in Base64. The signature (Ed25519) is
/// checked against `publicKey` before a byte of the payload is looked at. Dates are for the asker to judge. A
/// pure function; any bytes may come.
[[nodiscard]] UpdateReading readUpdateNotice(const QByteArray &file, const QByteArray &publicKey);
