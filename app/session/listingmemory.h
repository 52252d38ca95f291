// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "session/earlierrows.h"
#include "store/tokencache.h"

#include <QHash>
#include <QObject>

#include <future>
#include <memory>
#include <vector>

class Background;
class Session;
class Sessions;

/// Remembers what the accounts' lists held, for the next start: writes each complete listing, and hands out
/// what an earlier run wrote. The disk is touched in worker threads only. Nothing is remembered of a profile
/// in memory. Ownership: of Sessions. Thread: the GUI thread.
class ListingMemory final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListingMemory)

public:
    /// `filePath`: of the profile's database; empty = in memory. The others must outlive this object.
    ListingMemory(const QString &filePath, const Sessions &sessions, Background &background);

    /// Somebody reads the cache already: the first recall() takes what comes of it (moved out of it).
    void expect(std::shared_future<std::shared_ptr<KeptListings>> ahead) { m_ahead = std::move(ahead); }
    /// Hands the sessions of these accounts what is remembered of them, as soon as it is read.
    void recall(const QList<Account> &accounts);
    /// Something asked for is still being read or handed over.
    [[nodiscard]] bool isRecalling() const;
    /// Writes what `session` lists from now on.
    void watch(Session *session);
    void forget(const QString &accountId);

Q_SIGNALS:
    /// All that was asked for has been handed over.
    void recalled();
    /// What was remembered of these accounts was damaged and is gone.
    void damaged(const QStringList &accountIds);

private:
    /// What was found, made ready in the thread that looked.
    struct Found
    {
        std::vector<EarlierRows> rows;
        QStringList damagedAccountIds;
    };

    [[nodiscard]] static Result<Found> find(const TokenCache &cache, const QList<Account> &accounts,
        const std::shared_future<std::shared_ptr<KeptListings>> &ahead);
    void hand(Found &&found);
    void settle();
    void save(const Session &session);

    /// What was last given to be written.
    struct Written
    {
        QDateTime listedAt;
        QList<Workspace> workspaces;
    };

    const TokenCache m_cache;
    const Sessions &m_sessions;
    Background &m_background;
    QHash<QString, Written> m_written; ///< by account
    std::shared_future<std::shared_ptr<KeptListings>> m_ahead;
    int m_reading = 0;
    bool m_isRecalling = false; ///< the end has not been told yet
};
