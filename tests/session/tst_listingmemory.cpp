// SPDX-License-Identifier: MIT
#include "session/listingmemory.h"

#include "session/session.h"
#include "session/sessions.h"
#include "store/database.h"
#include "support/demofixture.h"

#include <QSignalSpy>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <algorithm>
#include <future>

namespace {

/// One run of the program on a profile.
struct Run
{
    Run(const QString &directory, const Clock &clock)
        : profile(clock, directory)
        , safekeeper(clock, profile)
        , sessions(clock, safekeeper, background)
    { }

    Background background;
    Profile profile;
    Safekeeper safekeeper;
    Sessions sessions;
};

} // namespace

/// What one run listed is there in the next, before anybody answers.
class ListingMemoryTest final : public QObject
{
    Q_OBJECT

private:
    /// How many listings the file holds.
    static int kept(Run &run)
    {
        QSqlQuery query(run.profile.database().connection());
        return query.exec(QStringLiteral("SELECT count(*) FROM listings")) && query.next()
            ? query.value(0).toInt()
            : -1;
    }
    [[nodiscard]] std::unique_ptr<Run> run()
    {
        return std::make_unique<Run>(m_folder->path(), m_fixture->clock());
    }
    /// A first run that listed the account to its end, and its rows.
    void listOnce(const DemoAccount &demo)
    {
        auto first = run();
        Session *session = first->sessions.add(demo.account, Secret(QByteArray(demo.credential)));
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QVERIFY(!session->hasEarlierRows());
        QTRY_COMPARE(kept(*first), 1);
        m_account = session->account();
        m_tokens = session->tokens();
        m_listedAt = session->listedAt();
        QVERIFY(m_tokens.size() > 3);
    }

    std::unique_ptr<DemoFixture> m_fixture;
    std::unique_ptr<QTemporaryDir> m_folder;
    Account m_account;
    QList<Token> m_tokens;
    QDateTime m_listedAt;

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<DemoFixture>();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void rowsOfAnEarlierRunAreThereAtOnceWithTheirAge()
    {
        const DemoAccount demo = m_fixture->account(QStringLiteral("astronomer"));
        listOnce(demo);
        m_fixture->clock().advance(std::chrono::hours(30));
        auto second = run();
        const QSignalSpy recalled(&second->sessions, &Sessions::recalled);
        second->sessions.openRemembered(); // without a credential: the vault of the first run was in memory
        QVERIFY(second->sessions.isRecalling());
        Session *session = second->sessions.find(m_account.id);
        QVERIFY(session);
        QTRY_COMPARE(recalled.size(), 1);
        QVERIFY(!second->sessions.isRecalling());
        QCOMPARE(session->state(), Session::State::NeedsCredential);
        QVERIFY(session->hasEarlierRows());
        QCOMPARE(session->listedAt(), m_listedAt);
        QCOMPARE(session->tokens().size(), m_tokens.size());
        for (const Token &token : std::as_const(m_tokens))
            QCOMPARE(session->token(token.key()), std::optional<Token>(token));
    }

    void rowsThatWereReadAheadAreTheSame_data()
    {
        QTest::addColumn<bool>("isUsable");
        QTest::newRow("as they were read") << true;
        QTest::newRow("not to be used, so read again") << false;
    }
    void rowsThatWereReadAheadAreTheSame()
    {
        QFETCH(bool, isUsable);
        listOnce(m_fixture->account(QStringLiteral("astronomer")));
        auto second = run();
        auto ahead = std::make_shared<KeptListings>();
        if (isUsable)
            *ahead = TokenCache::readAhead(second->profile.database().connection());
        QCOMPARE(ahead->isWhole, isUsable);
        std::promise<std::shared_ptr<KeptListings>> promise;
        second->sessions.expectListings(promise.get_future().share());
        second->sessions.openRemembered();
        QVERIFY(second->sessions.isRecalling());
        promise.set_value(ahead);
        Session *session = second->sessions.find(m_account.id);
        QTRY_VERIFY(!second->sessions.isRecalling());
        QCOMPARE(session->listedAt(), m_listedAt);
        QCOMPARE(session->tokens().size(), m_tokens.size());
        for (const Token &token : std::as_const(m_tokens))
            QCOMPARE(session->token(token.key()), std::optional<Token>(token));
        if (isUsable)
            QVERIFY(ahead->rows.empty() || ahead->rows.front().listing.tokens.isEmpty()); // taken, not copied
    }

    /// They are kept by name, so what follows goes below what a person sees already.
    void aLongListComesFromItsBeginning()
    {
        listOnce(m_fixture->account(QStringLiteral("astronomer")));
        auto second = run();
        constexpr int count = 25'000;
        CachedListing kept{m_account.id, m_listedAt, {}, {}};
        for (int i = 0; i < count; ++i) {
            Token token;
            token.accountId = m_account.id;
            token.id = QString::number(i * 7919 % count); // in no order
            token.name = QStringLiteral("token ") + token.id;
            kept.tokens.append(std::make_shared<const Token>(token));
        }
        QVERIFY(TokenCache(second->profile.filePath()).save(m_account, kept));
        second->sessions.openRemembered();
        const Session *session = second->sessions.find(m_account.id);
        QList<int> arrived;
        qsizetype slices = 0;
        connect(session, &Session::tokensUpserted, this, [&arrived, &slices](const TokenPtrs &rows) {
            ++slices;
            for (const TokenPtr &row : rows)
                arrived.append(row->id.toInt());
        });
        QTRY_VERIFY(!second->sessions.isRecalling());
        QVERIFY(slices > 1); // not all of them hold the window up at once
        QCOMPARE(arrived.size(), qsizetype(count));
        QVERIFY(std::is_sorted(arrived.cbegin(), arrived.cend()));
        QCOMPARE(session->tokenCount(), qsizetype(count));
    }

    void theServicesAnswerReplacesThemWithoutAFlicker()
    {
        const DemoAccount demo = m_fixture->account(QStringLiteral("astronomer"));
        listOnce(demo);
        auto second = run();
        second->sessions.openRemembered();
        Session *session = second->sessions.find(m_account.id);
        QTRY_VERIFY(session->hasEarlierRows() && !session->isRecalling());
        const QSignalSpy upserted(session, &Session::tokensUpserted);
        const QSignalSpy removed(session, &Session::tokensRemoved);
        m_fixture->clock().advance(std::chrono::minutes(5));
        session->signIn(Secret(QByteArray(demo.credential)));
        QVERIFY2(session->hasEarlierRows(), "nobody has answered yet");
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QVERIFY(!session->hasEarlierRows());
        QVERIFY(session->listedAt() > m_listedAt);
        // Nothing is told but what changed: the token that this sign-in uses was used.
        for (const QList<QVariant> &told : upserted) {
            for (const TokenPtr &token : told.first().value<TokenPtrs>())
                QVERIFY(session->ownToken().is(token->id));
        }
        QCOMPARE(removed.size(), 0);
    }

    void aRowThatIsGoneGoesWhenTheListIsWhole()
    {
        const DemoAccount demo = m_fixture->account(QStringLiteral("qovery"));
        QVERIFY(!m_fixture->server()
                     .addToken(demo.account.organizationId, {}, QStringLiteral("short-lived"))
                     .isEmpty());
        listOnce(demo);
        const auto row = std::find_if(m_tokens.cbegin(), m_tokens.cend(),
            [](const Token &token) { return token.name == QLatin1String("short-lived"); });
        QVERIFY(row != m_tokens.cend());
        const Token gone = *row;
        QVERIFY(m_fixture->server().removeToken(gone.id));
        auto second = run();
        second->sessions.openRemembered();
        Session *session = second->sessions.find(m_account.id);
        QTRY_VERIFY(session->hasEarlierRows() && !session->isRecalling());
        m_fixture->addFault(QStringLiteral("listApiTokens"), Fault::Kind::ResetBeforeCommit, -1);
        session->signIn(Secret(QByteArray(demo.credential)));
        QTRY_COMPARE_WITH_TIMEOUT(session->state(), Session::State::Failed, 30'000);
        QVERIFY2(session->token(gone.key()), "what is not told stays");
        QVERIFY(session->hasEarlierRows());
        QCOMPARE(session->listedAt(), m_listedAt);
        m_fixture->server().clearFaults();
        session->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(session->state(), Session::State::Ready, 30'000);
        QVERIFY(!session->token(gone.key()));
    }

    void offlineNobodyIsAsked()
    {
        const DemoAccount demo = m_fixture->account(QStringLiteral("qovery"));
        listOnce(demo);
        const auto before = m_fixture->server().requests().size();
        auto second = run();
        second->sessions.openOffline({m_account});
        QTRY_VERIFY(!second->sessions.isRecalling());
        QCOMPARE(second->sessions.find(m_account.id)->tokens().size(), m_tokens.size());
        QCOMPARE(m_fixture->server().requests().size(), before);
    }

    void aDamagedListingIsToldAndNothingElseIsLost()
    {
        const DemoAccount demo = m_fixture->account(QStringLiteral("qovery"));
        listOnce(demo);
        auto second = run();
        QSqlQuery query(second->profile.database().connection());
        QVERIFY2(query.exec(QStringLiteral("UPDATE listings SET content = substr(content, 1, 40)")),
            qPrintable(query.lastError().text()));
        QSignalSpy damaged(&second->sessions, &Sessions::listingsDamaged);
        second->sessions.openRemembered();
        QTRY_COMPARE(damaged.size(), 1);
        QCOMPARE(damaged.first().first().toStringList(), QStringList{m_account.id});
        Session *session = second->sessions.find(m_account.id);
        QVERIFY(session && !session->hasTokens() && !session->hasEarlierRows());
        QVERIFY(!session->listedAt().isValid());
    }

    void goesWithTheAccountAndWithItsService()
    {
        const DemoAccount demo = m_fixture->account(QStringLiteral("qovery"));
        listOnce(demo);
        auto second = run();
        second->sessions.openRemembered();
        Account elsewhere = m_account;
        elsewhere.organizationId = QStringLiteral("00000000-0000-4000-8000-000000000000");
        second->sessions.replace(elsewhere, Secret());
        QTRY_COMPARE(kept(*second), 0);
        listOnce(m_fixture->account(QStringLiteral("astronomer")));
        auto third = run();
        third->sessions.openRemembered();
        QTRY_VERIFY(!third->sessions.isRecalling());
        QCOMPARE(kept(*third), 1);
        third->sessions.remove(m_account.id);
        QTRY_COMPARE(kept(*third), 0);
    }

    void aProfileInMemoryRemembersNothing()
    {
        Background background;
        Profile profile(m_fixture->clock());
        Safekeeper safekeeper(m_fixture->clock(), profile);
        Sessions sessions(m_fixture->clock(), safekeeper, background);
        const DemoAccount demo = m_fixture->account(QStringLiteral("qovery"));
        Session *session = sessions.add(demo.account, Secret(QByteArray(demo.credential)));
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QSqlQuery query(profile.database().connection());
        QVERIFY(query.exec(QStringLiteral("SELECT count(*) FROM listings")) && query.next());
        QCOMPARE(query.value(0).toInt(), 0);
    }
};

QTEST_GUILESS_MAIN(ListingMemoryTest)
#include "tst_listingmemory.moc"
