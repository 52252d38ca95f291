// SPDX-License-Identifier: MIT
#include "cli/tokenrow.h"

#include "session/session.h"

#include <algorithm>
#include <array>
#include <compare>
#include <tuple>
#include <vector>

namespace {

/// The first 16 signs of a name without its capitals, so that names which begin alike ("backup-000001")
/// rarely need a look at the texts themselves. Ordered as the folded texts are; equal ones say nothing.
class Beginning
{
public:
    explicit Beginning(QStringView name)
    {
        qsizetype at = 0;
        for (quint64 &part : m_parts) {
            for (qsizetype i = 0; i < signs; ++i)
                part = part << 8 | sign(name, at++);
        }
    }
    auto operator<=>(const Beginning &) const = default;

private:
    static constexpr qsizetype signs = 8;
    static constexpr unsigned other = 0x80; ///< no ASCII: from here on the texts decide

    unsigned sign(QStringView name, qsizetype at)
    {
        if (m_isOver || at >= name.size())
            return 0;
        const unsigned unit = name[at].unicode();
        m_isOver = unit >= other;
        const bool isCapital = unit >= 'A' && unit <= 'Z';
        return std::min(isCapital ? unit + ('a' - 'A') : unit, other);
    }

    std::array<quint64, 2> m_parts{};
    bool m_isOver = false;
};

/// What a row is sorted by; made once, as a row is compared a dozen times.
struct SortKey
{
    Beginning beginning;
    TokenRow *row;

    friend bool operator<(const SortKey &a, const SortKey &b)
    {
        if (const auto order = a.beginning <=> b.beginning; order != 0)
            return order < 0;
        const auto rest = [](const TokenRow *one) {
            return std::tuple(one->token->name.toCaseFolded(), one->session->account().name,
                one->token->workspaceId, one->token->id);
        };
        return rest(a.row) < rest(b.row);
    }
};

} // namespace

QList<TokenRow> TokenRow::allOf(const QList<Session *> &sessions)
{
    QList<TokenRow> rows;
    for (Session *session : sessions) {
        TokenPtrs tokens = session->sharedTokens();
        rows.reserve(rows.size() + tokens.size());
        for (TokenPtr &token : tokens)
            rows.append({session, std::move(token)});
    }
    std::vector<SortKey> order;
    order.reserve(rows.size());
    for (TokenRow &row : rows)
        order.push_back({Beginning(row.token->name), &row});
    std::sort(order.begin(), order.end());
    QList<TokenRow> sorted;
    sorted.reserve(rows.size());
    for (const SortKey &key : order)
        sorted.append(std::move(*key.row));
    return sorted;
}
