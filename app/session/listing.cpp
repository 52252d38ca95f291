// SPDX-License-Identifier: MIT
#include "session/listing.h"

#include "providers/provider.h"
#include "session/turnstile.h"

Listing::Listing(Provider &provider, const TokenPlace &place, Turnstile &turnstile, const Clock &clock,
    ListingLimits limits, QObject *parent)
    : QObject(parent)
    , m_provider(provider)
    , m_turnstile(turnstile)
    , m_clock(clock)
    , m_place(place)
    , m_limits(limits)
    , m_pageSizes(provider.pageSizes())
    , m_chain(0, limits.tokens)
{
    connect(&m_turnstile, &Turnstile::freed, this, &Listing::pump, Qt::QueuedConnection);
}

Listing::~Listing()
{
    m_isFinished = true;
    for (; m_underWay > 0; --m_underWay)
        m_turnstile.leave();
}

void Listing::start()
{
    startPass();
}

ListingProgress Listing::progress() const
{
    ListingProgress progress;
    progress.loaded = seen();
    progress.total = m_chain.total() < 0 ? -1 : std::max<qint64>(m_chain.total(), m_chain.ids().size());
    progress.pagesDone = m_pagesDone;
    progress.pagesPlanned = m_pagesDone + m_underWay + (m_isFinished ? 0 : m_chain.pagesAhead());
    return progress;
}

/// Different tokens of all passes. What the first one saw is in its chain.
qsizetype Listing::seen() const
{
    return m_pass > 1 ? m_everSeen.size() : m_chain.ids().size();
}

void Listing::startPass()
{
    ++m_pass;
    m_everSeen.unite(m_chain.ids());
    m_chain = PageChain(m_pageSizes.isEmpty() ? 0 : m_pageSizes.first(), m_limits.tokens);
    pump();
}

void Listing::pump()
{
    while (!m_isFinished && m_pass > 0 && m_turnstile.tryEnter()) {
        const auto offset = m_chain.takeOffset(m_underWay == 0);
        if (!offset) {
            // Not through leave(): nobody waits for a place that was not used.
            m_turnstile.giveBack();
            break;
        }
        send(*offset);
    }
}

void Listing::send(qint64 offset)
{
    ++m_underWay;
    PageRequest request;
    request.offset = offset;
    request.limit = m_pageSizes.isEmpty() ? 0 : m_pageSizes.first();
    request.query = m_limits.query;
    if (!m_chain.isSized()) {
        request.whenSized = [this](const PageSize &size) {
            m_chain.expectFirst(size.count, size.total);
            pump();
        };
    }
    auto *job = m_provider.listTokens(this, m_place, request);
    connect(job, &Job::retryScheduled, this, &Listing::retryScheduled);
    job->onFinished(this, [this, offset](Result<TokenPage> &&result) { receive(offset, std::move(result)); });
}

void Listing::receive(qint64 offset, Result<TokenPage> &&result)
{
    --m_underWay;
    if (result)
        takePage(offset, std::move(result).value());
    else
        takeFailure(offset, result.error());
    m_turnstile.leave();
    pump();
    if (m_underWay == 0)
        settle();
    else
        Q_EMIT progressChanged();
}

void Listing::takePage(qint64 offset, TokenPage &&page)
{
    ++m_pagesDone;
    m_chain.add(offset, page.tokens, page.unreadable, page.total);
    if (m_pass > 1) {
        for (const TokenPtr &token : std::as_const(page.tokens))
            m_everSeen.insert(token->id);
    }
    if (!page.tokens.isEmpty())
        Q_EMIT pageArrived(page.tokens);
}

void Listing::takeFailure(qint64 offset, const Error &error)
{
    if (fallToNextSize(error))
        return;
    m_chain.addFailure(offset);
    if (!m_failure)
        m_failure = error;
    // Neither a refused sign-in nor a person's stop gets better with the next page.
    if (error.kind == Error::Kind::Auth || error.kind == Error::Kind::Forbidden
        || error.kind == Error::Kind::Cancelled)
        m_chain.stop();
}

bool Listing::fallToNextSize(const Error &error)
{
    const bool isFirstPage = m_pass == 1 && !m_chain.isSized();
    const bool isRefused = error.kind == Error::Kind::Invalid && error.outcome == Error::Outcome::Refused;
    if (!isFirstPage || !isRefused || m_pageSizes.size() < 2)
        return false;
    m_pageSizes.removeFirst();
    m_chain = PageChain(m_pageSizes.first(), m_limits.tokens);
    return true;
}

void Listing::settle()
{
    if (m_isFinished)
        return;
    if (m_failure) {
        finish(m_failure);
    } else if (m_chain.isCapped()) {
        finish(protocolError(QStringLiteral("the list does not end")));
    } else if (m_chain.hasMoved()) {
        if (m_pass < m_limits.passes)
            startPass();
        else
            finish(protocolError(QStringLiteral("the list kept changing while it was read")));
    } else if (m_chain.unreadable() > 0) {
        finish(protocolError(QStringLiteral("%1 entries have no id").arg(m_chain.unreadable())));
    } else if (m_chain.isShort()) {
        finish(protocolError(QStringLiteral("the list is shorter than its total")));
    } else {
        finish({});
    }
}

void Listing::finish(std::optional<Error> error)
{
    m_isFinished = true;
    ListingOutcome outcome;
    outcome.isComplete = !error;
    outcome.hasPages = m_pagesDone > 0;
    outcome.error = std::move(error);
    outcome.tokenIds = m_chain.ids();
    Q_EMIT progressChanged();
    Q_EMIT finished(outcome);
}

Error Listing::protocolError(const QString &technical) const
{
    Error error;
    error.kind = Error::Kind::Protocol;
    error.outcome = Error::Outcome::Refused;
    error.technical =
        QStringLiteral("%1: total told %2, tokens seen %3").arg(technical).arg(m_chain.total()).arg(seen());
    error.when = m_clock.nowUtc();
    return error;
}
