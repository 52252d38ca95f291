// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/journaloperation.h"
#include "core/tokenptr.h"
#include "session/judgement.h"

#include <QHash>
#include <QObject>

#include <memory>

class Job;
class Line;
class Listing;
struct ListingOutcome;

/// One look at the service for what became of an operation: the token itself where one is meant and the
/// provider can show it, else the complete list of its place. Only ever reads. Deleting it stops it.
/// Thread: the GUI thread.
class Look final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Look)

public:
    /// `clock` must outlive it.
    Look(std::shared_ptr<Line> line, const JournalOperation &operation, const Clock &clock, QObject *parent);
    ~Look() override;

    /// Looks; may be called again after finished().
    void start();

Q_SIGNALS:
    /// Never inside start().
    void finished(const Sighting &sighting);
    void retryScheduled(int attempt, std::chrono::milliseconds wait);

private:
    void readToken();
    void readList();
    void takePage(const TokenPtrs &tokens);
    void takeOutcome(const ListingOutcome &outcome);
    [[nodiscard]] bool matters(const Token &token) const;

    std::shared_ptr<Line> m_line;
    JournalOperation m_operation;
    const Clock &m_clock;
    std::unique_ptr<Listing> m_listing;
    QHash<QString, Token> m_seen;
    Sighting m_sighting;
};
