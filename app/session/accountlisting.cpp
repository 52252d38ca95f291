// SPDX-License-Identifier: MIT
#include "session/accountlisting.h"

#include "session/line.h"

AccountListing::AccountListing(std::shared_ptr<Line> line, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_line(std::move(line))
{
    const QList<TokenPlace> places = m_line->provider().places();
    for (const TokenPlace &place : places)
        add(place, clock);
}

AccountListing::~AccountListing() = default;

void AccountListing::add(const TokenPlace &place, const Clock &clock)
{
    ListingLimits limits;
    limits.tokens = m_line->patience().longestList;
    auto listing = std::make_unique<Listing>(m_line->provider(), place, m_line->turnstile(), clock, limits);
    connect(listing.get(), &Listing::pageArrived, this, [this](const TokenPtrs &tokens) {
        m_hasPages = true;
        Q_EMIT pageArrived(tokens);
    });
    connect(listing.get(), &Listing::progressChanged, this, &AccountListing::progressChanged);
    connect(listing.get(), &Listing::retryScheduled, this, &AccountListing::retryScheduled);
    connect(listing.get(), &Listing::finished, this,
        [this, place](const ListingOutcome &outcome) { finishPlace(place, outcome); });
    m_listings.push_back(std::move(listing));
}

void AccountListing::start()
{
    for (const auto &listing : m_listings)
        listing->start();
}

ListingProgress AccountListing::progress() const
{
    ListingProgress sum;
    sum.total = 0;
    for (const auto &listing : m_listings) {
        const ListingProgress part = listing->progress();
        sum.loaded += part.loaded;
        sum.pagesDone += part.pagesDone;
        sum.pagesPlanned += part.pagesPlanned;
        if (part.total < 0)
            sum.total = -1;
        else if (sum.total >= 0)
            sum.total += part.total;
    }
    return sum;
}

void AccountListing::finishPlace(const TokenPlace &place, ListingOutcome outcome)
{
    ++m_finished;
    const bool isRefused = outcome.error && outcome.error->kind == Error::Kind::Forbidden;
    if (place.list == TokenList::Policy && isRefused) {
        // Only owners and administrators may see them. Nothing is known of them then, so nothing is shown.
        m_isPolicyListRefused = true;
        outcome.error.reset();
        outcome.isComplete = true;
    }
    // That there are no policy tokens is no news where the usual list failed.
    const bool isNews = place.list == TokenList::Usual || !outcome.tokenIds.isEmpty();
    m_hasPages = m_hasPages || (outcome.hasPages && isNews);
    if (!m_error)
        m_error = outcome.error;
    Q_EMIT placeFinished(place, outcome);
    if (m_finished == m_listings.size())
        Q_EMIT finished();
}
