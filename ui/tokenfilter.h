// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tokenmodel.h"

#include <QAbstractTableModel>
#include <QSet>

#include <memory>

/// What a person sees of a TokenModel: searched, restricted to a view or account, sorted by raw values.
///
/// A flat model with a folded haystack per row and an index vector, not a QSortFilterProxyModel, which stalls
/// for a second at 100,000 rows. Search: every word must occur (folded, anywhere in name, id, description,
/// account, scope, roles, kind, creator); a word with a key ("kind:policy", see TokenSearch) only there.
/// Empty values (never, not provided) sort last in both directions; ties go by account, name, id. Changes
/// arrive as model resets or dataChanged; TokenTable keeps selection and scroll position by key. New rows are
/// taken in a little later and in slices, so that a fast listing leaves time for the window; without a search
/// they are shown before their words have been read.
class TokenFilter final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenFilter)

public:
    enum class View { All, ExpiringSoon, Expired };

    explicit TokenFilter(TokenModel &source, QObject *parent = nullptr);
    ~TokenFilter() override;

    /// Nothing more is on its way: what arrived is shown at once, without waiting for more of it.
    void showArrived();
    /// Rows have arrived that are not shown yet, or not compared with the search.
    [[nodiscard]] bool hasArrivals() const;

    void setSearch(const QString &text);
    [[nodiscard]] QString search() const;
    /// What the service of an account itself says that the creator of the search made; forgotten when another
    /// one is searched for.
    void setFoundByCreator(const QString &accountId, const QSet<QString> &tokenIds);
    /// The tokens of some account are of more than one kind.
    [[nodiscard]] bool hasSeveralKinds() const;
    void setView(View view);
    [[nodiscard]] View view() const;
    void setAccount(const QString &accountId); ///< empty = all
    [[nodiscard]] QString account() const;
    void clearFilters();
    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] int sortColumn() const;
    [[nodiscard]] Qt::SortOrder sortOrder() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const Token &tokenAt(int row) const;
    [[nodiscard]] Session *sessionAt(int row) const;
    [[nodiscard]] int rowOf(const TokenKey &key) const; ///< -1 when absent or filtered out
    /// The rows of those keys that are shown, ascending.
    [[nodiscard]] QList<int> rowsOf(const QList<TokenKey> &keys) const;
    [[nodiscard]] int totalCount() const; ///< rows of the source
    [[nodiscard]] int countOf(View view) const; ///< over all accounts, unsearched
    [[nodiscard]] int countOfAccount(const QString &accountId) const;

Q_SIGNALS:
    /// Any count may have changed.
    void countsChanged();
    /// hasSeveralKinds() has become true; it stays so.
    void kindsDiffer();
    /// Every row that has arrived is taken in.
    void arrivalsShown();

private:
    class Private;
    std::unique_ptr<Private> d;
};
