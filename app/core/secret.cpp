// SPDX-License-Identifier: MIT
#include "core/secret.h"

#include "core/guardedmemory.h"

#include <sodium.h>

#include <cstring>
#include <utility>

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty() && bytes.isDetached()) {
        sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
        bytes.resize(0);
    } else {
        bytes.clear();
    }
}

void wipe(QString &text)
{
    if (!text.isEmpty() && text.isDetached()) {
        sodium_memzero(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
        text.resize(0);
    } else {
        text.clear();
    }
}

Secret::Secret(QByteArray &&utf8)
    : m_size(utf8.size())
{
    if (m_size > 0) {
        m_bytes = GuardedMemory::take(m_size);
        std::memcpy(m_bytes, utf8.constData(), static_cast<std::size_t>(m_size));
    }
    wipe(utf8);
}

Secret Secret::fromText(QString &&text)
{
    QByteArray utf8 = text.toUtf8();
    wipe(text);
    return Secret(std::move(utf8));
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{ }

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        clear();
        m_bytes = std::exchange(other.m_bytes, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    clear();
}

Secret Secret::duplicate() const
{
    Secret copy;
    if (m_size > 0) {
        copy.m_bytes = GuardedMemory::take(m_size);
        copy.m_size = m_size;
        std::memcpy(copy.m_bytes, m_bytes, static_cast<std::size_t>(m_size));
    }
    return copy;
}

bool Secret::isSameAs(const Secret &other) const
{
    if (m_size != other.m_size)
        return false;
    return m_size == 0 || sodium_memcmp(m_bytes, other.m_bytes, static_cast<std::size_t>(m_size)) == 0;
}

Secret Secret::fingerprint() const
{
    Secret mark;
    if (m_size == 0)
        return mark;
    mark.m_bytes = GuardedMemory::take(crypto_generichash_BYTES);
    mark.m_size = crypto_generichash_BYTES;
    crypto_generichash(reinterpret_cast<unsigned char *>(mark.m_bytes), crypto_generichash_BYTES,
        reinterpret_cast<const unsigned char *>(m_bytes), static_cast<unsigned long long>(m_size), nullptr,
        0);
    return mark;
}

void Secret::clear()
{
    if (m_bytes) {
        GuardedMemory::giveBack(std::exchange(m_bytes, nullptr), m_size);
    }
    m_size = 0;
}
