// SPDX-License-Identifier: MIT
#include "core/heap.h"

#include <cstdlib> // says which C library it is
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int largestBlock = 32 * 1024 * 1024; // bytes; glibc takes no more
    constexpr int keptAtTheEnd = 256 * 1024 * 1024;
    constexpr int step = 1024 * 1024;
    // Memory that comes and goes costs a fault a page and tells every other core; a heap a thread grows by
    // single pages.
    (void)mallopt(M_ARENA_MAX, 1);
    (void)mallopt(M_MMAP_THRESHOLD, largestBlock);
    (void)mallopt(M_TRIM_THRESHOLD, keptAtTheEnd);
    (void)mallopt(M_TOP_PAD, step);
#endif
}

void growHeap(qsizetype bytes)
{
#ifdef __GLIBC__
    constexpr qsizetype block = 96 * 1024; // below what glibc maps by itself
    std::vector<void *> blocks;
    blocks.reserve(static_cast<std::size_t>(bytes / block + 1));
    for (qsizetype grown = 0; grown < bytes; grown += block)
        blocks.push_back(std::malloc(block));
    for (void *memory : blocks)
        std::free(memory);
#else
    Q_UNUSED(bytes);
#endif
}
