// SPDX-License-Identifier: MIT
#include "providers/textpool.h"

#include <QTest>

#include <string>
#include <vector>

namespace {

QList<TokenRole> roles(const QString &entityId, const QString &role)
{
    TokenRole one;
    one.entityId = entityId;
    one.role = role;
    return {one};
}

} // namespace

class TestTextPool final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalTextsShareMemory();
    void textsOfUtf8ShareMemory();
    void manyTextsAreNotMistaken();
    void emptyTextsTakeNone();
    void equalRoleListsShareMemory();
};

void TestTextPool::equalTextsShareMemory()
{
    TextPool pool;
    const QString first = pool.shared(QString::fromUtf8("Grace Hopper"));
    const QString second = pool.shared(QString::fromUtf8("Grace Hopper"));
    const QString other = pool.shared(QString::fromUtf8("grace hopper"));
    QCOMPARE(second, QStringLiteral("Grace Hopper"));
    QCOMPARE(second.constData(), first.constData());
    QVERIFY(other.constData() != first.constData());
    QCOMPARE(other, QStringLiteral("grace hopper"));
}

void TestTextPool::textsOfUtf8ShareMemory()
{
    const std::string name("Zoë Müller-Łukasz");
    const std::string again(name);
    TextPool pool;
    const QString first = pool.shared(std::string_view(name));
    QCOMPARE(first, QString::fromUtf8("Zoë Müller-Łukasz"));
    QCOMPARE(pool.shared(std::string_view(again)).constData(), first.constData());
    QCOMPARE(pool.shared(QString::fromUtf8("Zoë Müller-Łukasz")).constData(), first.constData());
    QVERIFY(pool.shared(std::string_view()).isNull());
}

/// More texts than are remembered as recent ones, and such as are taken for each other's place.
void TestTextPool::manyTextsAreNotMistaken()
{
    std::vector<std::string> texts;
    for (int i = 0; i < 500; ++i)
        texts.push_back("entity-" + std::to_string(i % 250) + (i % 2 ? "-a" : "-b"));
    TextPool pool;
    for (int round = 0; round < 3; ++round) {
        for (const std::string &text : texts)
            QCOMPARE(pool.shared(std::string_view(text)), QString::fromStdString(text));
    }
}

void TestTextPool::emptyTextsTakeNone()
{
    TextPool pool;
    QVERIFY(pool.shared(QStringLiteral("")).isNull());
    QVERIFY(pool.shared(QList<TokenRole>()).isEmpty());
}

void TestTextPool::equalRoleListsShareMemory()
{
    TextPool pool;
    // Each time anew, so that it is the pool that makes one of them.
    const auto owner = [&pool](const char *entityId) {
        return roles(pool.shared(QString::fromLatin1(entityId)),
            pool.shared(QString::fromLatin1("ORGANIZATION_OWNER")));
    };
    const auto first = pool.shared(owner("org-1"));
    const auto second = pool.shared(owner("org-1"));
    const auto other = pool.shared(owner("org-2"));
    QCOMPARE(second.constData(), first.constData());
    QVERIFY(other.constData() != first.constData());
    QCOMPARE(other.first().entityId, QStringLiteral("org-2"));

    // Lists that differ only in what the hash leaves out must not become one.
    auto kind = owner("org-1");
    kind[0].entityType = EntityType::Workspace;
    QCOMPARE(pool.shared(kind).first().entityType, EntityType::Workspace);
    QCOMPARE(pool.shared(kind).constData(), pool.shared(kind).constData());
}

QTEST_GUILESS_MAIN(TestTextPool)
#include "tst_textpool.moc"
