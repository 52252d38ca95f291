// SPDX-License-Identifier: MIT
#include "core/heap.h"

#include "support/mappingflags.h"

#include <QTest>

#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#include <malloc.h>
#include <unistd.h>

/// In a program of its own, since it changes the heap of all that follows.
class HeapTest final : public QObject
{
    Q_OBJECT

private:
    static constexpr qsizetype mebibyte = 1024 * 1024;

    /// Bytes of this process that are in memory.
    [[nodiscard]] static qsizetype residentBytes()
    {
        QFile statistics(QStringLiteral("/proc/self/statm"));
        if (!statistics.open(QIODevice::ReadOnly))
            qFatal("/proc/self/statm cannot be read");
        return statistics.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
    }
    [[nodiscard]] static bool hasLargePages()
    {
        QFile setting(QStringLiteral("/sys/kernel/mm/transparent_hugepage/enabled"));
        return setting.open(QIODevice::ReadOnly) && !setting.readAll().contains("[never]");
    }
    /// How many of so many small blocks lie where large pages are wanted.
    [[nodiscard]] static int inLargePages(int count, std::size_t size)
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

private Q_SLOTS:
    void aThreadsHeapGrowsAtOnceWithoutTakingMemory()
    {
        if (!hasLargePages())
            QSKIP("This system has no large pages");
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
        growHeap(0);
        growHeap(-1);
        growHeap(1);
    }

    void theFirstThreadsHeapTakesNoMemoryToo()
    {
        if (!hasLargePages())
            QSKIP("This system has no large pages");
        const qsizetype before = residentBytes();
        startInLargePages();
        QVERIFY(residentBytes() - before < 4 * mebibyte);
        QVERIFY(inLargePages(256, 32 * 1024) >= 128);
    }

    void freedMemoryIsKept()
    {
        keepFreedMemory();
        constexpr qsizetype size = 20 * mebibyte;
        void *block = std::malloc(std::size_t(size));
        std::memset(block, 'x', std::size_t(size));
        const qsizetype before = residentBytes();
        std::free(block);
        QVERIFY(residentBytes() > before - size / 2);
        if (hasLargePages())
            QVERIFY(inLargePages(256, 64 * 1024) >= 128);
    }
};

QTEST_GUILESS_MAIN(HeapTest)
#else
class HeapTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesNothing()
    {
        growHeap(1024);
        startInLargePages();
        keepFreedMemory();
        QSKIP("The heap is not glibc's here");
    }
};

QTEST_GUILESS_MAIN(HeapTest)
#endif
#include "tst_heap.moc"
