// SPDX-License-Identifier: MIT
#pragma once

#include "core/tokenptr.h"

#include <QMap>
#include <QSet>
#include <QString>

#include <optional>

/// The pages of one pass over a list: which offset to ask for next, and whether what came fits together.
///
/// Pages overlap by one token. A list in which others create and delete while it is read shifts under the
/// offsets; the shift shows where the first token of a page is not the token that the page before has at that
/// place. Offsets are made one at a time, so a total that lies costs no memory and few requests. Pure: no
/// I/O.
class PageChain final
{
public:
    /// `pageSize`: tokens asked for a page; 0 = the service has no pages, the first one is all.
    PageChain(int pageSize, qint64 maxTokens);

    /// The next offset to ask for now; none = nothing to ask at the moment. `isIdle`: no page is under way,
    /// so holes and the end can be judged.
    [[nodiscard]] std::optional<qint64> takeOffset(bool isIdle);
    /// What the first page will be, where that is known before its ids: others may be asked for then.
    void expectFirst(qint64 count, qint64 total);
    /// `unreadable`: entries without an id; they take a place in the list, but nobody knows which.
    void add(qint64 offset, const TokenPtrs &tokens, int unreadable, qint64 total);
    void addFailure(qint64 offset);
    /// Asks for no further offset.
    void stop();

    /// What the server told last; -1 = nothing.
    [[nodiscard]] qint64 total() const { return m_total; }
    [[nodiscard]] const QSet<QString> &ids() const { return m_ids; }
    [[nodiscard]] bool hasPages() const { return !m_pages.isEmpty(); }
    /// How large the first page is is known, be it there or expected.
    [[nodiscard]] bool isSized() const { return m_isSized; }
    [[nodiscard]] bool hasFailures() const { return !m_failures.isEmpty(); }
    /// Stopped because no list can be this long.
    [[nodiscard]] bool isCapped() const { return m_ids.size() >= m_maxTokens; }
    /// Pages that are still to be asked for, as far as the total can be believed.
    [[nodiscard]] int pagesAhead() const;
    /// The list changed while it was read.
    [[nodiscard]] bool hasMoved() const;
    /// Fewer tokens came than the server says there are.
    [[nodiscard]] bool isShort() const { return m_ids.size() + m_unreadable < m_total; }
    [[nodiscard]] qint64 unreadable() const { return m_unreadable; }

private:
    struct Page
    {
        TokenPtrs tokens;
        int unreadable = 0;

        [[nodiscard]] qint64 count() const { return tokens.size() + unreadable; }
    };

    [[nodiscard]] std::optional<qint64> plannedOffset();
    [[nodiscard]] std::optional<qint64> missingOffset() const;
    [[nodiscard]] std::optional<qint64> offsetAfterLast() const;
    [[nodiscard]] qint64 following(qint64 offset) const;
    [[nodiscard]] bool fits(qint64 offset) const;

    QMap<qint64, Page> m_pages; ///< by offset
    QSet<qint64> m_failures;
    QSet<QString> m_ids;
    qint64 m_maxTokens;
    qint64 m_unreadable = 0;
    qint64 m_planned = 0;
    qint64 m_stride = 0;
    qint64 m_overlap = 0;
    qint64 m_fullPage;
    qint64 m_total = -1;
    bool m_hasTotalChanged = false;
    bool m_hasStarted = false;
    bool m_isSized = false;
    bool m_isStopped = false;
};
