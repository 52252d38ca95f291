// SPDX-License-Identifier: MIT
#include "session/tokenset.h"
#include "support/tokenvalues.h"

#include <QTest>

namespace {

Token token(const QString &id, const QString &name = QStringLiteral("name"), const QString &workspace = {})
{
    Token made;
    made.accountId = QStringLiteral("a");
    made.workspaceId = workspace;
    made.id = id;
    made.name = name;
    return made;
}

const QString one = QStringLiteral("one");
const QString two = QStringLiteral("two");

} // namespace

class TokenSetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPageTellsWhatIsNewOrDifferent()
    {
        TokenSet set;
        set.beginListing();
        QCOMPARE(set.mergePage(sharedOf({token(one), token(two)})).size(), 2);
        QCOMPARE(set.mergePage(sharedOf({token(one), token(two)})).size(), 0);
        const TokenPtrs news = set.mergePage(sharedOf({token(one, QStringLiteral("other")), token(two)}));
        QCOMPARE(news.size(), 1);
        QCOMPARE(news.constFirst()->name, QStringLiteral("other"));
    }

    void onlyTheListedPlaceLosesRows()
    {
        TokenSet set;
        set.beginListing();
        (void)set.mergePage(
            sharedOf({token(one), token(two), token(one, QStringLiteral("name"), QStringLiteral("w"))}));
        const QList<TokenKey> gone = set.keepOnly(TokenPlace(), {two});
        QCOMPARE(gone, QList<TokenKey>{token(one).key()});
        QCOMPARE(set.all().size(), 2);
    }

    void anOperationWinsOverTheListingThatRuns()
    {
        TokenSet set;
        set.beginListing();
        (void)set.mergePage(sharedOf({token(one), token(two)}));
        set.beginListing();
        (void)set.mergeAnswer(token(one, QStringLiteral("renamed")));
        (void)set.removeEverywhere(two);
        QVERIFY(set.mergePage(sharedOf({token(one), token(two)})).isEmpty());
        QVERIFY(set.keepOnly(TokenPlace(), {}).isEmpty());
        QCOMPARE(set.find(token(one).key())->name, QStringLiteral("renamed"));
        QVERIFY(!set.find(token(two).key()));

        set.beginListing();
        QCOMPARE(set.mergePage(sharedOf({token(one)})).size(), 1);
    }

    void anAnswerReachesEveryRowOfTheToken()
    {
        TokenSet set;
        (void)set.mergePage(sharedOf({token(one), token(one, QStringLiteral("name"), QStringLiteral("w"))}));
        QCOMPARE(set.mergeAnswer(token(one, QStringLiteral("renamed"))).size(), 2);
        QCOMPARE(set.find({QStringLiteral("a"), QStringLiteral("w"), one})->name, QStringLiteral("renamed"));
        QCOMPARE(set.removeRow({QStringLiteral("a"), QStringLiteral("w"), one}).size(), 1);
        QVERIFY(set.find(token(one).key()));
        QCOMPARE(set.removeEverywhere(one).size(), 1);
        QVERIFY(set.removeEverywhere(one).isEmpty());
    }

    void anAnswerThatLeavesFieldsOutKeepsThem()
    {
        Token known = token(one, QStringLiteral("ci"), QStringLiteral("w"));
        known.description = QStringLiteral("text");
        known.createdBy = QStringLiteral("Ada");
        known.roles = {
            TokenRole{EntityType::Organization, QStringLiteral("o"), {}, {}, QStringLiteral("owner")}};
        known.createdAt = Moment::fromText(QStringLiteral("2026-01-01T00:00:00Z"));
        known.expiresAt = Moment::fromText(QStringLiteral("2027-01-01T00:00:00Z"));
        known.lastUsedAt = Moment::absent();
        known.lastRotatedAt = Moment::fromText(QStringLiteral("2026-03-01T00:00:00Z"));
        known.expiryPeriodDays = 365;
        known.scope = TokenScope::Workspace;

        Token answer = token(QStringLiteral("ONE"));
        answer.name.clear();
        answer.expiresAt = Moment::absent();
        answer.updatedAt = Moment::fromText(QStringLiteral("2026-06-01T00:00:00Z"));
        Token expected = known;
        expected.updatedAt = answer.updatedAt;
        QCOMPARE(mergedToken(known, answer, false), expected);

        expected.description.clear();
        QCOMPARE(mergedToken(known, answer, true), expected);

        answer.expiresAt = Moment::fromText(QStringLiteral("2028-01-01T00:00:00Z"));
        expected.expiresAt = answer.expiresAt;
        QCOMPARE(mergedToken(known, answer, true), expected);
    }
};

QTEST_GUILESS_MAIN(TokenSetTest)
#include "tst_tokenset.moc"
