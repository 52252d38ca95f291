// SPDX-License-Identifier: MIT
#include "store/journalrow.h"

#include <QtEndian>

#include <sodium.h>

namespace {

constexpr std::size_t sealSize = crypto_generichash_BYTES;

/// BLAKE2b over fields; each text goes in with its length, so that no two rows have the same bytes.
class Digest final
{
public:
    Digest() { crypto_generichash_init(&m_state, nullptr, 0, sealSize); }

    void add(const QByteArray &bytes)
    {
        add(qint64(bytes.size()));
        crypto_generichash_update(&m_state, reinterpret_cast<const unsigned char *>(bytes.constData()),
            static_cast<unsigned long long>(bytes.size()));
    }
    void add(const QString &text) { add(text.toUtf8()); }
    void add(qint64 number)
    {
        unsigned char bytes[sizeof number];
        qToLittleEndian(number, bytes);
        crypto_generichash_update(&m_state, bytes, sizeof bytes);
    }

    [[nodiscard]] QByteArray end()
    {
        QByteArray seal(int(sealSize), Qt::Uninitialized);
        crypto_generichash_final(&m_state, reinterpret_cast<unsigned char *>(seal.data()), sealSize);
        return seal;
    }

private:
    crypto_generichash_state m_state;
};

QByteArray digestOf(const char *words)
{
    Digest digest;
    digest.add(QByteArray(words));
    return digest.end();
}

} // namespace

QByteArray journalSeal(const QByteArray &previous, const JournalRow &row)
{
    if (sodium_init() < 0)
        return {};
    Digest digest;
    digest.add(previous);
    digest.add(row.position);
    digest.add(row.operation);
    digest.add(row.state);
    digest.add(row.at);
    digest.add(row.run);
    digest.add(row.content);
    return digest.end();
}

QByteArray firstJournalSeal()
{
    return digestOf("tokenry journal 1");
}

QByteArray lostJournalSeal()
{
    return digestOf("tokenry journal 1, the head was lost");
}
