// SPDX-License-Identifier: MIT
#include "providers/textpool.h"

#include <QTest>

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

void TestTextPool::emptyTextsTakeNone()
{
    TextPool pool;
    QVERIFY(pool.shared(QStringLiteral("")).isNull());
    QVERIFY(pool.shared(QList<TokenRole>()).isEmpty());
}

void TestTextPool::equalRoleListsShareMemory()
{
    TextPool pool;
    const auto first = pool.shared(roles(QStringLiteral("org-1"), QStringLiteral("ORGANIZATION_OWNER")));
    const auto second = pool.shared(roles(QStringLiteral("org-1"), QStringLiteral("ORGANIZATION_OWNER")));
    const auto other = pool.shared(roles(QStringLiteral("org-2"), QStringLiteral("ORGANIZATION_OWNER")));
    QCOMPARE(second.constData(), first.constData());
    QVERIFY(other.constData() != first.constData());
    QCOMPARE(other.first().entityId, QStringLiteral("org-2"));

    // Lists that differ only in what the hash leaves out must not become one.
    auto kind = roles(QStringLiteral("org-1"), QStringLiteral("ORGANIZATION_OWNER"));
    kind[0].entityType = EntityType::Workspace;
    QCOMPARE(pool.shared(kind).first().entityType, EntityType::Workspace);
    QCOMPARE(pool.shared(kind).constData(), pool.shared(kind).constData());
}

QTEST_GUILESS_MAIN(TestTextPool)
#include "tst_textpool.moc"
