// SPDX-License-Identifier: MIT
#include "core/secret.h"

#include <QDebug>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <type_traits>

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

void release(void *memory) noexcept
{
    if (memory != nullptr && memory == watched) {
        ++(isZero(memory, watchedSize) ? releasedWiped : releasedInClear);
        watched = nullptr;
    }
    std::free(memory);
}

void watch(const Secret &secret)
{
    watched = secret.reveal().data();
    watchedSize = static_cast<std::size_t>(secret.size());
    releasedWiped = 0;
    releasedInClear = 0;
}

} // namespace

// Shows a secret's memory at the last moment it exists.
void *operator new[](std::size_t size)
{
    if (void *memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}
void operator delete[](void *memory) noexcept
{
    release(memory);
}
void operator delete[](void *memory, std::size_t) noexcept
{
    release(memory);
}

class TestSecret final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAndWipesItsSource();
    void fromText();
    void empty();
    void move();
    void duplicate();
    void clear();
    void diesWiped_data();
    void diesWiped();
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
    QTest::newRow("destroyed") << 0;
    QTest::newRow("cleared") << 1;
    QTest::newRow("replaced") << 2;
}

void TestSecret::diesWiped()
{
    QFETCH(const int, way);
    {
        Secret secret(QByteArray("qov_value"));
        watch(secret);
        if (way == 1)
            secret.clear();
        else if (way == 2)
            secret = Secret(QByteArray("other"));
    }
    QCOMPARE(releasedWiped, 1);
    QCOMPARE(releasedInClear, 0);
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

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
