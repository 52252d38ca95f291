// SPDX-License-Identifier: MIT
#include "store/guardedkey.h"

#include <sodium.h>

#include <cstring>
#include <new>

GuardedKey GuardedKey::random()
{
    return filled([](unsigned char *to) {
        randombytes_buf(to, byteCount);
        return true;
    });
}

GuardedKey GuardedKey::copyOf(QByteArrayView bytes)
{
    Q_ASSERT(bytes.size() >= byteCount);
    return filled([bytes](unsigned char *to) {
        std::memcpy(to, bytes.data(), byteCount);
        return true;
    });
}

void GuardedKey::clear()
{
    if (m_bytes)
        sodium_free(m_bytes);
    m_bytes = nullptr;
}

GuardedKey GuardedKey::allocated()
{
    static const bool isReady = sodium_init() >= 0;
    if (!isReady)
        qFatal("libsodium cannot start: no source of randomness");
    GuardedKey key;
    key.m_bytes = static_cast<unsigned char *>(sodium_malloc(byteCount));
    if (!key.m_bytes)
        throw std::bad_alloc();
    return key;
}

void GuardedKey::show() const
{
    Q_ASSERT(m_bytes);
    sodium_mprotect_readonly(m_bytes);
}

void GuardedKey::hide() const
{
    sodium_mprotect_noaccess(m_bytes);
}
