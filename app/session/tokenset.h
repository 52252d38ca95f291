// SPDX-License-Identifier: MIT
#pragma once

#include "core/tokenptr.h"

#include <QList>
#include <QSet>

#include <optional>
#include <vector>

/// The rows of one account, and the rules by which news become rows.
///
/// Two sources speak about a token: pages of a listing and the answers to our own operations. A page may have
/// been read before an operation ended, so while a listing runs, what an operation said wins. Pure.
class TokenSet final
{
public:
    /// Rows of which no two have the same key. They are put in their places when one of them is first looked
    /// for, so that they can be shown before that.
    [[nodiscard]] static TokenSet of(const TokenPtrs &rows);

    /// From now on pages belong to a new listing.
    void beginListing();

    /// So many rows will come, as far as one knows: makes room for them at once.
    void expect(qsizetype rows);
    /// Rows of a page; returns those that are new or different.
    [[nodiscard]] TokenPtrs mergePage(const TokenPtrs &page);
    /// Rows of an earlier listing, which know less than anything that was told since: those that are new.
    [[nodiscard]] TokenPtrs mergeEarlier(const TokenPtrs &rows);
    /// After a complete listing of `place`, whose pages were merged: removes what it did not see and returns
    /// it.
    [[nodiscard]] QList<TokenKey> keepOnly(const TokenPlace &place, const QSet<QString> &tokenIds);

    /// The answer to an operation. It also stands for the same token in the other lists of the account. The
    /// rows that are new or different.
    [[nodiscard]] TokenPtrs mergeAnswer(const Token &answer);
    /// A token ended: its rows in every list go.
    [[nodiscard]] QList<TokenKey> removeEverywhere(const QString &tokenId);
    /// A token left one list.
    [[nodiscard]] QList<TokenKey> removeRow(const TokenKey &key);

    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    /// Nothing was ever told to it, not even that something is gone.
    [[nodiscard]] bool isBlank() const { return isEmpty() && m_touched.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_rows.size() + m_unplaced.size(); }
    [[nodiscard]] QList<Token> all() const;
    [[nodiscard]] TokenPtrs allShared() const;
    [[nodiscard]] std::optional<Token> find(const TokenKey &key) const;
    [[nodiscard]] TokenPtr shared(const TokenKey &key) const; ///< null when there is no such row
    [[nodiscard]] QList<TokenKey> rowsOf(const QString &tokenId) const;
    /// The rows of a list that bear a name, as services compare names.
    [[nodiscard]] QList<Token> named(const TokenPlace &place, const QString &name) const;

private:
    [[nodiscard]] QList<TokenKey> removeKeys(const QList<TokenKey> &keys);

    /// A token that is found by its own key, so that the key is not in memory twice.
    struct Row
    {
        TokenPtr token;

        friend bool operator==(const Row &one, const Row &other)
        {
            return one.token->id == other.token->id && one.token->workspaceId == other.token->workspaceId
                && one.token->accountId == other.token->accountId;
        }
        friend size_t qHash(const Row &row, size_t seed)
        {
            // The same id in several lists is rare.
            return qHash(row.token->id, seed);
        }
    };

    [[nodiscard]] bool isTouched(const Token &token) const;
    [[nodiscard]] TokenPtr sharedLike(const Token &probe) const;
    /// False when the row is there just so.
    bool put(const TokenPtr &token);
    /// All rows, each in its place.
    [[nodiscard]] QSet<Row> &placed();
    [[nodiscard]] const QSet<Row> &placed() const;

    mutable QSet<Row> m_rows; ///< complete while m_unplaced is empty
    mutable TokenPtrs m_unplaced; ///< rows that nobody looked for yet; empty once one is in m_rows
    QSet<TokenKey> m_touched; ///< by operations since the listing began
};

/// What an operation's answer says about a token that is known already. Answers leave out much: a field that
/// is merely missing keeps what was known; `descriptionWasSent` tells that an empty description is meant.
[[nodiscard]] Token mergedToken(const Token &known, const Token &answer, bool descriptionWasSent);
