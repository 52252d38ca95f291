// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <utility>

/// 32 secret bytes in memory of their own: between guard pages, kept out of swap and core dumps where the
/// system allows it, not even readable except inside read(), overwritten on clear() and death. Move-only.
/// Ends the program when the system has no memory left. Thread: any one at a time.
class GuardedKey final
{
public:
    static constexpr qsizetype byteCount = 32;

    /// Empty.
    GuardedKey() = default;
    [[nodiscard]] static GuardedKey random();
    /// A copy of the first 32 bytes; precondition: that many are there.
    [[nodiscard]] static GuardedKey copyOf(QByteArrayView bytes);
    /// What `fill(unsigned char *to)` writes; empty when it returns false.
    template <class Fill>
    [[nodiscard]] static GuardedKey filled(Fill fill)
    {
        GuardedKey key = allocated();
        if (!fill(key.m_bytes))
            key.clear();
        else
            key.hide();
        return key;
    }

    GuardedKey(GuardedKey &&other) noexcept
        : m_bytes(std::exchange(other.m_bytes, nullptr))
    { }
    GuardedKey &operator=(GuardedKey &&other) noexcept
    {
        if (this != &other) {
            clear();
            m_bytes = std::exchange(other.m_bytes, nullptr);
        }
        return *this;
    }
    GuardedKey(const GuardedKey &) = delete;
    GuardedKey &operator=(const GuardedKey &) = delete;
    ~GuardedKey() { clear(); }

    [[nodiscard]] bool isEmpty() const { return m_bytes == nullptr; }
    void clear();

    /// `use(const unsigned char *)` may read the bytes, and only while it runs. Not to be nested.
    /// Precondition: not empty.
    template <class Use>
    decltype(auto) read(Use use) const
    {
        const Reading reading(*this);
        return use(static_cast<const unsigned char *>(m_bytes));
    }

private:
    class Reading final
    {
    public:
        explicit Reading(const GuardedKey &key)
            : m_key(key)
        {
            m_key.show();
        }
        ~Reading() { m_key.hide(); }
        Q_DISABLE_COPY_MOVE(Reading)

    private:
        const GuardedKey &m_key;
    };

    [[nodiscard]] static GuardedKey allocated();
    void show() const;
    void hide() const;

    unsigned char *m_bytes = nullptr;
};
