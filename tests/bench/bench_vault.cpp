// SPDX-License-Identifier: MIT
// What it costs to keep one secret (sealed record and journal row in one transaction) beside a bare SQLite
// transaction of two rows of the same sizes, taken in turn on the same disk; and how long a vault with 1,000
// records takes from its key to the last record read. Usage: bench_vault [FOLDER]
#include "core/background.h"
#include "core/clock.h"
#include "store/database.h"
#include "store/journal.h"
#include "store/passwordkeysource.h"
#include "store/transaction.h"
#include "store/vault.h"
#include "store/vaultkeyrow.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

namespace {

constexpr double wantedRatio = 2.0;
constexpr double wantedUnlock = 100; // ms
constexpr int rounds = 400;
constexpr int recordCount = 1000;
constexpr int unlocks = 15;

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[size_t(double(values.size() - 1) * share)];
}

template <class Work>
double milliseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

void require(bool isGood, const char *what)
{
    if (isGood)
        return;
    std::fprintf(stderr, "bench_vault: %s failed\n", what);
    std::exit(1);
}

Secret tokenValue()
{
    return Secret(QByteArray(80, 'x'));
}

bool isDone(JobOf<Nothing> *job, QObject *context)
{
    bool hasEnded = false;
    bool isGood = false;
    job->onFinished(context, [&](Result<Nothing> &&result) {
        hasEnded = true;
        isGood = result.ok();
    });
    return QTest::qWaitFor([&hasEnded] { return hasEnded; }, 60'000) && isGood;
}

/// A profile with an open vault.
struct Place
{
    Place(const QString &path, PasswordKeySource &source)
        : isOpen(database.open(path).ok())
        , vault(database, clock)
    {
        const bool isNew = vault.state() == Vault::State::Absent;
        isOpen =
            isOpen && isDone(isNew ? vault.create(&vault, source) : vault.unlock(&vault, source), &vault);
        require(isOpen, "opening a vault");
    }

    SystemClock clock;
    Database database;
    bool isOpen;
    Vault vault;
};

/// Two rows as the vault and the journal write them, and nothing else.
class BareTables final
{
public:
    BareTables(const QString &path, qsizetype sealedSize, qsizetype contentSize)
        : m_sealed(sealedSize, 's')
        , m_content(contentSize, u'c')
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("bare"));
        m_database.setDatabaseName(path);
        require(m_database.open(), "opening the bare database");
        for (const char *statement :
            {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                "CREATE TABLE records (name TEXT PRIMARY KEY, version INTEGER NOT NULL, nonce BLOB NOT NULL,"
                " sealed BLOB NOT NULL, written_at INTEGER NOT NULL) STRICT, WITHOUT ROWID",
                "CREATE TABLE rows (position INTEGER PRIMARY KEY, operation TEXT NOT NULL, state TEXT NOT "
                "NULL,"
                " at INTEGER NOT NULL, run TEXT NOT NULL, content TEXT NOT NULL, seal BLOB NOT NULL) STRICT"})
            require(QSqlQuery(m_database).exec(QLatin1String(statement)), statement);
        m_begin = prepared("BEGIN IMMEDIATE");
        m_record = prepared("INSERT INTO records VALUES (?, 1, ?, ?, 1)");
        m_row = prepared(
            "INSERT INTO rows (operation, state, at, run, content, seal) VALUES (?, 'kept', 1, ?, ?, ?)");
        m_commit = prepared("COMMIT");
    }

    void write(const QString &name)
    {
        m_record.bindValue(0, name);
        m_record.bindValue(1, QByteArray(24, 'n'));
        m_record.bindValue(2, m_sealed);
        m_row.bindValue(0, name);
        m_row.bindValue(1, name);
        m_row.bindValue(2, m_content);
        m_row.bindValue(3, QByteArray(32, 's'));
        require(m_begin.exec() && m_record.exec() && m_row.exec() && m_commit.exec(), "a bare transaction");
    }

private:
    [[nodiscard]] QSqlQuery prepared(const char *statement) const
    {
        QSqlQuery query(m_database);
        require(query.prepare(QLatin1String(statement)), statement);
        return query;
    }

    QSqlDatabase m_database;
    QByteArray m_sealed;
    QString m_content;
    QSqlQuery m_begin;
    QSqlQuery m_record;
    QSqlQuery m_row;
    QSqlQuery m_commit;
};

OperationFacts someFacts()
{
    OperationFacts facts;
    facts.verb = OperationVerb::Rotate;
    facts.accountId = QStringLiteral("0d9c1c1e-7c9e-4a55-9e0b-1f4a4a6c2f11");
    facts.accountName = QStringLiteral("Production");
    facts.providerKey = QStringLiteral("qovery");
    facts.organizationId = QStringLiteral("f2b5e5a0-4f0d-4c8e-9d0e-9a3a1b2c3d4e");
    facts.tokenId = QStringLiteral("9b8a7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d");
    facts.tokenName = QStringLiteral("deploy-pipeline");
    return facts;
}

bool measureKeeping(const QString &folder, PasswordKeySource &source)
{
    Place place(folder + QStringLiteral("/vault.db"), source);
    Journal journal(place.database, place.clock);
    BareTables bare(folder + QStringLiteral("/bare.db"), tokenValue().size() + 16, 160);
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int round = 0; round < rounds; ++round) {
        const Result<QString> operation = journal.begin(someFacts());
        require(operation && journal.advance(operation.value(), OperationState::Sent), "the journal");
        const QString name = QStringLiteral("unclaimed/%1").arg(operation.value());
        const Secret secret = tokenValue();
        EventDetails details;
        details.httpStatus = 200;
        details.requestId = QStringLiteral("req-4711");
        details.tokenId = someFacts().tokenId;
        ours.push_back(milliseconds([&] {
            Transaction transaction(place.database);
            require(place.vault.put(name, secret)
                    && journal.advance(operation.value(), OperationState::Kept, details)
                    && transaction.commit(),
                "keeping a secret");
        }));
        theirs.push_back(milliseconds([&] { bare.write(name); }));
    }
    const double our = quantile(ours, 0.5);
    const double their = quantile(theirs, 0.5);
    std::printf(
        "vault: keeping one secret %.3f ms (95%%: %.3f), bare commit of two rows %.3f ms (95%%: %.3f), "
        "medians of %d\n",
        our, quantile(ours, 0.95), their, quantile(theirs, 0.95), rounds);
    std::printf("vault: ratio %.2f (wanted at most %.1f)\n", our / their, wantedRatio);
    return our / their <= wantedRatio;
}

bool measureUnlocking(const QString &folder, Background &background)
{
    const QString path = folder + QStringLiteral("/full.db");
    PasswordKeySource source(Secret(QByteArray("password")), background, PasswordKeySource::Cost::least());
    {
        Place place(path, source);
        Transaction transaction(place.database);
        for (int number = 0; number < recordCount; ++number)
            require(
                place.vault.put(QStringLiteral("unclaimed/%1").arg(number), tokenValue()).ok(), "filling");
        require(transaction.commit().ok(), "filling");
    }
    std::vector<double> times;
    std::vector<double> cpu;
    for (int round = 0; round < unlocks; ++round) {
        SystemClock clock;
        Database database;
        require(database.open(path).ok(), "opening the full vault");
        Vault vault(database, clock);
        // With the least cost the derivation is far below a millisecond, so all of it may count.
        const std::clock_t before = std::clock();
        times.push_back(milliseconds([&] {
            require(isDone(vault.unlock(&vault, source), &vault), "unlocking");
            const Result<QStringList> names = vault.names();
            require(names && names.value().size() == recordCount, "listing");
            for (const QString &name : names.value())
                require(vault.get(name).ok(), "reading");
        }));
        cpu.push_back(double(std::clock() - before) * 1e3 / CLOCKS_PER_SEC);
    }
    const double time = quantile(times, 0.5);
    std::printf("vault: unlocking and reading %d records %.1f ms (worst %.1f), %.1f ms of it computing, "
                "medians of %d\n",
        recordCount, time, quantile(times, 1), quantile(cpu, 0.5), unlocks);
    std::printf("vault: ratio %.2f of the wanted %.0f ms\n", time / wantedUnlock, wantedUnlock);
    return time <= wantedUnlock;
}

void measureDerivation(Background &background, QObject *context)
{
    PasswordKeySource usual(Secret(QByteArray("password")), background);
    bool hasEnded = false;
    const double time = milliseconds([&] {
        usual.make(context)->onFinished(context, [&hasEnded](Result<WrappingKey> &&) { hasEnded = true; });
        require(QTest::qWaitFor([&hasEnded] { return hasEnded; }, 60'000), "the derivation");
    });
    std::printf("vault: key from a password at the usual cost %.0f ms, off the window's thread\n", time);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QString where = QCoreApplication::arguments().value(1, QDir::tempPath());
    const QTemporaryDir folder(where + QStringLiteral("/bench_vault-XXXXXX"));
    require(folder.isValid(), "making a folder");
    QObject context;
    Background background;
    PasswordKeySource source(Secret(QByteArray("password")), background, PasswordKeySource::Cost::least());
    const bool isKeepingCheap = measureKeeping(folder.path(), source);
    const bool isUnlockingQuick = measureUnlocking(folder.path(), background);
    measureDerivation(background, &context);
    return isKeepingCheap && isUnlockingQuick ? 0 : 1;
}
