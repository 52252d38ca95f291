// SPDX-License-Identifier: MIT
#include "session/tokenset.h"

#include "core/operationfacts.h"

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
    set.m_rows.reserve(rows.size());
    for (const TokenPtr &row : rows)
        set.m_rows.insert(Row{row});
    return set;
}

void TokenSet::beginListing()
{
    m_touched.clear();
}

void TokenSet::expect(qsizetype rows)
{
    m_rows.reserve(rows);
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
    m_rows.reserve(m_rows.size() + rows.size());
    for (const TokenPtr &row : rows) {
        if (m_rows.contains(Row{row}) || isTouched(*row))
            continue;
        m_rows.insert(Row{row});
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
    if (m_touched.isEmpty() && m_rows.size() == tokenIds.size())
        return gone;
    for (auto row = m_rows.cbegin(); row != m_rows.cend();) {
        const Token &token = *row->token;
        const bool isHere = token.workspaceId == place.workspaceId && token.list == place.list;
        if (isHere && !tokenIds.contains(token.id) && !m_touched.contains(token.key())) {
            gone.append(token.key());
            row = m_rows.erase(row);
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
        if (m_rows.remove(Row{borrowed(probe)}))
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
    const auto row = m_rows.constFind(Row{borrowed(probe)});
    return row == m_rows.cend() ? TokenPtr() : row->token;
}

QList<Token> TokenSet::all() const
{
    QList<Token> tokens;
    tokens.reserve(m_rows.size());
    for (const Row &row : m_rows)
        tokens.append(*row.token);
    return tokens;
}

TokenPtrs TokenSet::allShared() const
{
    TokenPtrs tokens;
    tokens.reserve(m_rows.size());
    for (const Row &row : m_rows)
        tokens.append(row.token);
    return tokens;
}

bool TokenSet::put(const TokenPtr &token)
{
    const qsizetype before = m_rows.size();
    const auto row = m_rows.insert(Row{token});
    if (m_rows.size() > before)
        return true;
    if (*row->token == *token)
        return false;
    m_rows.erase(row); // inserting keeps what is there
    m_rows.insert(Row{token});
    return true;
}

QList<TokenKey> TokenSet::rowsOf(const QString &tokenId) const
{
    QList<TokenKey> keys;
    for (const Row &row : m_rows) {
        if (row.token->id == tokenId)
            keys.append(row.token->key());
    }
    return keys;
}

QList<Token> TokenSet::named(const TokenPlace &place, const QString &name) const
{
    QList<Token> found;
    for (const Row &row : m_rows) {
        if (row.token->place() == place && OperationFacts::isSameName(row.token->name, name))
            found.append(*row.token);
    }
    return found;
}
