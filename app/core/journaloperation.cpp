// SPDX-License-Identifier: MIT
#include "core/journaloperation.h"

#include <algorithm>

namespace {

/// The details of the last step that has what is looked for.
template <class Has>
EventDetails lastWith(const QList<JournalEvent> &events, Has has)
{
    const auto found = std::find_if(
        events.crbegin(), events.crend(), [&has](const JournalEvent &event) { return has(event.details); });
    return found == events.crend() ? EventDetails() : found->details;
}

} // namespace

EventDetails EventDetails::of(const Error &error)
{
    EventDetails details;
    details.httpStatus = error.httpStatus;
    details.requestId = error.requestId;
    details.errorKind = kindName(error.kind);
    details.outcome = outcomeName(error.outcome);
    return details;
}

QString JournalOperation::tokenId() const
{
    if (!facts.tokenId.isEmpty())
        return facts.tokenId;
    return lastWith(events, [](const EventDetails &details) { return !details.tokenId.isEmpty(); }).tokenId;
}

QString JournalOperation::requestId() const
{
    return lastWith(events, [](const EventDetails &details) {
        return !details.requestId.isEmpty();
    }).requestId;
}

int JournalOperation::httpStatus() const
{
    return lastWith(events, [](const EventDetails &details) { return details.httpStatus > 0; }).httpStatus;
}

std::optional<Finding> JournalOperation::finding() const
{
    return lastWith(events, [](const EventDetails &details) { return details.finding.has_value(); }).finding;
}
