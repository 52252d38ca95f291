// SPDX-License-Identifier: MIT
#include "demo/gzipzeros.h"

#include <array>

namespace {

constexpr qint64 longestMatch = 258;

/// Bits into bytes, the lowest bit first, as deflate wants them.
class BitWriter
{
public:
    explicit BitWriter(QByteArray &bytes)
        : m_bytes(bytes)
    { }

    /// Of a number: lowest bit first.
    void number(quint32 value, int bits)
    {
        for (int i = 0; i < bits; ++i)
            bit((value >> i) & 1U);
    }
    /// Of a Huffman code: highest bit first.
    void code(quint32 value, int bits)
    {
        for (int i = bits - 1; i >= 0; --i)
            bit((value >> i) & 1U);
    }
    void finish()
    {
        while (m_used != 0)
            bit(0);
    }

private:
    void bit(quint32 value)
    {
        m_current |= value << m_used;
        if (++m_used == 8) {
            m_bytes += static_cast<char>(m_current);
            m_current = 0;
            m_used = 0;
        }
    }

    QByteArray &m_bytes;
    quint32 m_current = 0;
    int m_used = 0;
};

/// What a run of input bytes does to a CRC register: linear over its 32 bits, so a run of 2^n zeros costs n
/// squarings and not 2^n steps.
using Step = std::array<quint32, 32>;

quint32 applied(const Step &step, quint32 value)
{
    quint32 result = 0;
    for (std::size_t i = 0; i < step.size(); ++i) {
        if ((value >> i) & 1U)
            result ^= step[i];
    }
    return result;
}

Step oneZeroByte()
{
    constexpr quint32 polynomial = 0xedb88320U;
    Step step{};
    for (std::size_t i = 0; i < step.size(); ++i) {
        quint32 value = 1U << i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) ? (value >> 1) ^ polynomial : value >> 1;
        step[i] = value;
    }
    return step;
}

quint32 crcOfZeros(qint64 count)
{
    quint32 value = 0xffffffffU;
    Step step = oneZeroByte();
    while (count > 0) {
        if (count & 1)
            value = applied(step, value);
        Step twice{};
        for (std::size_t i = 0; i < step.size(); ++i)
            twice[i] = applied(step, step[i]);
        step = twice;
        count >>= 1;
    }
    return value ^ 0xffffffffU;
}

void appendLittleEndian(QByteArray &bytes, quint32 value)
{
    for (int shift = 0; shift < 32; shift += 8)
        bytes += static_cast<char>((value >> shift) & 0xffU);
}

} // namespace

QByteArray gzipOfZeros(qint64 count)
{
    QByteArray bytes = QByteArray::fromHex("1f8b08000000000000ff");
    bytes.reserve(count / 150 + 64);
    BitWriter bits(bytes);
    bits.number(1, 1); // last block
    bits.number(1, 2); // fixed Huffman codes
    qint64 left = count;
    const auto literalZero = [&] {
        bits.code(0x30, 8);
        --left;
    };
    if (left > 0)
        literalZero();
    while (left >= longestMatch) {
        bits.code(0xc5, 8); // length 258 …
        bits.code(0, 5); // … from one byte back
        left -= longestMatch;
    }
    while (left > 0)
        literalZero();
    bits.code(0, 7); // end of block
    bits.finish();
    appendLittleEndian(bytes, crcOfZeros(count));
    appendLittleEndian(bytes, static_cast<quint32>(count & 0xffffffff));
    return bytes;
}
