// SPDX-License-Identifier: MIT
#include "session/look.h"

#include "session/line.h"
#include "session/listing.h"

#include <utility>

namespace {

/// A fresh state of the token tells more than its absence from a list.
bool asksForTheTokenItself(OperationVerb verb)
{
    return verb == OperationVerb::Rotate || verb == OperationVerb::Update;
}

/// The service has no such read, or answers like this for a token that is gone: the list decides.
bool leavesItToTheList(Error::Kind kind)
{
    return kind == Error::Kind::Unsupported || kind == Error::Kind::NotFound
        || kind == Error::Kind::Forbidden;
}

} // namespace

Look::Look(std::shared_ptr<Line> line, const JournalOperation &operation, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_line(std::move(line))
    , m_operation(operation)
    , m_clock(clock)
{ }

Look::~Look() = default;

void Look::start()
{
    m_seen.clear();
    m_sighting = {};
    m_sighting.lookedAt = m_clock.nowUtc();
    if (asksForTheTokenItself(m_operation.facts.verb))
        readToken();
    else
        readList();
}

void Look::readToken()
{
    auto *job = m_line->provider().getToken(this, m_operation.facts.key());
    connect(job, &Job::retryScheduled, this, &Look::retryScheduled);
    job->onFinished(this, [this](Result<Token> &&result) {
        if (result) {
            m_sighting.tokens = {std::move(result).value()};
        } else if (leavesItToTheList(result.error().kind)) {
            readList();
            return;
        } else {
            m_sighting.error = result.error();
        }
        Q_EMIT finished(m_sighting);
    });
}

void Look::readList()
{
    m_listing = std::make_unique<Listing>(
        m_line->provider(), m_operation.facts.place(), m_line->turnstile(), m_clock);
    connect(m_listing.get(), &Listing::pageArrived, this, &Look::takePage);
    connect(m_listing.get(), &Listing::retryScheduled, this, &Look::retryScheduled);
    connect(m_listing.get(), &Listing::finished, this, &Look::takeOutcome);
    m_listing->start();
}

bool Look::matters(const Token &token) const
{
    const QString id = m_operation.tokenId();
    if (!id.isEmpty() && token.id.compare(id, Qt::CaseInsensitive) == 0)
        return true;
    return m_operation.facts.verb == OperationVerb::Create
        && OperationFacts::isSameName(token.name, m_operation.facts.tokenName);
}

void Look::takePage(const TokenPtrs &tokens)
{
    for (const TokenPtr &token : tokens) {
        if (matters(*token))
            m_seen.insert(token->id, *token);
    }
}

void Look::takeOutcome(const ListingOutcome &outcome)
{
    // It may be its own signal that led here.
    m_listing.release()->deleteLater();
    m_sighting.isComplete = outcome.isComplete;
    m_sighting.error = outcome.error;
    for (const Token &token : std::as_const(m_seen)) {
        // A pass before the last one may have seen what has gone since.
        if (!outcome.isComplete || outcome.tokenIds.contains(token.id))
            m_sighting.tokens.append(token);
    }
    Q_EMIT finished(m_sighting);
}
