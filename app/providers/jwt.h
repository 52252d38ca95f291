// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QJsonObject>

#include <optional>

/// What can be read of a JSON Web Token without its key. Nothing is verified, and any bytes are taken. Pure,
/// any thread.
namespace Jwt {

/// Longer ones are nobody's credential: no header could carry them.
constexpr qsizetype longest = 64 * 1024; // bytes

/// Three base64url segments, the first of a JSON object. Its padding and length say nothing: the header of a
/// JWT is unpadded and of any length.
[[nodiscard]] bool isOne(QByteArrayView credential);

/// The claims, as they stand there. None for what is no JWT, is too long, or whose claims are no JSON object.
[[nodiscard]] std::optional<QJsonObject> claims(QByteArrayView credential);

} // namespace Jwt
