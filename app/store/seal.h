// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"
#include "store/guardedkey.h"

#include <QByteArray>

#include <optional>

/// Authenticated encryption as the vault uses it: XChaCha20-Poly1305-IETF, a fresh random nonce each time.
/// `context` is not kept but must be the same at opening, so that what was sealed for one place opens in no
/// other.
struct Sealed
{
    QByteArray nonce;
    QByteArray box; ///< ciphertext and tag

    bool operator==(const Sealed &) const = default;
};

/// Precondition for all: `key` is not empty.
[[nodiscard]] Sealed seal(const GuardedKey &key, QByteArrayView clear, const QByteArray &context);
[[nodiscard]] Sealed seal(const GuardedKey &key, const GuardedKey &inner, const QByteArray &context);
/// Nothing unless every bit is as it was sealed.
[[nodiscard]] std::optional<Secret> unseal(
    const GuardedKey &key, const Sealed &sealed, const QByteArray &context);
/// A sealed key; empty unless every bit is as it was sealed.
[[nodiscard]] GuardedKey unsealKey(const GuardedKey &key, const Sealed &sealed, const QByteArray &context);
