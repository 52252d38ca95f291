// SPDX-License-Identifier: MIT
#include "session/tokenset.h"

#include "core/operationfacts.h"
#include "core/prefetch.h"

#include <utility>

namespace {

void keepIfMissing(QString &fresh, const QString &known)
{
    if (fresh.isEmpty())
        fresh = known;
}

void keepIfMissing(Moment &fresh, const Moment &known)
{
    const bool isMissing =
        fresh.state() == Moment::State::NotProvided || fresh.state() == Moment::State::Absent;
    if (isMissing && known.state() != Moment::State::NotProvided)
        fresh = known;
}

/// For looking up: owned by nobody, so it must not outlive `token`.
TokenPtr borrowed(const Token &token)
{
    return TokenPtr(TokenPtr(), &token);
}

Token probeFor(const TokenKey &key)
{
    Token probe;
    probe.accountId = key.accountId;
    probe.workspaceId = key.workspaceId;
    probe.id = key.tokenId;
    probe.list = key.list;
    return probe;
}

} // namespace

Token mergedToken(const Token &known, const Token &answer, bool descriptionWasSent)
{
    Token merged = answer;
    merged.accountId = known.accountId;
    merged.workspaceId = known.workspaceId;
    merged.id = known.id;
    merged.list = known.list;
    // Nothing that is done to a token changes what it belongs to.
    merged.scope = known.scope;
    merged.scopeText = known.scopeText;
    keepIfMissing(merged.name, known.name);
    if (!descriptionWasSent)
        keepIfMissing(merged.description, known.description);
    keepIfMissing(merged.shortToken, known.shortToken);
    keepIfMissing(merged.createdBy, known.createdBy);
    keepIfMissing(merged.updatedBy, known.updatedBy);
    if (merged.roles.isEmpty()) {
        merged.roles = known.roles;
        merged.areRolesTold = known.areRolesTold;
    }
    keepIfMissing(merged.kind, known.kind);
    keepIfMissing(merged.createdAt, known.createdAt);
    keepIfMissing(merged.updatedAt, known.updatedAt);
    keepIfMissing(merged.startsAt, known.startsAt);
    keepIfMissing(merged.expiresAt, known.expiresAt);
    keepIfMissing(merged.lastUsedAt, known.lastUsedAt);
    keepIfMissing(merged.lastRotatedAt, known.lastRotatedAt);
    if (merged.expiryPeriodDays == 0)
        merged.expiryPeriodDays = known.expiryPeriodDays;
    return merged;
}

TokenSet TokenSet::of(const TokenPtrs &rows)
{
    TokenSet set;
    set.m_unplaced = rows;
    return set;
}

const QSet<TokenSet::Row> &TokenSet::placed() const
{
    if (m_unplaced.isEmpty())
        return m_rows;
    const TokenPtrs unplaced = std::exchange(m_unplaced, {});
    const auto unplacedAt = [&unplaced](qsizetype i) -> const Token & { return *unplaced.at(i); };
    m_rows.reserve(unplaced.size());
    for (qsizetype i = 0; i < unplaced.size(); ++i) {
        prefetchTokens(i, unplaced.size(), unplacedAt, &Token::id);
        m_rows.insert(Row{unplaced.at(i)});
    }
    return m_rows;
}

QSet<TokenSet::Row> &TokenSet::placed()
{
    (void)std::as_const(*this).placed();
    return m_rows;
}

void TokenSet::beginListing()
{
    m_touched.clear();
}

void TokenSet::expect(qsizetype rows)
{
    placed().reserve(rows);
}

TokenPtrs TokenSet::mergePage(const TokenPtrs &page)
{
    TokenPtrs news;
    news.reserve(page.size());
    for (const TokenPtr &token : page) {
        if (!isTouched(*token) && put(token))
            news.append(token);
    }
    return news;
}

TokenPtrs TokenSet::mergeEarlier(const TokenPtrs &rows)
{
    TokenPtrs news;
    news.reserve(rows.size());
    placed().reserve(placed().size() + rows.size());
    for (const TokenPtr &row : rows) {
        if (placed().contains(Row{row}) || isTouched(*row))
            continue;
        placed().insert(Row{row});
        news.append(row);
    }
    return news;
}

bool TokenSet::isTouched(const Token &token) const
{
    return !m_touched.isEmpty() && m_touched.contains(token.key());
}

QList<TokenKey> TokenSet::keepOnly(const TokenPlace &place, const QSet<QString> &tokenIds)
{
    QList<TokenKey> gone;
    // Each of them is a row, so when there are no more rows than these, nothing else is there.
    if (m_touched.isEmpty() && size() == tokenIds.size())
        return gone;
    for (auto row = placed().cbegin(); row != placed().cend();) {
        const Token &token = *row->token;
        const bool isHere = token.workspaceId == place.workspaceId && token.list == place.list;
        if (isHere && !tokenIds.contains(token.id) && !m_touched.contains(token.key())) {
            gone.append(token.key());
            row = placed().erase(row);
        } else {
            ++row;
        }
    }
    return gone;
}

TokenPtrs TokenSet::mergeAnswer(const Token &answer)
{
    QList<TokenKey> keys = rowsOf(answer.id);
    if (!keys.contains(answer.key()))
        keys.append(answer.key());
    TokenPtrs news;
    for (const TokenKey &key : std::as_const(keys)) {
        auto row = std::make_shared<Token>(answer);
        row->workspaceId = key.workspaceId;
        m_touched.insert(key);
        if (put(row))
            news.append(std::move(row));
    }
    return news;
}

QList<TokenKey> TokenSet::removeEverywhere(const QString &tokenId)
{
    return removeKeys(rowsOf(tokenId));
}

QList<TokenKey> TokenSet::removeRow(const TokenKey &key)
{
    return removeKeys({key});
}

QList<TokenKey> TokenSet::removeKeys(const QList<TokenKey> &keys)
{
    QList<TokenKey> gone;
    for (const TokenKey &key : keys) {
        m_touched.insert(key);
        const Token probe = probeFor(key);
        if (placed().remove(Row{borrowed(probe)}))
            gone.append(key);
    }
    return gone;
}

std::optional<Token> TokenSet::find(const TokenKey &key) const
{
    const TokenPtr token = shared(key);
    return token ? std::optional<Token>(*token) : std::nullopt;
}

TokenPtr TokenSet::shared(const TokenKey &key) const
{
    return sharedLike(probeFor(key));
}

TokenPtr TokenSet::sharedLike(const Token &probe) const
{
    const auto row = placed().constFind(Row{borrowed(probe)});
    return row == placed().cend() ? TokenPtr() : row->token;
}

QList<Token> TokenSet::all() const
{
    QList<Token> tokens;
    tokens.reserve(placed().size());
    for (const Row &row : placed())
        tokens.append(*row.token);
    return tokens;
}

TokenPtrs TokenSet::allShared() const
{
    if (!m_unplaced.isEmpty())
        return m_unplaced;
    TokenPtrs tokens;
    tokens.reserve(placed().size());
    for (const Row &row : placed())
        tokens.append(row.token);
    return tokens;
}

bool TokenSet::put(const TokenPtr &token)
{
    const qsizetype before = placed().size();
    const auto row = placed().insert(Row{token});
    if (placed().size() > before)
        return true;
    if (*row->token == *token)
        return false;
    placed().erase(row); // inserting keeps what is there
    placed().insert(Row{token});
    return true;
}

QList<TokenKey> TokenSet::rowsOf(const QString &tokenId) const
{
    QList<TokenKey> keys;
    for (const Row &row : placed()) {
        if (row.token->id == tokenId)
            keys.append(row.token->key());
    }
    return keys;
}

QList<Token> TokenSet::named(const TokenPlace &place, const QString &name) const
{
    QList<Token> found;
    for (const Row &row : placed()) {
        if (row.token->place() == place && OperationFacts::isSameName(row.token->name, name))
            found.append(*row.token);
    }
    return found;
}
