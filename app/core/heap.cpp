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
constexpr std::size_t blockSize = 96 * 1024; // below what glibc maps by itself
constexpr int mostKeptFree = 10 * mebibyte; // at the end of a heap of a program with a window

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

/// Of the first thread: the next `room` bytes in large pages, none of them taken yet; from then on it grows
/// by `step` bytes.
void growFirstHeap(int room, int step)
{
    constexpr std::size_t mostBlocks = 64;
    std::vector<void *> blocks;
    blocks.reserve(mostBlocks);
    (void)mallopt(M_TOP_PAD, room);
    const void *const before = sbrk(0);
    while (sbrk(0) == before && blocks.size() < mostBlocks)
        blocks.push_back(std::malloc(blockSize));
    (void)mallopt(M_TOP_PAD, step);
    const auto end = reinterpret_cast<quintptr>(sbrk(0));
    if (sbrk(0) != before)
        preferLargePages(end - quintptr(room), end);
    for (void *block : blocks)
        std::free(block);
}

} // namespace
#endif

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int largestBlock = mebibyte;
    constexpr int keptAtTheEnd = 256 * mebibyte;
    constexpr int firstRoom = 64 * mebibyte;
    // Memory that comes and goes costs a fault a page and tells every other core; a heap a thread grows by
    // single pages. Larger blocks are for readers that touch little of what they ask for, which would take
    // large pages for nothing.
    (void)mallopt(M_ARENA_MAX, 1);
    (void)mallopt(M_MMAP_THRESHOLD, largestBlock);
    (void)mallopt(M_TRIM_THRESHOLD, keptAtTheEnd);
    growFirstHeap(firstRoom, mebibyte);
#endif
}

void startInLargePages()
{
#ifdef __GLIBC__
    // Told anything, glibc no longer finds out by itself what is worth a mapping of its own, so it is told,
    // too.
    (void)mallopt(M_MMAP_THRESHOLD, 4 * mebibyte);
    (void)mallopt(M_TRIM_THRESHOLD, mostKeptFree);
    growFirstHeap(mostKeptFree - 2 * mebibyte, 128 * 1024);
#endif
}

void growHeap([[maybe_unused]] qsizetype bytes)
{
#ifdef __GLIBC__
    if (bytes < mebibyte)
        return;
    // A heap with more than that at its end gives back what the blocks have touched.
    bytes = std::max(bytes, qsizetype(mostKeptFree + 2 * mebibyte));
    std::vector<quintptr> blocks;
    blocks.reserve(std::size_t(bytes) / blockSize + 1); // below them, so that nothing is above
    for (qsizetype grown = 0; grown < bytes; grown += qsizetype(blockSize))
        blocks.push_back(reinterpret_cast<quintptr>(std::malloc(blockSize)));
    // One after the other, unless the heap had room elsewhere.
    const bool isOnePiece = std::is_sorted(blocks.cbegin(), blocks.cend()) && !blocks.empty()
        && blocks.back() - blocks.front() < quintptr(bytes + bytes / 8);
    if (isOnePiece)
        preferLargePages(blocks.front(), blocks.back() + blockSize);
    for (const quintptr block : blocks)
        std::free(reinterpret_cast<void *>(block));
#endif
}
