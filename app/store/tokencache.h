// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/result.h"
#include "store/cachedlisting.h"

#include <QHash>
#include <QSqlDatabase>
#include <QStringList>

#include <optional>
#include <vector>

/// What TokenCache::load() found.
struct CachedListings
{
    std::vector<CachedListing> listings; ///< of those accounts that have one
    QStringList damagedAccountIds; ///< theirs could not be read and was dropped
};

/// What TokenCache::readAhead() found.
struct KeptListings
{
    struct Row
    {
        QString service; ///< what the lists depend on, in the cache's own words
        CachedListing listing;
    };
    std::vector<Row> rows;
    bool isWhole = false; ///< nothing was there that could not be read
};

/// Keeps the last complete listing of each account in the profile's database: metadata, never a value or a
/// credential. What it loses costs a request and nothing else, so a listing that is damaged is dropped, as is
/// one that was made with another service, organization or choice of workspaces.
///
/// Each call blocks on the disk and opens a connection of its own, so that it runs in any thread: for worker
/// threads. Several programs may use it on one file. Errors: Vault.
class TokenCache final
{
public:
    /// `filePath`: Profile::filePath(); empty = keeps nothing.
    explicit TokenCache(QString filePath);

    [[nodiscard]] bool isKeeping() const { return !m_filePath.isEmpty(); }
    [[nodiscard]] Result<CachedListings> load(const QList<Account> &accounts) const;
    /// When the listings that are kept were made (UTC), by account; none of them is read.
    [[nodiscard]] Result<QHash<QString, QDateTime>> listedAt(const QList<Account> &accounts) const;
    /// All that is kept in a profile's database, for whoever will know later which accounts there are.
    /// Changes nothing. Thread: that of the connection.
    [[nodiscard]] static KeptListings readAhead(const QSqlDatabase &database);
    /// What load() would tell, out of what was read ahead; none when the database must be asked after all.
    [[nodiscard]] static std::optional<CachedListings> load(
        const QList<Account> &accounts, KeptListings &&ahead);
    /// Replaces what is kept for the account, in one transaction, so long as the database knows it. The
    /// tokens are kept by name, as the next start shows them: what is in order is sorted in no time, and the
    /// same tokens are the same bytes in every run.
    Result<Nothing> save(const Account &account, const CachedListing &listing) const;
    /// Also what is left of accounts that the database does not know any more.
    Result<Nothing> forget(const QString &accountId) const;

    /// A listing that was made with the one says nothing about the other.
    [[nodiscard]] static bool isSameService(const Account &one, const Account &other);

private:
    QString m_filePath;
};
