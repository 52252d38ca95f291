// SPDX-License-Identifier: MIT
#include "core/tokendifference.h"

#include <QTest>

namespace {

Token token()
{
    Token made;
    made.name = QStringLiteral("nightly");
    made.description = QStringLiteral("runs");
    made.roles = {{EntityType::Organization, QStringLiteral("o"), {}, {}, QStringLiteral("MEMBER")},
        {EntityType::Workspace, QStringLiteral("w"), {}, {}, QStringLiteral("OWNER")}};
    made.updatedAt = Moment::atMsecs(1000);
    return made;
}

} // namespace

class TokenDifferenceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatDiffers()
    {
        QVERIFY(!TokenDifference::between(token(), token()).isAny());
        Token other = token();
        other.name = QStringLiteral("other");
        QCOMPARE(TokenDifference::between(token(), other), (TokenDifference{true, false, false}));
        other = token();
        other.description.clear();
        QCOMPARE(TokenDifference::between(token(), other), (TokenDifference{false, true, false}));
        other = token();
        other.roles[1].role = QStringLiteral("MEMBER");
        QCOMPARE(TokenDifference::between(token(), other), (TokenDifference{false, false, true}));
    }

    void neitherOrderNorUntoldRolesDiffer()
    {
        Token other = token();
        other.roles.swapItemsAt(0, 1);
        other.roles[0].entityId = QStringLiteral("W");
        QVERIFY(!TokenDifference::between(token(), other).isAny());
        other.roles.clear();
        QVERIFY(TokenDifference::between(token(), other).roles);
        other.areRolesTold = false;
        QVERIFY(!TokenDifference::between(token(), other).isAny());
    }

    void theTimeOfChangeDecidesWhereThereIsOne()
    {
        Token now = token();
        QVERIFY(!TokenDifference::hasMoved(token(), now));
        now.updatedAt = Moment::atMsecs(1001);
        QVERIFY2(TokenDifference::hasMoved(token(), now), "even if nothing shown here differs");
        now.updatedAt = Moment();
        QVERIFY(!TokenDifference::hasMoved(token(), now));
        now.description = QStringLiteral("walks");
        QVERIFY(TokenDifference::hasMoved(token(), now));
    }

    void aChangeIsAppliedToWhatIsNow()
    {
        TokenChange change;
        change.name = QStringLiteral("mine");
        change.roles = {{EntityType::Workspace, QStringLiteral("w"), QString()},
            {EntityType::Workspace, QStringLiteral("x"), QStringLiteral("OWNER")},
            {EntityType::Organization, QString(), QStringLiteral("OWNER")}};
        Token now = token();
        now.description = QStringLiteral("theirs");
        const Token after = TokenDifference::applied(now, change);
        QCOMPARE(after.name, QStringLiteral("mine"));
        QCOMPARE(after.description, QStringLiteral("theirs"));
        QCOMPARE(after.roles.size(), 2);
        QCOMPARE(after.roles.at(0).role, QStringLiteral("OWNER"));
        QCOMPARE(after.roles.at(1).entityId, QStringLiteral("x"));
    }
};

QTEST_GUILESS_MAIN(TokenDifferenceTest)
#include "tst_tokendifference.moc"
