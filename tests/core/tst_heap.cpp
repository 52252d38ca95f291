// SPDX-License-Identifier: MIT
#include "core/heap.h"

#include "support/mappingflags.h"

#include <QTest>

#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace {

constexpr qsizetype mebibyte = 1024 * 1024;

/// A sanitizer brings a heap of its own, which knows nothing of ours.
constexpr bool hasOtherHeap()
{
#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
    return true;
#elif defined(__has_feature)
    return __has_feature(address_sanitizer);
#else
    return false;
#endif
}

/// Bytes of this process that are in memory.
qsizetype residentBytes()
{
#ifdef Q_OS_LINUX
    QFile statistics(QStringLiteral("/proc/self/statm"));
    if (!statistics.open(QIODevice::ReadOnly))
        qFatal("/proc/self/statm cannot be read");
    return statistics.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
#else
    return 0;
#endif
}

bool hasLargePages()
{
    QFile setting(QStringLiteral("/sys/kernel/mm/transparent_hugepage/enabled"));
    return setting.open(QIODevice::ReadOnly) && !setting.readAll().contains("[never]");
}

/// How many of so many small blocks lie where large pages are wanted.
int inLargePages(int count, std::size_t size)
{
    std::vector<void *> blocks;
    int found = 0;
    for (int i = 0; i < count; ++i) {
        blocks.push_back(std::malloc(size));
        std::memset(blocks.back(), 'x', size);
        if (i % 64 == 0 && mappingFlags(blocks.back()).contains("hg"))
            found += 64;
    }
    for (void *block : blocks)
        std::free(block);
    return found;
}

} // namespace

/// In a program of its own, since it changes the heap of all that follows.
class HeapTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aThreadsHeapGrowsAtOnceWithoutTakingMemory()
    {
        if (hasOtherHeap() || !hasLargePages())
            QSKIP("The heap is not glibc's here, or the system has no large pages");
        qsizetype grown = 0;
        int found = 0;
        std::thread([&grown, &found] {
            void *first = std::malloc(64); // the thread has a heap of its own from here on
            const qsizetype before = residentBytes();
            growHeap(24 * mebibyte);
            grown = residentBytes() - before;
            found = inLargePages(4096, 1024);
            std::free(first);
        }).join();
        QVERIFY2(grown < 4 * mebibyte, qPrintable(QString::number(grown)));
        QVERIFY2(found >= 2048, qPrintable(QString::number(found)));
    }

    void nothingIsDoneForNothing()
    {
        const qsizetype before = residentBytes();
        growHeap(0);
        growHeap(-1);
        growHeap(1);
        QVERIFY(residentBytes() - before < mebibyte);
    }

    void theFirstThreadsHeapTakesNoMemoryToo()
    {
        if (hasOtherHeap() || !hasLargePages())
            QSKIP("The heap is not glibc's here, or the system has no large pages");
        const qsizetype before = residentBytes();
        startInLargePages();
        QVERIFY(residentBytes() - before < 4 * mebibyte);
        QVERIFY(inLargePages(256, 32 * 1024) >= 128);
    }

    void freedMemoryIsKept()
    {
        if (hasOtherHeap())
            QSKIP("The heap is not glibc's here");
        keepFreedMemory();
        constexpr qsizetype size = 20 * mebibyte;
        constexpr std::size_t blockSize = 800 * 1024; // as a page of a list has
        std::vector<void *> blocks;
        for (qsizetype taken = 0; taken < size; taken += qsizetype(blockSize)) {
            blocks.push_back(std::malloc(blockSize));
            std::memset(blocks.back(), 'x', blockSize);
        }
        const qsizetype before = residentBytes();
        for (void *block : blocks)
            std::free(block);
        QVERIFY(residentBytes() > before - size / 2);
    }
};

QTEST_GUILESS_MAIN(HeapTest)
#include "tst_heap.moc"
