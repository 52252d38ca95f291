// SPDX-License-Identifier: MIT
#include "session/pagechain.h"

#include "core/prefetch.h"

#include <algorithm>

namespace {

/// How far a total is believed before the pages have come: room for it costs memory.
constexpr qsizetype trustedPages = 64;

/// A page of one token cannot overlap and still get on.
qint64 overlap(qint64 count)
{
    return count > 1 ? 1 : 0;
}

} // namespace

PageChain::PageChain(int pageSize, qint64 maxTokens)
    : m_maxTokens(maxTokens)
    , m_fullPage(pageSize)
{ }

std::optional<qint64> PageChain::takeOffset(bool isIdle)
{
    if (!m_hasStarted) {
        m_hasStarted = true;
        return 0;
    }
    if (m_isStopped || !m_isSized)
        return {};
    if (const auto offset = plannedOffset())
        return offset;
    return isIdle ? missingOffset() : std::nullopt;
}

std::optional<qint64> PageChain::plannedOffset()
{
    if (m_total < 0 || m_planned + m_overlap >= m_total)
        return {};
    const qint64 offset = m_planned;
    m_planned += m_stride;
    return offset;
}

std::optional<qint64> PageChain::missingOffset() const
{
    for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
        const auto next = std::next(page);
        if (next == m_pages.end())
            return offsetAfterLast();
        const qint64 wanted = following(page.key());
        const bool isHole = next.key() > wanted;
        if (isHole && !m_failures.contains(wanted) && !m_pages.contains(wanted))
            return wanted;
    }
    return {};
}

std::optional<qint64> PageChain::offsetAfterLast() const
{
    const qint64 offset = m_pages.lastKey();
    const qint64 count = m_pages.last().count();
    const qint64 wanted = following(offset);
    const bool isKnown = m_failures.contains(wanted) || m_pages.contains(wanted);
    if (count == 0 || isKnown)
        return {};
    if (offset + count < m_total)
        return wanted;
    // A full page at the end may hide more behind a total that is too low, but a page that does not even
    // fit to the one before it is no evidence of a longer list.
    const bool mayGoOn = m_fullPage > 0 && count >= m_fullPage && fits(offset);
    return mayGoOn ? std::optional<qint64>(wanted) : std::nullopt;
}

qint64 PageChain::following(qint64 offset) const
{
    const qint64 count = m_pages.value(offset).count();
    return offset + count - overlap(count);
}

void PageChain::expectFirst(qint64 count, qint64 total)
{
    m_isSized = true;
    m_total = total;
    m_overlap = overlap(count);
    m_stride = std::max<qint64>(1, count - m_overlap);
    m_planned = m_stride;
    if (count < m_fullPage && count < total)
        m_fullPage = count;
    m_ids.reserve(qsizetype(std::clamp<qint64>(total, 0, count * trustedPages)));
}

void PageChain::add(qint64 offset, const TokenPtrs &tokens, int unreadable, qint64 total)
{
    if (!m_isSized)
        expectFirst(tokens.size() + unreadable, total);
    m_hasTotalChanged = m_hasTotalChanged || total != m_total;
    m_total = total;
    m_unreadable += unreadable;
    m_pages.insert(offset, {tokens, unreadable});

    const qsizetype before = m_ids.size();
    const auto tokenAt = [&tokens](qsizetype i) -> const Token & { return *tokens.at(i); };
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        prefetchTokens(i, tokens.size(), tokenAt, &Token::id);
        m_ids.insert(tokenAt(i).id);
    }
    if (m_fullPage == 0 || m_ids.size() == before || isCapped())
        m_isStopped = true;
}

void PageChain::addFailure(qint64 offset)
{
    m_failures.insert(offset);
}

void PageChain::stop()
{
    m_isStopped = true;
}

int PageChain::pagesAhead() const
{
    if (m_isStopped || m_stride == 0 || m_planned + m_overlap >= m_total)
        return 0;
    const qint64 believable = std::min(m_total, m_maxTokens);
    return int(std::max<qint64>(0, (believable - m_planned - m_overlap + m_stride - 1) / m_stride));
}

bool PageChain::fits(qint64 offset) const
{
    const auto page = m_pages.find(offset);
    if (page == m_pages.begin())
        return true;
    const auto before = std::prev(page);
    const qint64 at = offset - before.key();
    if (at >= before->tokens.size() || before->unreadable > 0 || page->unreadable > 0)
        return true;
    return !page->tokens.isEmpty() && page->tokens.first()->id == before->tokens.at(at)->id;
}

bool PageChain::hasMoved() const
{
    if (m_hasTotalChanged)
        return true;
    qint64 end = 0;
    for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
        if (!fits(page.key()))
            return true;
        if (page->count() > 0)
            end = std::max<qint64>(end, page.key() + page->count());
    }
    // Fewer different tokens than places means that one was told twice.
    return m_failures.isEmpty() && m_unreadable == 0 && m_ids.size() != end;
}
