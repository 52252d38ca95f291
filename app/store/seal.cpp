// SPDX-License-Identifier: MIT
#include "store/seal.h"

#include <sodium.h>

namespace {

static_assert(GuardedKey::byteCount == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

unsigned long long length(QByteArrayView view)
{
    return static_cast<unsigned long long>(view.size());
}

bool hasSealedForm(const Sealed &sealed)
{
    return sealed.nonce.size() == nonceSize && sealed.box.size() >= tagSize;
}

/// `to` has room for the box without its tag.
bool unsealTo(unsigned char *to, const unsigned char *key, const Sealed &sealed, const QByteArray &context)
{
    return crypto_aead_xchacha20poly1305_ietf_decrypt(to, nullptr, nullptr, bytes(sealed.box),
               length(sealed.box), bytes(context), length(context), bytes(sealed.nonce), key)
        == 0;
}

} // namespace

Sealed seal(const GuardedKey &key, QByteArrayView clear, const QByteArray &context)
{
    Sealed sealed{QByteArray(nonceSize, Qt::Uninitialized), QByteArray(clear.size() + tagSize, '\0')};
    randombytes_buf(sealed.nonce.data(), nonceSize);
    key.read([&](const unsigned char *secretKey) {
        crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(sealed.box), nullptr, bytes(clear), length(clear),
            bytes(context), length(context), nullptr, bytes(sealed.nonce), secretKey);
    });
    return sealed;
}

Sealed seal(const GuardedKey &key, const GuardedKey &inner, const QByteArray &context)
{
    return inner.read([&](const unsigned char *innerBytes) {
        return seal(key, QByteArrayView(innerBytes, GuardedKey::byteCount), context);
    });
}

std::optional<Secret> unseal(const GuardedKey &key, const Sealed &sealed, const QByteArray &context)
{
    if (!hasSealedForm(sealed))
        return {};
    QByteArray clear(sealed.box.size() - tagSize, '\0');
    const bool isAuthentic = key.read(
        [&](const unsigned char *secretKey) { return unsealTo(bytes(clear), secretKey, sealed, context); });
    if (!isAuthentic)
        return {};
    return Secret(std::move(clear));
}

GuardedKey unsealKey(const GuardedKey &key, const Sealed &sealed, const QByteArray &context)
{
    if (!hasSealedForm(sealed) || sealed.box.size() != GuardedKey::byteCount + tagSize)
        return {};
    return GuardedKey::filled([&](unsigned char *to) {
        return key.read(
            [&](const unsigned char *secretKey) { return unsealTo(to, secretKey, sealed, context); });
    });
}
