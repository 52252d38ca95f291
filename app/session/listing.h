// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/tokenpage.h"
#include "session/listingprogress.h"
#include "session/pagechain.h"

#include <QObject>
#include <QSet>

#include <chrono>
#include <optional>

class Provider;
class Turnstile;

/// Where a listing gives up on a server that lies.
struct ListingLimits
{
    int passes = 3;
    qint64 tokens = 1'000'000;
    TokenQuery query{}; ///< what the service shall look for
};

/// The end of a listing.
struct ListingOutcome
{
    bool isComplete = false;
    bool hasPages = false; ///< at least one page came
    std::optional<Error> error; ///< set unless complete
    QSet<QString> tokenIds; ///< of the last pass; when complete, exactly what the place holds
};

/// The complete listing of one place, once.
///
/// The largest page size that the server takes; the first page tells the total, the others go in parallel as
/// far as the turnstile lets them. When something moved meanwhile (see PageChain) the list is read again, at
/// most ListingLimits::passes times. What cannot be made complete is told as such: a failed page, a total
/// that does not fit, a list that keeps changing. Deleting it stops it. Ownership: of the session. Thread:
/// that of the provider. `provider`, `turnstile` and `clock` must outlive it.
class Listing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Listing)

public:
    Listing(Provider &provider, const TokenPlace &place, Turnstile &turnstile, const Clock &clock,
        ListingLimits limits = {}, QObject *parent = nullptr);
    ~Listing() override;

    void start();
    [[nodiscard]] ListingProgress progress() const;

Q_SIGNALS:
    /// Tokens as they come, in any order; a second pass tells them again.
    void pageArrived(const TokenPtrs &tokens);
    void progressChanged();
    void retryScheduled(int attempt, std::chrono::milliseconds wait);
    /// Once; nothing is emitted after it.
    void finished(const ListingOutcome &outcome);

private:
    [[nodiscard]] qsizetype seen() const;
    void startPass();
    void pump();
    void send(qint64 offset);
    void receive(qint64 offset, Result<TokenPage> &&result);
    void takePage(qint64 offset, TokenPage &&page);
    void takeFailure(qint64 offset, const Error &error);
    bool fallToNextSize(const Error &error);
    void settle();
    void finish(std::optional<Error> error);
    [[nodiscard]] Error protocolError(const QString &technical) const;

    Provider &m_provider;
    Turnstile &m_turnstile;
    const Clock &m_clock;
    TokenPlace m_place;
    ListingLimits m_limits;
    QList<int> m_pageSizes;
    PageChain m_chain;
    QSet<QString> m_everSeen; ///< from the second pass on
    std::optional<Error> m_failure;
    int m_pass = 0;
    int m_pagesDone = 0;
    int m_underWay = 0;
    bool m_isFinished = false;
};
