// SPDX-License-Identifier: MIT
#include "session/pagechain.h"

#include <QTest>

namespace {

constexpr qint64 plenty = 1'000'000;

TokenPtrs tokensFrom(qint64 first, qint64 count)
{
    TokenPtrs tokens;
    for (qint64 i = first; i < first + count; ++i) {
        Token token;
        token.id = QString::number(i);
        tokens.append(std::make_shared<const Token>(token));
    }
    return tokens;
}

} // namespace

class PageChainTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForTheFirstPageAlone()
    {
        PageChain chain(10, plenty);
        QCOMPARE(chain.takeOffset(true), std::optional<qint64>(0));
        QVERIFY(!chain.takeOffset(false));
    }

    void overlapsPagesByOneToken()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 10), 0, 25);
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(9));
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(18));
        QVERIFY(!chain.takeOffset(false));
        chain.add(9, tokensFrom(9, 10), 0, 25);
        chain.add(18, tokensFrom(18, 7), 0, 25);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(!chain.hasMoved());
        QVERIFY(!chain.isShort());
        QCOMPARE(chain.ids().size(), 25);
    }

    void asksOnWhenTheFirstPageIsSized()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        QVERIFY(!chain.isSized());
        chain.expectFirst(10, 25);
        QVERIFY(chain.isSized());
        QVERIFY(!chain.hasPages());
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(9));
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(18));
        QVERIFY(!chain.takeOffset(false));
        // They may well be read earlier than the first.
        chain.add(18, tokensFrom(18, 7), 0, 25);
        chain.add(0, tokensFrom(0, 10), 0, 25);
        chain.add(9, tokensFrom(9, 10), 0, 25);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(!chain.hasMoved());
        QVERIFY(!chain.isShort());
        QCOMPARE(chain.ids().size(), 25);
    }

    void aListThatShiftsAfterTheFirstPageIsSized()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.expectFirst(10, 20);
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(9));
        chain.add(9, tokensFrom(10, 10), 0, 19); // one went
        chain.add(0, tokensFrom(0, 10), 0, 20);
        QVERIFY(chain.hasMoved());
    }

    void aTotalThatLiesMakesFewOffsets()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 10), 0, 1'000'000'000'000);
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(9));
        chain.add(9, tokensFrom(9, 1), 0, 1'000'000'000'000);
        QVERIFY(!chain.takeOffset(true)); // it brought nothing new
        QVERIFY(!chain.hasMoved());
        QVERIFY(chain.isShort());
        QVERIFY(chain.pagesAhead() == 0);
    }

    void noticesAShift()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 10), 0, 20);
        chain.add(9, tokensFrom(10, 10), 0, 20); // one before was deleted, one behind was added
        QVERIFY(chain.hasMoved());
    }

    void noticesATotalThatChanges()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 10), 0, 20);
        chain.add(9, tokensFrom(9, 10), 0, 19);
        QVERIFY(chain.hasMoved());
        QCOMPARE(chain.total(), 19);
    }

    void adaptsToAServerThatIgnoresTheLimit()
    {
        PageChain chain(1000, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 20), 0, 58);
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(19));
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(38));
        chain.add(19, tokensFrom(19, 20), 0, 58);
        chain.add(38, tokensFrom(38, 20), 0, 58);
        // 58 is reached by a page that is full by this server's measure: one look more.
        QCOMPARE(chain.takeOffset(true), std::optional<qint64>(57));
        chain.add(57, tokensFrom(57, 1), 0, 58);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(!chain.hasMoved() && !chain.isShort());
    }

    void fillsAHoleBehindAShortPage()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 10), 0, 25);
        chain.takeOffset(false).value();
        chain.takeOffset(false).value();
        chain.add(9, tokensFrom(9, 4), 0, 25);
        chain.add(18, tokensFrom(18, 7), 0, 25);
        QCOMPARE(chain.takeOffset(true), std::optional<qint64>(12));
        chain.add(12, tokensFrom(12, 10), 0, 25);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(!chain.hasMoved() && !chain.isShort());
        QCOMPARE(chain.ids().size(), 25);
    }

    void aFailedPageIsNotAskedForAgain()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 10), 0, 25);
        chain.takeOffset(false).value();
        chain.takeOffset(false).value();
        chain.addFailure(9);
        chain.add(18, tokensFrom(18, 7), 0, 25);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(chain.hasFailures());
        QVERIFY(chain.isShort());
    }

    void findsWhatIsBehindATotalThatIsTooLow()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 10), 0, 3);
        QCOMPARE(chain.takeOffset(true), std::optional<qint64>(9));
        chain.add(9, tokensFrom(9, 10), 0, 3);
        QCOMPARE(chain.takeOffset(true), std::optional<qint64>(18));
        chain.add(18, tokensFrom(18, 2), 0, 3);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(!chain.isShort());
        QCOMPARE(chain.ids().size(), 20);
    }

    void goesOnWithoutATotal()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 10), 0, -1);
        QCOMPARE(chain.takeOffset(true), std::optional<qint64>(9));
        chain.add(9, tokensFrom(9, 3), 0, -1);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(!chain.isShort() && !chain.hasMoved());
    }

    void stopsAtTheMostTokensAListCanHave()
    {
        PageChain chain(10, 30);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 10), 0, 1000);
        for (int page = 0; page < 3; ++page) {
            const auto offset = chain.takeOffset(true);
            QVERIFY(offset);
            chain.add(*offset, tokensFrom(*offset, 10), 0, 1000);
        }
        QVERIFY(chain.isCapped());
        QVERIFY(!chain.takeOffset(true));
    }

    void pagesOfOneTokenDoNotOverlap()
    {
        PageChain chain(1, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 1), 0, 3);
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(1));
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(2));
        chain.add(1, tokensFrom(1, 1), 0, 3);
        chain.add(2, tokensFrom(2, 1), 0, 3);
        const auto probe = chain.takeOffset(true);
        QCOMPARE(probe, std::optional<qint64>(3));
        chain.add(3, {}, 0, 3);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(!chain.hasMoved() && !chain.isShort());
    }

    void withoutPagesOneAnswerIsAll()
    {
        PageChain chain(0, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 500), 0, 500);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(!chain.hasMoved() && !chain.isShort());
    }

    void unreadableEntriesTakeAPlace()
    {
        PageChain chain(10, plenty);
        chain.takeOffset(true).value();
        chain.add(0, tokensFrom(0, 8), 2, 15);
        QCOMPARE(chain.takeOffset(false), std::optional<qint64>(9));
        chain.add(9, tokensFrom(9, 6), 0, 15);
        QVERIFY(!chain.takeOffset(true));
        QVERIFY(!chain.hasMoved());
        QCOMPARE(chain.unreadable(), 2);
    }
};

QTEST_GUILESS_MAIN(PageChainTest)
#include "tst_pagechain.moc"
