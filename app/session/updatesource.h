// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QUrl>

/// Where news of newer versions come from, and whose they must be.
struct UpdateSource
{
    QUrl address; ///< of latest.json; https, or http on this machine
    QByteArray publicKey; ///< Ed25519, 32 bytes

    [[nodiscard]] bool isUsable() const { return address.isValid() && !publicKey.isEmpty(); }
};
