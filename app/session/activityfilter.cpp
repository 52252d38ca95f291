// SPDX-License-Identifier: MIT
#include "session/activityfilter.h"

#include <algorithm>

namespace {

/// Parts stand in lines, so that no word is found over the end of one and the beginning of the next.
QString haystack(const JournalOperation &operation, const OperationOutcome &outcome)
{
    const OperationFacts &facts = operation.facts;
    const QDateTime at = operation.begunAt();
    return QStringList{facts.tokenName, facts.accountName, facts.placeName, facts.providerKey,
        operation.tokenId(), operation.requestId(), OperationText::verb(facts.verb), verbName(facts.verb),
        outcome.word, at.isValid() ? at.toLocalTime().date().toString(Qt::ISODate) : QString(), operation.id}
        .join(u'\n')
        .toCaseFolded();
}

} // namespace

ActivityFilter::ActivityFilter(const QString &text)
    : m_words(text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts))
{ }

bool ActivityFilter::matches(const JournalOperation &operation, const OperationOutcome &outcome) const
{
    if (m_words.isEmpty())
        return true;
    const QString text = haystack(operation, outcome);
    return std::all_of(
        m_words.cbegin(), m_words.cend(), [&text](const QString &word) { return text.contains(word); });
}
