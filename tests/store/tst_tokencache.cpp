// SPDX-License-Identifier: MIT
#include "store/tokencache.h"

#include "store/accountbook.h"
#include "store/database.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <future>

namespace {

const QDateTime noon(QDate(2026, 5, 1), QTime(12, 0), Qt::UTC);

Account account(const QString &id)
{
    Account made;
    made.id = id;
    made.providerKey = QStringLiteral("astronomer");
    made.name = id;
    made.baseUrl = QUrl(QStringLiteral("https://api.example.com/v1"));
    made.organizationId = QStringLiteral("org");
    made.workspaceIds = {QStringLiteral("w1"), QStringLiteral("w2")};
    return made;
}

CachedListing listing(const QString &accountId, int tokens = 3)
{
    CachedListing made;
    made.accountId = accountId;
    made.listedAt = noon;
    made.workspaces = {{QStringLiteral("w1"), QStringLiteral("Data")}};
    for (int i = 0; i < tokens; ++i) {
        Token token;
        token.accountId = accountId;
        token.id = QString::number(i);
        token.name = QStringLiteral("token %1").arg(i);
        made.tokens.append(std::make_shared<const Token>(token));
    }
    return made;
}

} // namespace

class TokenCacheTest final : public QObject
{
    Q_OBJECT

private:
    void execute(const QString &statement)
    {
        QSqlQuery query(m_database->connection());
        QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
    }
    [[nodiscard]] int rows()
    {
        QSqlQuery query(m_database->connection());
        return query.exec(QStringLiteral("SELECT count(*) FROM listings")) && query.next()
            ? query.value(0).toInt()
            : -1;
    }

    [[nodiscard]] KeptListings readAhead() const { return TokenCache::readAhead(m_database->connection()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<TokenCache> m_cache;
    const Account m_one = account(QStringLiteral("one"));
    const Account m_two = account(QStringLiteral("two"));

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const QString file = m_folder->filePath(QStringLiteral("tokenry.db"));
        m_database = std::make_unique<Database>();
        QVERIFY(m_database->open(file));
        AccountBook book(*m_database);
        QVERIFY(book.save(m_one));
        QVERIFY(book.save(m_two));
        m_cache = std::make_unique<TokenCache>(file);
    }
    void cleanup()
    {
        m_cache.reset();
        m_database.reset();
    }

    void keepsTheListingOfEachAccount()
    {
        QVERIFY(m_cache->save(m_one, listing(m_one.id)));
        QVERIFY(m_cache->save(m_two, listing(m_two.id, 0)));
        const auto loaded = m_cache->load({m_one, m_two});
        QVERIFY(loaded);
        QCOMPARE(loaded.value().listings.size(), std::size_t(2));
        const CachedListing &read = loaded.value().listings.at(0);
        QCOMPARE(read.accountId, m_one.id);
        QCOMPARE(read.listedAt, noon);
        QCOMPARE(read.workspaces, listing(m_one.id).workspaces);
        QCOMPARE(read.tokens.size(), 3);
        QCOMPARE(*read.tokens.at(2), *listing(m_one.id).tokens.at(2));
        QVERIFY(loaded.value().listings.at(1).tokens.isEmpty());
        QVERIFY(loaded.value().damagedAccountIds.isEmpty());
    }

    /// In whatever order a session has them: they are shown by name, and the same list is the same bytes.
    void keepsTokensByName()
    {
        const auto content = [this] {
            QSqlQuery query(m_database->connection());
            return query.exec(QStringLiteral("SELECT content FROM listings")) && query.next()
                ? query.value(0).toByteArray()
                : QByteArray();
        };
        const CachedListing inOrder = listing(m_one.id, 12);
        QVERIFY(m_cache->save(m_one, inOrder));
        const QByteArray wanted = content();
        QVERIFY(!wanted.isEmpty());
        CachedListing reversed = inOrder;
        std::reverse(reversed.tokens.begin(), reversed.tokens.end());
        QVERIFY(m_cache->save(m_one, reversed));
        QCOMPARE(content(), wanted);
        const auto loaded = m_cache->load({m_one});
        QVERIFY(loaded);
        QCOMPARE(loaded.value().listings.at(0).tokens.at(2)->name, QStringLiteral("token 2"));
        QCOMPARE(loaded.value().listings.at(0).tokens.at(10)->name, QStringLiteral("token 10"));
    }

    void worksInAnotherThread()
    {
        auto write = std::async(std::launch::async,
            [cache = *m_cache, this] { return cache.save(m_one, listing(m_one.id)).ok(); });
        QVERIFY(write.get());
        auto read = std::async(std::launch::async,
            [cache = *m_cache, this] { return cache.load({m_one}).value().listings.size(); });
        QCOMPARE(read.get(), std::size_t(1));
    }

    void whatIsReadAheadIsWhatLoadingTells()
    {
        QVERIFY(m_cache->save(m_one, listing(m_one.id)));
        QVERIFY(m_cache->save(m_two, listing(m_two.id, 4)));
        KeptListings ahead = readAhead();
        QVERIFY(ahead.isWhole);
        QCOMPARE(ahead.rows.size(), std::size_t(2));
        const auto loaded = TokenCache::load({m_two, account(QStringLiteral("none"))}, std::move(ahead));
        QVERIFY(loaded);
        QCOMPARE(loaded->listings.size(), std::size_t(1));
        QCOMPARE(loaded->listings.at(0).accountId, m_two.id);
        QCOMPARE(loaded->listings.at(0).listedAt, noon);
        QCOMPARE(loaded->listings.at(0).tokens.size(), 4);
        QCOMPARE(*loaded->listings.at(0).tokens.at(3), *listing(m_two.id, 4).tokens.at(3));
    }

    /// Only the database may judge, and tidy, what is damaged or of another service.
    void whatNeedsTheDatabaseIsNotJudgedAhead()
    {
        QVERIFY(m_cache->save(m_one, listing(m_one.id)));
        Account moved = m_one;
        moved.organizationId = QStringLiteral("other");
        QVERIFY(!TokenCache::load({moved}, readAhead()));
        execute(QStringLiteral("UPDATE listings SET seal = zeroblob(32)"));
        KeptListings ahead = readAhead();
        QVERIFY(!ahead.isWhole);
        QVERIFY(!TokenCache::load({m_one}, std::move(ahead)));
        QCOMPARE(rows(), 1); // reading ahead changes nothing
        execute(QStringLiteral("DROP TABLE listings"));
        QVERIFY(!readAhead().isWhole);
    }

    void theNewestReplacesTheOneBefore()
    {
        QVERIFY(m_cache->save(m_one, listing(m_one.id)));
        CachedListing later = listing(m_one.id, 5);
        later.listedAt = noon.addSecs(60);
        QVERIFY(m_cache->save(m_one, later));
        QCOMPARE(m_cache->load({m_one}).value().listings.at(0).tokens.size(), 5);
        later.listedAt = noon.addSecs(120); // unchanged but for its time
        QVERIFY(m_cache->save(m_one, later));
        QCOMPARE(m_cache->load({m_one}).value().listings.at(0).listedAt, noon.addSecs(120));
        QCOMPARE(rows(), 1);
    }

    void aDamagedOneIsDroppedAloneAndTold_data()
    {
        QTest::addColumn<QString>("damage");
        const auto row = [](const char *name, const char *set) {
            QTest::newRow(name)
                << QStringLiteral("UPDATE listings SET %1 WHERE account = 'one'").arg(QLatin1String(set));
        };
        row("cut", "content = substr(content, 1, length(content) - 1)");
        row("nothing", "content = x''");
        row("altered", "content = CAST(x'544c5331ff' || substr(content, 6) AS BLOB)");
        row("another's", "content = (SELECT content FROM listings WHERE account = 'two')");
        row("whole row of another",
            "(seal, content) = (SELECT seal, content FROM listings WHERE account = 'two')");
        row("seal", "seal = zeroblob(32)");
    }
    void aDamagedOneIsDroppedAloneAndTold()
    {
        QFETCH(QString, damage);
        QVERIFY(m_cache->save(m_one, listing(m_one.id)));
        QVERIFY(m_cache->save(m_two, listing(m_two.id, 4)));
        execute(damage);
        const auto loaded = m_cache->load({m_one, m_two});
        QVERIFY(loaded);
        QCOMPARE(loaded.value().damagedAccountIds, QStringList{m_one.id});
        QCOMPARE(loaded.value().listings.size(), std::size_t(1));
        QCOMPARE(loaded.value().listings.at(0).tokens.size(), 4);
        QCOMPARE(rows(), 1);
        QVERIFY(m_cache->load({m_one}).value().damagedAccountIds.isEmpty());
    }

    void whatWasListedElsewhereIsNotShown_data()
    {
        QTest::addColumn<Account>("changed");
        const auto row = [](const char *name, const std::function<void(Account &)> &change) {
            Account changed = account(QStringLiteral("one"));
            change(changed);
            QTest::newRow(name) << changed;
        };
        row("organization", [](Account &a) { a.organizationId = QStringLiteral("other"); });
        row("address", [](Account &a) { a.baseUrl = QUrl(QStringLiteral("https://other.example.com/v1")); });
        row("generation", [](Account &a) { a.generation = QStringLiteral("v1"); });
        row("provider", [](Account &a) { a.providerKey = QStringLiteral("qovery"); });
        row("workspaces", [](Account &a) { a.workspaceIds.removeLast(); });
    }
    void whatWasListedElsewhereIsNotShown()
    {
        QFETCH(Account, changed);
        QVERIFY(!TokenCache::isSameService(m_one, changed));
        QVERIFY(m_cache->save(m_one, listing(m_one.id)));
        const auto loaded = m_cache->load({changed});
        QVERIFY(loaded.value().listings.empty());
        QVERIFY2(loaded.value().damagedAccountIds.isEmpty(), "it is whole, only not of this service");
        QCOMPARE(rows(), 0);
    }

    void aNameOrTheOrderOfWorkspacesChangesNothing()
    {
        Account renamed = m_one;
        renamed.name = QStringLiteral("other");
        renamed.isProduction = true;
        renamed.workspaceIds = {QStringLiteral("w2"), QStringLiteral("w1")};
        QVERIFY(TokenCache::isSameService(m_one, renamed));
        QVERIFY(m_cache->save(m_one, listing(m_one.id)));
        QCOMPARE(m_cache->load({renamed}).value().listings.size(), std::size_t(1));
    }

    void forgetsWithTheAccount()
    {
        QVERIFY(m_cache->save(m_one, listing(m_one.id)));
        QVERIFY(m_cache->save(m_two, listing(m_two.id)));
        QVERIFY(m_cache->forget(m_one.id));
        QCOMPARE(rows(), 1);
        AccountBook book(*m_database);
        QVERIFY(book.remove(m_two.id));
        QVERIFY(m_cache->save(m_two, listing(m_two.id, 5))); // comes too late
        QVERIFY(m_cache->forget(m_one.id));
        QCOMPARE(rows(), 0);
    }

    void withoutAFileNothingIsKept()
    {
        const TokenCache none{QString()};
        QVERIFY(!none.isKeeping());
        QVERIFY(none.save(m_one, listing(m_one.id)));
        QVERIFY(none.load({m_one}).value().listings.empty());
        QVERIFY(none.forget(m_one.id));
    }

    void aFileThatIsNoneIsAnError()
    {
        const TokenCache broken(m_folder->filePath(QStringLiteral("absent/tokenry.db")));
        QVERIFY(!broken.load({m_one}).ok());
        QCOMPARE(broken.save(m_one, listing(m_one.id)).error().kind, Error::Kind::Vault);
    }
};

QTEST_GUILESS_MAIN(TokenCacheTest)
#include "tst_tokencache.moc"
