// SPDX-License-Identifier: MIT
#include "support/memorysearch.h"

#ifdef Q_OS_LINUX
#include <QFile>
#include <QRegularExpression>

#include <fcntl.h>
#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#endif

namespace {

constexpr char mask = 0x5a;
constexpr quint64 hugeMapping = quint64(1) << 30; ///< bytes; only sanitizers reserve such, for themselves

} // namespace

MemorySearch::MemorySearch(const unsigned char *bytes, qsizetype size)
    : m_masked(size, '\0')
{
    for (qsizetype i = 0; i < size; ++i)
        m_masked[i] = static_cast<char>(static_cast<char>(bytes[i]) ^ mask);
}

int MemorySearch::countIn(const char *bytes, qsizetype size) const
{
    const char first = static_cast<char>(m_masked.at(0) ^ mask);
    const char *const last = bytes + size - m_masked.size();
    int found = 0;
    for (const char *at = bytes; at <= last; ++at) {
        at = static_cast<const char *>(std::memchr(at, first, static_cast<std::size_t>(last - at + 1)));
        if (!at)
            break;
        qsizetype same = 1;
        while (same < m_masked.size() && at[same] == static_cast<char>(m_masked.at(same) ^ mask))
            ++same;
        found += same == m_masked.size() ? 1 : 0;
    }
    return found;
}

#ifdef Q_OS_LINUX

bool MemorySearch::isPossible()
{
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (memory >= 0)
        close(memory);
    return memory >= 0;
}

bool MemorySearch::seesGuardedPages()
{
    if (sodium_init() < 0)
        return false;
    auto *page = static_cast<unsigned char *>(sodium_malloc(32));
    randombytes_buf(page, 32);
    const MemorySearch search(page, 32);
    sodium_mprotect_noaccess(page);
    const bool isSeen = search.count() > 0;
    sodium_free(page);
    return isSeen;
}

int MemorySearch::count() const
{
    // In pages of its own, which the search leaves out: it holds copies of what was looked through.
    constexpr qsizetype room = 1 << 20;
    void *const own = mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const auto ownBegin = reinterpret_cast<quint64>(own);
    auto *buffer = static_cast<char *>(own);
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    QFile maps(QStringLiteral("/proc/self/maps"));
    int found = 0;
    if (memory >= 0 && own != MAP_FAILED && maps.open(QIODevice::ReadOnly)) {
        static const QRegularExpression line(
            QStringLiteral("^([0-9a-f]+)-([0-9a-f]+) ...p \\S+ \\S+ \\d+ *(.*)$"));
        const QStringList lines = QString::fromUtf8(maps.readAll()).split(u'\n');
        for (const QString &text : lines) {
            const QRegularExpressionMatch match = line.match(text);
            if (!match.hasMatch() || match.captured(3).startsWith(QLatin1String("[v")))
                continue;
            quint64 at = match.captured(1).toULongLong(nullptr, 16);
            const quint64 end = match.captured(2).toULongLong(nullptr, 16);
            if (end - at > hugeMapping)
                continue;
            while (at < end) {
                quint64 stop = qMin(end, at + quint64(room));
                if (at >= ownBegin && at < ownBegin + room) {
                    at = ownBegin + room;
                    continue;
                }
                if (at < ownBegin)
                    stop = qMin(stop, qMax(at, ownBegin));
                const ssize_t size = pread(memory, buffer, stop - at, static_cast<off_t>(at));
                found += size > 0 ? countIn(buffer, size) : 0;
                // What lies across the border of two portions is seen with the next one.
                at = stop < end && stop != ownBegin ? stop - quint64(m_masked.size() - 1) : stop;
            }
        }
    }
    if (memory >= 0)
        close(memory);
    std::memset(buffer, 0, room);
    munmap(own, room);
    return found;
}

#else

bool MemorySearch::isPossible()
{
    return false;
}

bool MemorySearch::seesGuardedPages()
{
    return false;
}

int MemorySearch::count() const
{
    return 0;
}

#endif
