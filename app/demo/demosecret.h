// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demotoken.h"

class QRandomGenerator;

/// Values in the form of the real services', made to be recognised as demo data.
namespace demosecret {

/// `count` characters of 0-9, a-z, A-Z.
[[nodiscard]] QByteArray randomWord(QRandomGenerator &random, int count);
/// A Qovery organization token: `qov_` and random characters; a policy token: `sk-qov-01-` and such.
[[nodiscard]] QByteArray qoveryToken(QRandomGenerator &random, bool isPolicy = false);
/// An Astronomer token: an unsigned JWT with the claims the vendor's CLI reads (api/astronomer.md section 3).
[[nodiscard]] QByteArray astronomerToken(
    QRandomGenerator &random, const DemoToken &token, qint64 issuedMsecs);
/// The JWT of a signed-in person, which ends at `expiresMsecs`.
[[nodiscard]] QByteArray personToken(
    QRandomGenerator &random, const DemoSubject &person, qint64 expiresMsecs);
/// Three dot-separated parts that begin like a JSON object in base64url.
[[nodiscard]] bool looksLikeJwt(const QByteArray &value);

} // namespace demosecret
