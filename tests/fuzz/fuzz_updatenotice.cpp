// SPDX-License-Identifier: MIT
#include "core/updatenotice.h"
#include "fuzzinput.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <sodium.h>

namespace {

struct KeyPair
{
    KeyPair()
    {
        require(sodium_init() >= 0, "libsodium starts");
        const QByteArray seed(crypto_sign_SEEDBYTES, 's');
        crypto_sign_seed_keypair(
            raw(open), raw(secret), reinterpret_cast<const unsigned char *>(seed.data()));
    }
    static unsigned char *raw(QByteArray &bytes) { return reinterpret_cast<unsigned char *>(bytes.data()); }

    QByteArray open{crypto_sign_PUBLICKEYBYTES, '\0'};
    QByteArray secret{crypto_sign_SECRETKEYBYTES, '\0'};
};

QByteArray signedFile(KeyPair &keys, const QByteArray &payload)
{
    QByteArray message = updateSigningContext() + payload;
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(KeyPair::raw(signature), nullptr, KeyPair::raw(message),
        static_cast<unsigned long long>(message.size()), KeyPair::raw(keys.secret));
    return QJsonDocument(QJsonObject{{QStringLiteral("payload"), QString::fromLatin1(payload.toBase64())},
                             {QStringLiteral("signature"), QString::fromLatin1(signature.toBase64())}})
        .toJson();
}

} // namespace

/// The bytes once as a whole file, which nobody signed, and once as what the makers signed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static KeyPair keys;
    const QByteArray bytes = FuzzInput(data, size).rest();
    const UpdateReading foreign = readUpdateNotice(bytes, keys.open);
    require(!foreign.notice, "nothing is believed that is not signed");
    require(foreign.doubt != UpdateDoubt::None, "what is not believed has its reason");

    const UpdateReading own = readUpdateNotice(signedFile(keys, bytes), keys.open);
    require(
        own.notice.has_value() == (own.doubt == UpdateDoubt::None), "a reason stands for a missing notice");
    if (own.notice) {
        require(own.notice->version.segmentCount() == 3, "a version has three numbers");
        require(own.notice->issued < own.notice->expires, "a notice holds for some time");
        require(own.notice->page.scheme() == QLatin1String("https") && !own.notice->page.host().isEmpty(),
            "a browser is only ever sent to a page by https");
    }
    return 0;
}
