// SPDX-License-Identifier: MIT
#include "core/secret.h"

#include "core/guardedmemory.h"

#include <QDebug>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>
#include <type_traits>
#include <vector>

#ifdef Q_OS_LINUX
#include "support/mappingflags.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

// Move-only, not to be built by accident, not to be compared with text.
static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);
static_assert(std::is_nothrow_move_assignable_v<Secret>);
static_assert(!std::is_convertible_v<QByteArray, Secret>);
static_assert(!std::is_convertible_v<QString, Secret>);
static_assert(!std::is_convertible_v<Secret, QByteArray>);
static_assert(!std::is_convertible_v<Secret, QString>);
static_assert(!std::is_constructible_v<Secret, const QByteArray &>);

template <class A, class B>
concept Comparable = requires(const A &a, const B &b)
{
    a == b;
};
static_assert(!Comparable<Secret, QByteArray>);
static_assert(!Comparable<Secret, QString>);
static_assert(!Comparable<Secret, Secret>);

template <class T>
concept Printable = requires(QDebug debug, const T &value)
{
    debug << value;
};
static_assert(Printable<QString>);
static_assert(!Printable<Secret>);

namespace {

bool isZero(const void *memory, std::size_t size)
{
    const auto *bytes = static_cast<const unsigned char *>(memory);
    return std::all_of(bytes, bytes + size, [](unsigned char byte) { return byte == 0; });
}

const void *watched = nullptr;
std::size_t watchedSize = 0;
int releasedWiped = 0;
int releasedInClear = 0;

void watch(const Secret &secret)
{
    watched = secret.reveal().data();
    watchedSize = static_cast<std::size_t>(secret.size());
    releasedWiped = 0;
    releasedInClear = 0;
}

#ifdef Q_OS_LINUX
/// Whether this system lets us lock pages at all.
bool mayLock()
{
    const long page = sysconf(_SC_PAGESIZE);
    void *memory = mmap(nullptr, size_t(page), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    // AddressSanitizer answers "done" and locks nothing.
    const bool isLocked = mlock(memory, size_t(page)) == 0 && mappingFlags(memory).contains("lo");
    munmap(memory, size_t(page));
    return isLocked;
}
#endif

} // namespace

#ifdef Q_OS_LINUX
/// Stands before the library's own function and looks at a secret's memory at the last moment it exists.
extern "C" void sodium_free(void *memory)
{
    if (memory != nullptr && memory == watched) {
        ++(isZero(memory, watchedSize) ? releasedWiped : releasedInClear);
        watched = nullptr;
    }
    static const auto original = reinterpret_cast<void (*)(void *)>(dlsym(RTLD_NEXT, "sodium_free"));
    original(memory);
}
#endif

class TestSecret final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAndWipesItsSource();
    void fromText();
    void empty();
    void move();
    void duplicate();
    void sameness();
    void clear();
    void diesWiped_data();
    void diesWiped();
    void shortOnesShareLockedPages();
    void threadsMayTakeAtOnce();
    void liesInPagesOfItsOwn();
    void wipeOverwrites();
    void wipeLeavesSharedCopiesAlone();
};

void TestSecret::takesAndWipesItsSource()
{
    QByteArray source("qov_value");
    source.detach();
    const char *memory = source.constData();
    const Secret secret(std::move(source));
    QCOMPARE(secret.reveal(), QByteArrayView("qov_value"));
    QCOMPARE(secret.size(), 9);
    QVERIFY(!secret.isEmpty());
    QVERIFY(source.isEmpty()); // NOLINT(bugprone-use-after-move): the promise is that it is empty
    QVERIFY(isZero(memory, 9)); // the block still belongs to `source`
}

void TestSecret::fromText()
{
    QString text = QStringLiteral("gr\u00fcn");
    text.detach();
    const QChar *memory = text.constData();
    const Secret secret = Secret::fromText(std::move(text));
    QCOMPARE(secret.reveal(), QByteArrayView("gr\xc3\xbcn"));
    QVERIFY(text.isEmpty()); // NOLINT(bugprone-use-after-move)
    QVERIFY(isZero(memory, 4 * sizeof(QChar)));
}

void TestSecret::empty()
{
    const Secret none;
    QVERIFY(none.isEmpty());
    QCOMPARE(none.size(), 0);
    QVERIFY(none.reveal().isEmpty());
    QVERIFY(none.duplicate().isEmpty());
    QVERIFY(Secret(QByteArray()).isEmpty());
    QVERIFY(Secret::fromText({}).isEmpty());
}

void TestSecret::move()
{
    Secret first(QByteArray("one"));
    const void *where = first.reveal().data();
    Secret second(std::move(first));
    QCOMPARE(static_cast<const void *>(second.reveal().data()),
        where); // the bytes did not move, so no second copy exists
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move)
    QVERIFY(first.reveal().isEmpty());

    Secret third(QByteArray("two"));
    third = std::move(second);
    QCOMPARE(third.reveal(), QByteArrayView("one"));
    QVERIFY(second.isEmpty()); // NOLINT(bugprone-use-after-move)
    Secret &same = third;
    third = std::move(same);
    QCOMPARE(third.reveal(), QByteArrayView("one"));
}

void TestSecret::duplicate()
{
    Secret original(QByteArray("one"));
    const Secret copy = original.duplicate();
    QVERIFY(copy.reveal().data() != original.reveal().data());
    original.clear();
    QCOMPARE(copy.reveal(), QByteArrayView("one"));
}

void TestSecret::clear()
{
    Secret secret(QByteArray("one"));
    secret.clear();
    QVERIFY(secret.isEmpty());
    secret.clear();
    secret = Secret(QByteArray("two"));
    QCOMPARE(secret.reveal(), QByteArrayView("two"));
}

void TestSecret::diesWiped_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<int>("size");
    for (const int size : {10, int(GuardedMemory::slotBytes), int(GuardedMemory::slotBytes) + 1, 10'000}) {
        QTest::addRow("destroyed, %d bytes", size) << 0 << size;
        QTest::addRow("cleared, %d bytes", size) << 1 << size;
        QTest::addRow("replaced, %d bytes", size) << 2 << size;
    }
}

void TestSecret::diesWiped()
{
    QFETCH(const int, way);
    QFETCH(const int, size);
    const bool isShared = size <= GuardedMemory::slotBytes;
#ifndef Q_OS_LINUX
    if (!isShared)
        QSKIP("The library's release cannot be watched here");
#endif
    const Secret neighbour(QByteArray("stays")); // so that a shared page stays
    const char *where = nullptr;
    {
        Secret secret(QByteArray(size, 'x'));
        where = secret.reveal().data();
        watch(secret);
        if (way == 1)
            secret.clear();
        else if (way == 2)
            secret = Secret(QByteArray("other"));
    }
    if (isShared)
        QVERIFY(isZero(where, std::size_t(size)));
    else
        QCOMPARE(releasedWiped, 1);
    QCOMPARE(releasedInClear, 0);
    QCOMPARE(neighbour.reveal(), QByteArrayView("stays"));
}

void TestSecret::shortOnesShareLockedPages()
{
    std::vector<Secret> secrets;
    std::set<quintptr> pages;
    for (int i = 0; i < 100; ++i) {
        secrets.emplace_back(QByteArray(1 + i * 2, char('a' + i % 26)));
        pages.insert(reinterpret_cast<quintptr>(secrets.back().reveal().data()) / 4096);
    }
    for (int i = 0; i < 100; ++i)
        QCOMPARE(
            secrets.at(std::size_t(i)).reveal(), QByteArrayView(QByteArray(1 + i * 2, char('a' + i % 26))));
    QVERIFY2(pages.size() <= 8, qPrintable(QString::number(pages.size())));
#ifdef Q_OS_LINUX
    for (const Secret &secret : secrets) {
        const QList<QByteArray> flags = mappingFlags(secret.reveal().data());
        QVERIFY(flags.contains("dd"));
        if (mayLock())
            QVERIFY(flags.contains("lo"));
    }
    const Secret copy = secrets.front().duplicate(); // in the last page, the only one with room
    secrets.clear();
    // Pages in which nothing lies any more go back to the system, but for one that waits for the next secret.
    const auto kept = std::count_if(pages.begin(), pages.end(), [](quintptr page) {
        return mappingFlags(reinterpret_cast<const char *>(page * 4096)).contains("dd");
    });
    QVERIFY(pages.size() > 2);
    QVERIFY2(kept == 2, qPrintable(QString::number(kept)));
    QCOMPARE(copy.reveal(), QByteArrayView("a"));
#endif
}

void TestSecret::threadsMayTakeAtOnce()
{
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([t, &wrong] {
            for (int round = 0; round < 300; ++round) {
                std::vector<Secret> held;
                for (int i = 0; i < 20; ++i)
                    held.emplace_back(QByteArray(8 + i, char('a' + t)));
                for (int i = 0; i < 20; ++i) {
                    if (held.at(std::size_t(i)).reveal() != QByteArrayView(QByteArray(8 + i, char('a' + t))))
                        ++wrong;
                }
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

/// Locked into memory, not part of a core dump, and given back to the system at the end.
void TestSecret::liesInPagesOfItsOwn()
{
#ifdef Q_OS_LINUX
    const void *where = nullptr;
    {
        const Secret secret(QByteArray(10'000, 'x'));
        where = secret.reveal().data();
        const QList<QByteArray> flags = mappingFlags(where);
        QVERIFY2(flags.contains("dd"), flags.join(' ').constData());
        if (mayLock())
            QVERIFY2(flags.contains("lo"), flags.join(' ').constData());
        const Secret copy = secret.duplicate();
        QVERIFY(mappingFlags(copy.reveal().data()).contains("dd"));
    }
    const QList<QByteArray> flags = mappingFlags(where);
    QVERIFY2(!flags.contains("dd"), flags.join(' ').constData());
#else
    QSKIP("Nothing tells about a page here");
#endif
}

void TestSecret::wipeOverwrites()
{
    QByteArray bytes("secret");
    bytes.detach();
    const char *memory = bytes.constData();
    QVERIFY(!isZero(memory, 6));
    wipe(bytes);
    QVERIFY(bytes.isEmpty());
    QVERIFY(isZero(memory, 6));

    QString text = QStringLiteral("secret");
    text.detach();
    const QChar *characters = text.constData();
    wipe(text);
    QVERIFY(text.isEmpty());
    QVERIFY(isZero(characters, 6 * sizeof(QChar)));

    QByteArray nothing;
    wipe(nothing);
    QVERIFY(nothing.isEmpty());
}

void TestSecret::wipeLeavesSharedCopiesAlone()
{
    QByteArray bytes("shared");
    const QByteArray copy = bytes;
    wipe(bytes);
    QVERIFY(bytes.isEmpty());
    QCOMPARE(copy, QByteArray("shared"));

    const char memory[] = "literal";
    QByteArray view = QByteArray::fromRawData(memory, 7);
    wipe(view);
    QVERIFY(view.isEmpty());
    QCOMPARE(QByteArray(memory), QByteArray("literal"));
}

void TestSecret::sameness()
{
    const Secret one(QByteArray("value"));
    QVERIFY(one.isSameAs(one));
    QVERIFY(one.isSameAs(one.duplicate()));
    QVERIFY(!one.isSameAs(Secret(QByteArray("valuE"))));
    QVERIFY(!one.isSameAs(Secret(QByteArray("value2"))));
    QVERIFY(!one.isSameAs({}));
    QVERIFY(Secret().isSameAs({}));

    QVERIFY(one.fingerprint().isSameAs(one.duplicate().fingerprint()));
    QVERIFY(!one.fingerprint().isSameAs(Secret(QByteArray("valuE")).fingerprint()));
    QCOMPARE(one.fingerprint().size(), 32);
    QVERIFY(!one.fingerprint().reveal().contains("value"));
    QVERIFY(Secret().fingerprint().isEmpty());
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
