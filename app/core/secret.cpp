// SPDX-License-Identifier: MIT
#include "core/secret.h"

#include <cstring>
#include <utility>

namespace {

void overwrite(void *memory, std::size_t size)
{
    // A volatile pointer keeps the store although nobody reads the memory again.
    auto *byte = static_cast<volatile unsigned char *>(memory);
    while (size-- > 0)
        *byte++ = 0;
}

} // namespace

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty() && bytes.isDetached()) {
        overwrite(bytes.data(), static_cast<std::size_t>(bytes.size()));
        bytes.resize(0);
    } else {
        bytes.clear();
    }
}

void wipe(QString &text)
{
    if (!text.isEmpty() && text.isDetached()) {
        overwrite(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
        text.resize(0);
    } else {
        text.clear();
    }
}

Secret::Secret(QByteArray &&utf8)
    : m_size(utf8.size())
{
    if (m_size > 0) {
        m_bytes = std::make_unique<char[]>(static_cast<std::size_t>(m_size));
        std::memcpy(m_bytes.get(), utf8.constData(), static_cast<std::size_t>(m_size));
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
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0))
{ }

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        clear();
        m_bytes = std::move(other.m_bytes);
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
    return Secret(QByteArray(m_bytes.get(), m_size));
}

void Secret::clear()
{
    if (m_bytes)
        overwrite(m_bytes.get(), static_cast<std::size_t>(m_size));
    m_bytes.reset();
    m_size = 0;
}
