// SPDX-License-Identifier: MIT
#include "session/listingmemory.h"

#include "core/background.h"
#include "session/session.h"
#include "session/sessions.h"

#include <algorithm>
#include <utility>

ListingMemory::ListingMemory(const QString &filePath, const Sessions &sessions, Background &background)
    : m_cache(filePath)
    , m_sessions(sessions)
    , m_background(background)
{ }

void ListingMemory::recall(const QList<Account> &accounts)
{
    if (!m_cache.isKeeping() || accounts.isEmpty())
        return;
    ++m_reading;
    m_isRecalling = true;
    m_background.run(
        this,
        [cache = m_cache, accounts, ahead = std::exchange(m_ahead, {})] {
            return find(cache, accounts, ahead);
        },
        [this](Result<Found> &&found) {
            // A file that cannot be read now is told of by those who must have it.
            if (found)
                hand(std::move(found).value());
            --m_reading;
            settle();
        });
}

Result<ListingMemory::Found> ListingMemory::find(const TokenCache &cache, const QList<Account> &accounts,
    const std::shared_future<std::shared_ptr<KeptListings>> &ahead)
{
    std::optional<CachedListings> known;
    if (ahead.valid())
        known = TokenCache::load(accounts, std::move(*ahead.get()));
    Result<CachedListings> loaded = known ? Result<CachedListings>(*std::move(known)) : cache.load(accounts);
    if (!loaded)
        return loaded.error();
    Found found;
    for (CachedListing &listing : loaded.value().listings)
        found.rows.emplace_back(std::move(listing));
    found.damagedAccountIds = loaded.value().damagedAccountIds;
    return found;
}

void ListingMemory::hand(Found &&found)
{
    for (EarlierRows &rows : found.rows) {
        Session *session = m_sessions.find(rows.listing.accountId);
        if (!session)
            continue;
        connect(session, &Session::recalled, this, &ListingMemory::settle);
        session->recall(std::move(rows));
    }
    if (!found.damagedAccountIds.isEmpty())
        Q_EMIT damaged(found.damagedAccountIds);
}

bool ListingMemory::isRecalling() const
{
    const QList<Session *> all = m_sessions.all();
    return m_reading > 0 || std::any_of(all.cbegin(), all.cend(), [](const Session *session) {
        return session->isRecalling();
    });
}

void ListingMemory::settle()
{
    if (!m_isRecalling || isRecalling())
        return;
    m_isRecalling = false;
    Q_EMIT recalled();
}

void ListingMemory::watch(Session *session)
{
    if (!m_cache.isKeeping())
        return;
    connect(session, &Session::stateChanged, this, [this, session] { save(*session); });
    // The names of workspaces may come after the tokens.
    connect(session, &Session::workspacesChanged, this, [this, session] { save(*session); });
}

void ListingMemory::save(const Session &session)
{
    if (session.state() != Session::State::Ready || session.hasEarlierRows())
        return;
    Written &written = m_written[session.account().id];
    const QList<Workspace> workspaces = session.workspaces();
    if (written.listedAt == session.listedAt() && written.workspaces == workspaces)
        return;
    written = {session.listedAt(), workspaces};
    m_background.run(
        this,
        [cache = m_cache, account = session.account(), listing = session.snapshot()] {
            return cache.save(account, listing);
        },
        [](Result<Nothing> &&saved) {
            if (!saved)
                qWarning("The listing could not be remembered: %s", qUtf8Printable(saved.error().technical));
        });
}

void ListingMemory::forget(const QString &accountId)
{
    m_written.remove(accountId);
    if (!m_cache.isKeeping())
        return;
    m_background.run(
        this, [cache = m_cache, accountId] { return cache.forget(accountId); },
        [](Result<Nothing> &&forgotten) {
            if (!forgotten)
                qWarning("A listing could not be forgotten: %s", qUtf8Printable(forgotten.error().technical));
        });
}
