// SPDX-License-Identifier: MIT
#include "cli/tokenrow.h"

#include "session/session.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace {

/// What a row is sorted by; folded once, as a row is compared a dozen times.
struct SortKey
{
    quint64 beginning; ///< of the name, four units; equal where the names go on
    QString name;
    TokenRow *row;

    friend bool operator<(const SortKey &a, const SortKey &b)
    {
        if (a.beginning != b.beginning)
            return a.beginning < b.beginning;
        const int byName = a.name.compare(b.name);
        if (byName != 0)
            return byName < 0;
        const auto rest = [](const TokenRow *row) {
            return std::tuple(row->session->account().name, row->token->workspaceId, row->token->id);
        };
        return rest(a.row) < rest(b.row);
    }
};

quint64 beginningOf(const QString &name)
{
    quint64 beginning = 0;
    for (qsizetype i = 0; i < 4; ++i)
        beginning = beginning << 16 | (i < name.size() ? name.at(i).unicode() : 0U);
    return beginning;
}

} // namespace

QList<TokenRow> TokenRow::allOf(const QList<Session *> &sessions)
{
    QList<TokenRow> rows;
    for (Session *session : sessions) {
        const TokenPtrs tokens = session->sharedTokens();
        rows.reserve(rows.size() + tokens.size());
        for (const TokenPtr &token : tokens)
            rows.append({session, token});
    }
    std::vector<SortKey> order;
    order.reserve(rows.size());
    for (TokenRow &row : rows) {
        const QString name = row.token->name.toCaseFolded();
        order.push_back({beginningOf(name), name, &row});
    }
    std::sort(order.begin(), order.end());
    QList<TokenRow> sorted;
    sorted.reserve(rows.size());
    for (const SortKey &key : order)
        sorted.append(std::move(*key.row));
    return sorted;
}
