// SPDX-License-Identifier: MIT
#pragma once

#include "session/listing.h"

#include <memory>
#include <vector>

class Line;

/// One round over every list of an account. Deleting it stops the round; nothing of it is heard afterwards,
/// which is how late answers of an older round are dropped. Ownership: of Session. Thread: the GUI thread.
class AccountListing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountListing)

public:
    AccountListing(std::shared_ptr<Line> line, const Clock &clock, QObject *parent = nullptr);
    ~AccountListing() override;

    void start();
    [[nodiscard]] ListingProgress progress() const;
    [[nodiscard]] bool hasPages() const { return m_hasPages; }
    /// The first error of the round.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// The policy tokens are not for this sign-in to see; that spoils no other list.
    [[nodiscard]] bool isPolicyListRefused() const { return m_isPolicyListRefused; }

Q_SIGNALS:
    void pageArrived(const TokenPtrs &tokens);
    void placeFinished(const TokenPlace &place, const ListingOutcome &outcome);
    void progressChanged();
    void retryScheduled(int attempt, std::chrono::milliseconds wait);
    /// Every place has finished.
    void finished();

private:
    void add(const TokenPlace &place, const Clock &clock);
    void finishPlace(const TokenPlace &place, ListingOutcome outcome);

    std::shared_ptr<Line> m_line;
    std::vector<std::unique_ptr<Listing>> m_listings;
    std::size_t m_finished = 0;
    std::optional<Error> m_error;
    bool m_hasPages = false;
    bool m_isPolicyListRefused = false;
};
