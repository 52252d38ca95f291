// SPDX-License-Identifier: MIT
#include "session/tokenset.h"

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

} // namespace

Token mergedToken(const Token &known, const Token &answer, bool descriptionWasSent)
{
    Token merged = answer;
    merged.accountId = known.accountId;
    merged.workspaceId = known.workspaceId;
    merged.id = known.id;
    // Nothing that is done to a token changes what it belongs to.
    merged.scope = known.scope;
    merged.scopeText = known.scopeText;
    keepIfMissing(merged.name, known.name);
    if (!descriptionWasSent)
        keepIfMissing(merged.description, known.description);
    keepIfMissing(merged.shortToken, known.shortToken);
    keepIfMissing(merged.createdBy, known.createdBy);
    keepIfMissing(merged.updatedBy, known.updatedBy);
    if (merged.roles.isEmpty())
        merged.roles = known.roles;
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

void TokenSet::beginListing()
{
    m_touched.clear();
}

QList<Token> TokenSet::mergePage(const QList<Token> &page)
{
    QList<Token> news;
    news.reserve(page.size());
    for (const Token &token : page) {
        const TokenKey key = token.key();
        if (m_touched.contains(key))
            continue;
        const auto row = m_tokens.find(key);
        if (row != m_tokens.end() && **row == token)
            continue;
        put(key, token);
        news.append(token);
    }
    return news;
}

QList<TokenKey> TokenSet::keepOnly(const TokenPlace &place, const QSet<QString> &tokenIds)
{
    QList<TokenKey> gone;
    for (auto row = m_tokens.cbegin(); row != m_tokens.cend(); ++row) {
        const bool isHere = row.key().workspaceId == place.workspaceId;
        if (isHere && !tokenIds.contains(row.key().tokenId) && !m_touched.contains(row.key()))
            gone.append(row.key());
    }
    for (const TokenKey &key : std::as_const(gone))
        m_tokens.remove(key);
    return gone;
}

QList<Token> TokenSet::mergeAnswer(const Token &answer)
{
    QList<TokenKey> keys = rowsOf(answer.id);
    if (!keys.contains(answer.key()))
        keys.append(answer.key());
    QList<Token> news;
    for (const TokenKey &key : std::as_const(keys)) {
        Token row = answer;
        row.workspaceId = key.workspaceId;
        m_touched.insert(key);
        const auto known = m_tokens.find(key);
        if (known != m_tokens.end() && **known == row)
            continue;
        put(key, row);
        news.append(row);
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
        if (m_tokens.remove(key) > 0)
            gone.append(key);
    }
    return gone;
}

std::optional<Token> TokenSet::find(const TokenKey &key) const
{
    const auto row = m_tokens.find(key);
    return row == m_tokens.end() ? std::nullopt : std::optional<Token>(**row);
}

TokenPtr TokenSet::shared(const TokenKey &key) const
{
    return m_tokens.value(key);
}

QList<Token> TokenSet::all() const
{
    QList<Token> tokens;
    tokens.reserve(m_tokens.size());
    for (const TokenPtr &token : m_tokens)
        tokens.append(*token);
    return tokens;
}

void TokenSet::put(const TokenKey &key, const Token &token)
{
    m_tokens.insert(key, std::make_shared<const Token>(token));
}

QList<TokenKey> TokenSet::rowsOf(const QString &tokenId) const
{
    QList<TokenKey> keys;
    for (auto row = m_tokens.cbegin(); row != m_tokens.cend(); ++row) {
        if (row.key().tokenId == tokenId)
            keys.append(row.key());
    }
    return keys;
}
