// SPDX-License-Identifier: MIT
#include "cli/tokenrow.h"

#include "core/prefetch.h"
#include "session/session.h"

#include <algorithm>
#include <array>
#include <compare>
#include <future>
#include <iterator>
#include <span>
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

/// Below that a thread costs more than it saves.
constexpr qsizetype worthAThread = 2000;

std::vector<SortKey> sortedKeys(std::span<TokenRow> rows)
{
    std::vector<SortKey> order;
    order.reserve(rows.size());
    const auto tokenAt = [rows](qsizetype i) -> const Token & { return *rows[size_t(i)].token; };
    for (size_t i = 0; i < rows.size(); ++i) {
        prefetchTokens(qsizetype(i), qsizetype(rows.size()), tokenAt, &Token::name);
        order.push_back({Beginning(rows[i].token->name), &rows[i]});
    }
    std::sort(order.begin(), order.end());
    return order;
}

/// Halves, each in a thread of its own.
std::vector<SortKey> sortedKeys(QList<TokenRow> &rows)
{
    const std::span all(rows.data(), size_t(rows.size()));
    if (rows.size() < worthAThread)
        return sortedKeys(all);
    const size_t middle = all.size() / 2;
    auto others = std::async(std::launch::async, [all, middle] { return sortedKeys(all.subspan(middle)); });
    const std::vector<SortKey> first = sortedKeys(all.first(middle));
    const std::vector<SortKey> second = others.get();
    std::vector<SortKey> order;
    order.reserve(all.size());
    std::merge(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(order));
    return order;
}

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
    const std::vector<SortKey> order = sortedKeys(rows);
    QList<TokenRow> sorted;
    sorted.reserve(rows.size());
    for (const SortKey &key : order)
        sorted.append(std::move(*key.row));
    return sorted;
}
