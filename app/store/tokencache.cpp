// SPDX-License-Identifier: MIT
#include "store/tokencache.h"

#include "core/tokenorder.h"
#include "store/listingformat.h"
#include "store/storeerror.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <sodium.h>

#include <algorithm>
#include <array>

namespace {

/// A connection for one call in one thread.
class CacheConnection final
{
public:
    explicit CacheConnection(const QString &filePath)
        : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        database.setDatabaseName(filePath);
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
        if (!database.open()) {
            m_error = storeError(database.lastError());
            return;
        }
        // Others wait while this writes; that a cut of power may cost the newest listing is fair.
        if (auto done = execute(QStringLiteral("PRAGMA synchronous = NORMAL")); !done)
            m_error = done.error();
    }
    ~CacheConnection()
    {
        QSqlDatabase::database(m_name, false).close();
        QSqlDatabase::removeDatabase(m_name);
    }
    Q_DISABLE_COPY_MOVE(CacheConnection)

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] QSqlDatabase database() const { return QSqlDatabase::database(m_name, false); }

    Result<Nothing> execute(const QString &statement, const QVariantList &values = {}) const
    {
        QSqlQuery query(database());
        return run(query, statement, values);
    }
    [[nodiscard]] static Result<Nothing> run(
        QSqlQuery &query, const QString &statement, const QVariantList &values)
    {
        if (!query.prepare(statement))
            return storeError(query.lastError());
        for (const QVariant &value : values)
            query.addBindValue(value);
        if (!query.exec())
            return storeError(query.lastError());
        return Nothing{};
    }

private:
    QString m_name;
    std::optional<Error> m_error;
};

/// What the lists of an account depend on.
QString serviceText(const Account &account)
{
    QStringList parts{account.providerKey, account.generation,
        account.baseUrl.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash), account.organizationId};
    QStringList workspaces = account.workspaceIds;
    workspaces.sort();
    return (parts + workspaces).join(u'\n');
}

/// A row that was written for one account says nothing in another's place. Against damage, not against
/// people: who can write here needs no seal. So the long part goes through a checksum that costs a third of a
/// hash.
QByteArray listingSeal(const QString &accountId, const QString &service, const QByteArray &content)
{
    const auto bytesOf = [](const QByteArray &bytes) {
        return reinterpret_cast<const unsigned char *>(bytes.constData());
    };
    static const bool isReady = sodium_init() >= 0; // which also finds the fast way of this processor
    Q_UNUSED(isReady);
    const QByteArray whose = accountId.toUtf8() + '\0' + service.toUtf8();
    std::array<unsigned char, crypto_onetimeauth_KEYBYTES> key{};
    crypto_generichash(
        key.data(), key.size(), bytesOf(whose), static_cast<unsigned long long>(whose.size()), nullptr, 0);
    QByteArray seal(crypto_onetimeauth_BYTES, Qt::Uninitialized);
    crypto_onetimeauth(reinterpret_cast<unsigned char *>(seal.data()), bytesOf(content),
        static_cast<unsigned long long>(content.size()), key.data());
    return seal;
}

/// What is kept for one account.
struct KeptRow
{
    enum class Kind { None, Foreign, Damaged, Good };

    Kind kind = Kind::None;
    CachedListing listing; ///< when Good
};

/// The listing of a row (service, time, seal, content), if it is what was written.
std::optional<CachedListing> listingIn(const QSqlQuery &row, const QString &accountId)
{
    const QByteArray content = row.value(3).toByteArray();
    if (row.value(2).toByteArray() != listingSeal(accountId, row.value(0).toString(), content))
        return {};
    std::optional<CachedListing> listing = ListingFormat::decode(content, accountId);
    if (listing)
        listing->listedAt = QDateTime::fromMSecsSinceEpoch(row.value(1).toLongLong(), Qt::UTC);
    return listing;
}

Result<KeptRow> readRow(const CacheConnection &connection, const Account &account)
{
    QSqlQuery query(connection.database());
    const auto asked = CacheConnection::run(query,
        QStringLiteral("SELECT service, listed_at, seal, content FROM listings WHERE account = ?"),
        {account.id});
    if (!asked)
        return asked.error();
    if (!query.next())
        return KeptRow{};
    std::optional<CachedListing> listing = listingIn(query, account.id);
    if (!listing)
        return KeptRow{KeptRow::Kind::Damaged, {}};
    if (query.value(0).toString() != serviceText(account))
        return KeptRow{KeptRow::Kind::Foreign, {}};
    return KeptRow{KeptRow::Kind::Good, *std::move(listing)};
}

} // namespace

TokenCache::TokenCache(QString filePath)
    : m_filePath(std::move(filePath))
{ }

bool TokenCache::isSameService(const Account &one, const Account &other)
{
    return serviceText(one) == serviceText(other);
}

Result<CachedListings> TokenCache::load(const QList<Account> &accounts) const
{
    CachedListings loaded;
    if (!isKeeping() || accounts.isEmpty())
        return loaded;
    const CacheConnection connection(m_filePath);
    if (connection.error())
        return *connection.error();
    for (const Account &account : accounts) {
        Result<KeptRow> read = readRow(connection, account);
        if (!read)
            return read.error();
        KeptRow row = std::move(read).value();
        if (row.kind == KeptRow::Kind::Good)
            loaded.listings.push_back(std::move(row.listing));
        if (row.kind == KeptRow::Kind::Good || row.kind == KeptRow::Kind::None)
            continue;
        if (row.kind == KeptRow::Kind::Damaged)
            loaded.damagedAccountIds.append(account.id);
        // Only room is won by it, so whether it succeeds changes nothing.
        (void)connection.execute(QStringLiteral("DELETE FROM listings WHERE account = ?"), {account.id});
    }
    return loaded;
}

Result<QHash<QString, QDateTime>> TokenCache::listedAt(const QList<Account> &accounts) const
{
    QHash<QString, QDateTime> instants;
    if (!isKeeping() || accounts.isEmpty())
        return instants;
    const CacheConnection connection(m_filePath);
    if (connection.error())
        return *connection.error();
    for (const Account &account : accounts) {
        QSqlQuery query(connection.database());
        const auto asked = CacheConnection::run(query,
            QStringLiteral("SELECT listed_at FROM listings WHERE account = ? AND service = ?"),
            {account.id, serviceText(account)});
        if (!asked)
            return asked.error();
        if (query.next())
            instants.insert(account.id, QDateTime::fromMSecsSinceEpoch(query.value(0).toLongLong(), Qt::UTC));
    }
    return instants;
}

KeptListings TokenCache::readAhead(const QSqlDatabase &database)
{
    KeptListings ahead;
    QSqlQuery query(database);
    query.setForwardOnly(true);
    const QString all = QStringLiteral("SELECT service, listed_at, seal, content, account FROM listings");
    if (!CacheConnection::run(query, all, {}))
        return ahead;
    ahead.isWhole = true;
    while (query.next()) {
        if (std::optional<CachedListing> listing = listingIn(query, query.value(4).toString()))
            ahead.rows.push_back({query.value(0).toString(), *std::move(listing)});
        else
            ahead.isWhole = false;
    }
    return ahead;
}

std::optional<CachedListings> TokenCache::load(const QList<Account> &accounts, KeptListings &&ahead)
{
    if (!ahead.isWhole)
        return {};
    CachedListings loaded;
    for (const Account &account : accounts) {
        const auto row = std::find_if(ahead.rows.begin(), ahead.rows.end(),
            [&account](const KeptListings::Row &kept) { return kept.listing.accountId == account.id; });
        if (row == ahead.rows.end())
            continue;
        if (row->service != serviceText(account))
            return {};
        loaded.listings.push_back(std::move(row->listing));
    }
    return loaded;
}

Result<Nothing> TokenCache::save(const Account &account, const CachedListing &listing) const
{
    if (!isKeeping())
        return Nothing{};
    CachedListing ordered = listing;
    ordered.tokens = sortedByName(listing.tokens);
    const QByteArray content = ListingFormat::encode(ordered);
    const QString service = serviceText(account);
    const QByteArray seal = listingSeal(account.id, service, content);
    const qint64 listedAt = listing.listedAt.toMSecsSinceEpoch();
    const CacheConnection connection(m_filePath);
    if (connection.error())
        return *connection.error();
    // An unchanged list of 100,000 tokens need not be written again.
    QSqlQuery query(connection.database());
    auto done = CacheConnection::run(query,
        QStringLiteral("UPDATE listings SET listed_at = ? WHERE account = ? AND seal = ?"
                       " AND length(content) = ?"),
        {listedAt, account.id, seal, content.size()});
    if (!done || query.numRowsAffected() > 0)
        return done;
    return connection.execute(
        QStringLiteral("INSERT OR REPLACE INTO listings (account, service, listed_at, seal, content)"
                       " SELECT id, ?, ?, ?, ? FROM accounts WHERE id = ?"),
        {service, listedAt, seal, content, account.id});
}

Result<Nothing> TokenCache::forget(const QString &accountId) const
{
    if (!isKeeping())
        return Nothing{};
    const CacheConnection connection(m_filePath);
    if (connection.error())
        return *connection.error();
    if (auto hidden = connection.execute(QStringLiteral("PRAGMA secure_delete = ON")); !hidden)
        return hidden;
    return connection.execute(QStringLiteral("DELETE FROM listings WHERE account = ?"
                                             " OR account NOT IN (SELECT id FROM accounts)"),
        {accountId});
}
