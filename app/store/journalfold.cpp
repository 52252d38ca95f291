// SPDX-License-Identifier: MIT
#include "store/journalfold.h"

#include "store/journalrow.h"
#include "store/operationjson.h"

namespace {

/// 1970 to the end of the year 9999: what RFC 3339 can tell.
constexpr qint64 lastMsecs = 253'402'300'799'999;

QDateTime instant(qint64 msecs)
{
    return msecs < 0 || msecs > lastMsecs ? QDateTime() : QDateTime::fromMSecsSinceEpoch(msecs, Qt::UTC);
}

} // namespace

void JournalFold::add(const JournalRow &row, bool isWhole)
{
    const bool isFirst = m_operations.isEmpty() || m_operations.last().id != row.operation;
    if (isFirst) {
        JournalOperation operation;
        operation.id = row.operation;
        operation.runId = row.run;
        m_operations.append(operation);
    }
    JournalOperation &operation = m_operations.last();

    JournalEvent event;
    event.position = row.position;
    event.at = instant(row.at);
    const auto state = stateFromName(row.state);
    const bool beginsInOrder = isFirst == (state == OperationState::Begun);
    const bool isRead = isFirst ? OperationJson::read(row.content, operation.facts)
                                : OperationJson::read(row.content, event.details);
    event.isDamaged = !isWhole || !state || !beginsInOrder || !event.at.isValid() || !isRead;
    event.state = state.value_or(operation.state);

    operation.state = event.state;
    operation.isDamaged = operation.isDamaged || event.isDamaged;
    operation.events.append(event);
}
