// SPDX-License-Identifier: MIT
#include "core/heap.h"

#include <cstdlib> // says which C library it is

#ifdef __GLIBC__
#include <QtGlobal>

#include <algorithm>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr int mebibyte = 1024 * 1024;

/// Fresh memory costs a fault a page, which is most of what reading a long list takes; pages of two megabytes
/// are few. Where the system has none this says nothing.
void preferLargePages(quintptr begin, quintptr end)
{
    constexpr quintptr page = 2 * mebibyte;
    begin = (begin + page - 1) & ~(page - 1);
    end &= ~(page - 1);
    if (begin < end)
        (void)madvise(reinterpret_cast<void *>(begin), end - begin, MADV_HUGEPAGE);
}

} // namespace
#endif

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int largestBlock = 32 * mebibyte; // glibc takes no more
    constexpr int keptAtTheEnd = 256 * mebibyte;
    constexpr int firstRoom = 64 * mebibyte;
    // Memory that comes and goes costs a fault a page and tells every other core; a heap a thread grows by
    // single pages.
    (void)mallopt(M_ARENA_MAX, 1);
    (void)mallopt(M_MMAP_THRESHOLD, largestBlock);
    (void)mallopt(M_TRIM_THRESHOLD, keptAtTheEnd);
    (void)mallopt(M_TOP_PAD, firstRoom);
    void *volatile block = std::malloc(mebibyte); // more than there is, so the heap grows
    std::free(block);
    (void)mallopt(M_TOP_PAD, mebibyte);
    const auto end = reinterpret_cast<quintptr>(sbrk(0));
    preferLargePages(end - firstRoom, end);
#endif
}

void growHeap([[maybe_unused]] qsizetype bytes)
{
#ifdef __GLIBC__
    constexpr qsizetype size = 96 * 1024; // below what glibc maps by itself
    std::vector<quintptr> blocks;
    blocks.reserve(static_cast<std::size_t>(bytes / size + 1));
    for (qsizetype grown = 0; grown < bytes; grown += size)
        blocks.push_back(reinterpret_cast<quintptr>(std::malloc(size)));
    // One after the other, unless the heap had room elsewhere.
    const bool isOnePiece = std::is_sorted(blocks.cbegin(), blocks.cend()) && !blocks.empty()
        && blocks.back() - blocks.front() < quintptr(bytes + bytes / 8);
    if (isOnePiece)
        preferLargePages(blocks.front(), blocks.back() + size);
    for (const quintptr block : blocks)
        std::free(reinterpret_cast<void *>(block));
#endif
}
