// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

/// Overwrites the bytes so that the compiler may not leave the write out, then empties the array.
/// Detached copies made earlier by others are out of reach; use it on buffers with one owner.
void wipe(QByteArray &bytes);
void wipe(QString &text);

/// A secret value: a token as a provider shows it once, or the credential of an account.
///
/// Move-only, never printable, never comparable with a string, overwritten when it dies. Whoever needs the
/// characters calls reveal() at the last moment and keeps no copy. The bytes lie in pages for secrets alone
/// (GuardedMemory), which are not swapped out where the system allows so many locked pages, and are not part
/// of a core dump: meant for the secrets at hand, not for a list of thousands. Thread: any one at a time.
/// Errors: std::bad_alloc.
class Secret final
{
public:
    Secret() = default;
    /// Takes the bytes (UTF-8) and overwrites the source.
    explicit Secret(QByteArray &&utf8);
    /// Takes the text and overwrites the source.
    static Secret fromText(QString &&text);

    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    /// Number of UTF-8 bytes.
    [[nodiscard]] qsizetype size() const { return m_size; }
    /// The bytes in clear; valid while this object lives and is not moved from.
    [[nodiscard]] QByteArrayView reveal() const { return {m_bytes, m_size}; }
    /// A second holder of the same value; spelled out so that no copy happens unseen.
    [[nodiscard]] Secret duplicate() const;
    /// Whether both hold the same bytes; the time it takes tells nothing of them. Two empty ones are the
    /// same.
    [[nodiscard]] bool isSameAs(const Secret &other) const;
    /// 32 bytes by which the same value is recognised later and which do not lead back to it. Empty for an
    /// empty secret.
    [[nodiscard]] Secret fingerprint() const;

    void clear();

private:
    char *m_bytes = nullptr; ///< from GuardedMemory; null while empty
    qsizetype m_size = 0;
};
