// SPDX-License-Identifier: MIT
#include "cli/tokenrow.h"

#include "session/session.h"

#include <algorithm>
#include <tuple>

namespace {

bool isBefore(const TokenRow &a, const TokenRow &b)
{
    const int byName = a.token.name.compare(b.token.name, Qt::CaseInsensitive);
    if (byName != 0)
        return byName < 0;
    const auto rest = [](const TokenRow &row) {
        return std::tuple(row.session->account().name, row.token.workspaceId, row.token.id);
    };
    return rest(a) < rest(b);
}

} // namespace

QList<TokenRow> TokenRow::allOf(const QList<Session *> &sessions)
{
    QList<TokenRow> rows;
    for (Session *session : sessions) {
        QList<Token> tokens = session->tokens();
        rows.reserve(rows.size() + tokens.size());
        for (Token &token : tokens)
            rows.append({session, std::move(token)});
    }
    std::sort(rows.begin(), rows.end(), isBefore);
    return rows;
}
