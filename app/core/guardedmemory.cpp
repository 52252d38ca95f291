// SPDX-License-Identifier: MIT
#include "core/guardedmemory.h"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <mutex>
#include <new>
#include <vector>

namespace {

char *takePages(qsizetype size)
{
    static const bool isReady = sodium_init() >= 0;
    void *memory = isReady ? sodium_malloc(static_cast<std::size_t>(size)) : nullptr;
    if (!memory)
        throw std::bad_alloc();
    return static_cast<char *>(memory);
}

/// A page of slots. One slot less than would fit leaves room for the library's mark at its edge.
class SlotPage
{
public:
    SlotPage()
        : m_memory(takePages(count * GuardedMemory::slotBytes))
    { }

    [[nodiscard]] bool isFull() const { return m_used == allUsed; }
    [[nodiscard]] bool isEmpty() const { return m_used == 0; }
    [[nodiscard]] bool holds(const char *memory) const
    {
        return std::less_equal<>()(m_memory, memory)
            && std::less<>()(memory, m_memory + count * GuardedMemory::slotBytes);
    }
    [[nodiscard]] char *take()
    {
        const int slot = std::countr_one(m_used);
        m_used |= 1U << slot;
        return m_memory + slot * GuardedMemory::slotBytes;
    }
    void giveBack(const char *memory) { m_used &= ~(1U << ((memory - m_memory) / GuardedMemory::slotBytes)); }
    void release() { sodium_free(m_memory); }

private:
    static constexpr qsizetype count = 15;
    static constexpr unsigned allUsed = (1U << count) - 1;

    char *m_memory;
    unsigned m_used = 0; ///< a bit for each slot
};

/// All pages of slots of the process. Never destroyed: a secret may live as long as the process.
struct SlotPages
{
    std::mutex mutex;
    std::vector<SlotPage> pages;
};

SlotPages &slotPages()
{
    static auto *const pages = new SlotPages;
    return *pages;
}

} // namespace

char *GuardedMemory::take(qsizetype size)
{
    if (size > slotBytes)
        return takePages(size);
    SlotPages &all = slotPages();
    const std::lock_guard lock(all.mutex);
    auto page = std::find_if(
        all.pages.begin(), all.pages.end(), [](const SlotPage &candidate) { return !candidate.isFull(); });
    if (page == all.pages.end())
        page = all.pages.insert(page, SlotPage());
    return page->take();
}

void GuardedMemory::giveBack(char *memory, qsizetype size)
{
    // Not left to the library's release, so that the promise is kept, and tested, here.
    sodium_memzero(memory, static_cast<std::size_t>(size));
    if (size > slotBytes) {
        sodium_free(memory);
        return;
    }
    SlotPages &all = slotPages();
    const std::lock_guard lock(all.mutex);
    const auto page = std::find_if(
        all.pages.begin(), all.pages.end(), [memory](const SlotPage &one) { return one.holds(memory); });
    Q_ASSERT(page != all.pages.end());
    page->giveBack(memory);
    if (!page->isEmpty())
        return;
    // One is kept for the next short secret: most of them are copies that live for a moment.
    const auto isEmpty = [](const SlotPage &one) { return one.isEmpty(); };
    if (std::count_if(all.pages.begin(), all.pages.end(), isEmpty) > 1) {
        page->release();
        all.pages.erase(page);
    }
}
