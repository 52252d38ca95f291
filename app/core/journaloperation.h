// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/finding.h"
#include "core/operationfacts.h"
#include "core/operationstate.h"

#include <QDateTime>

/// What is worth remembering of one step of an operation. Never a secret, never a server's words.
struct EventDetails
{
    int httpStatus = 0; ///< 0 = no answer
    QString requestId; ///< the provider's; untrusted, cut to 200 characters when written
    QString tokenId; ///< learnt from the answer or by looking
    QString errorKind; ///< kindName(); empty = no error
    QString outcome; ///< outcomeName(); empty = no error
    std::optional<Finding> finding; ///< what looking told

    /// Kind, outcome, status and request id; none of its texts.
    [[nodiscard]] static EventDetails of(const Error &error);

    bool operator==(const EventDetails &) const = default;
};

/// One step of an operation as it was written.
struct JournalEvent
{
    qint64 position = 0; ///< in the journal, from 1
    OperationState state = OperationState::Begun;
    QDateTime at; ///< UTC; invalid when the row tells no possible time
    EventDetails details; ///< empty for Begun, whose content are the facts
    bool isDamaged = false; ///< the row cannot be read whole; the rest is what could be
};

/// One operation with all of its steps.
struct JournalOperation
{
    QString id;
    QString runId; ///< of the process that began it
    OperationFacts facts;
    OperationState state = OperationState::Begun;
    QList<JournalEvent> events; ///< oldest first; never empty
    bool isDamaged = false; ///< a row of it cannot be read whole

    /// Its place in the history: pages are asked for by it.
    [[nodiscard]] qint64 position() const { return events.isEmpty() ? 0 : events.first().position; }
    [[nodiscard]] QDateTime begunAt() const { return events.isEmpty() ? QDateTime() : events.first().at; }
    [[nodiscard]] QDateTime changedAt() const { return events.isEmpty() ? QDateTime() : events.last().at; }
    /// Of the facts, or learnt on the way; may be empty.
    [[nodiscard]] QString tokenId() const;
    /// The last ones that a step told; may be empty, 0, none.
    [[nodiscard]] QString requestId() const;
    [[nodiscard]] int httpStatus() const;
    [[nodiscard]] std::optional<Finding> finding() const;
};
