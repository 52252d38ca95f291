// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <cstddef>
#include <cstdint>

/// The invented bytes, taken off from the front.
class FuzzInput final
{
public:
    FuzzInput(const std::uint8_t *data, std::size_t size)
        : m_data(reinterpret_cast<const char *>(data))
        , m_size(static_cast<qsizetype>(size))
    { }

    /// 0 when there are none left.
    [[nodiscard]] quint8 byte()
    {
        if (m_size == 0)
            return 0;
        --m_size;
        return static_cast<quint8>(*m_data++);
    }
    /// `size` bytes, or what is left. A copy of its own, so that a read past its end is seen.
    [[nodiscard]] QByteArray bytes(qsizetype size)
    {
        size = qMin(size, m_size);
        const QByteArray taken(m_data, size);
        m_data += size;
        m_size -= size;
        return taken;
    }
    [[nodiscard]] QByteArray rest() { return bytes(m_size); }

private:
    const char *m_data;
    qsizetype m_size;
};

/// What has to hold for every input.
inline void require(bool holds, const char *what)
{
    if (!holds)
        qFatal("It does not hold that %s", what);
}
