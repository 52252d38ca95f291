// SPDX-License-Identifier: MIT
#include "fuzzinput.h"
#include "providers/jwt.h"

#include <QJsonDocument>

/// The bytes once as a credential and once as the claims of one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = FuzzInput(data, size).rest();
    if (Jwt::claims(bytes))
        require(
            Jwt::isOne(bytes) && bytes.size() <= Jwt::longest, "only a JWT of bearable length has claims");

    const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray wrapped = "eyJ9." + bytes.toBase64(options) + ".c2ln";
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    const auto claims = Jwt::claims(wrapped);
    if (wrapped.size() > Jwt::longest || !document.isObject()) {
        require(!claims, "what is no object has no claims");
        return 0;
    }
    require(claims.has_value() && *claims == document.object(), "the claims are those that were wrapped");
    return 0;
}
