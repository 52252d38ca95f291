// SPDX-License-Identifier: MIT
#pragma once

#include "core/expiry.h"

#include <QAbstractTableModel>

#include <memory>

class Session;
class Sessions;

/// Every token of every session, one row each, in arrival order. Filtering and sorting is TokenFilter's work.
/// Rows are found by TokenKey in constant time. Memory per token (with the filter's data) at most 1 KB.
class TokenModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenModel)

public:
    enum Column {
        Status,
        Name,
        AccountColumn,
        Scope,
        Role,
        Created,
        CreatedBy,
        LastUsed,
        Expires,
        Id,
        Kind,
        ColumnCount
    };
    enum Roles {
        SortRole = Qt::UserRole, ///< raw value: milliseconds or text; invalid when there is none
        KeyRole, ///< TokenKey
        ExpiryStateRole, ///< int of ExpiryState
        BusyRole, ///< an operation runs on it
        ProductionRole, ///< the account is a production account
        ColourRole, ///< Account::colour
        OwnRole, ///< bool: the account signs in with this token
        MutedRole, ///< the text says "not provided" or the like
    };

    explicit TokenModel(Sessions &sessions, QObject *parent = nullptr);
    ~TokenModel() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const Token &tokenAt(int row) const;
    [[nodiscard]] Session *sessionAt(int row) const;
    [[nodiscard]] int rowOf(const TokenKey &key) const; ///< -1 when absent
    [[nodiscard]] ExpiryState stateAt(int row) const;
    /// What a column of texts holds; empty when nothing is there (the cell then says so in words).
    [[nodiscard]] QString valueTextAt(int row, Column column) const;

    /// Accounts by small numbers, for sorting and counting. A number stays with its account while that has
    /// rows.
    [[nodiscard]] int accountNumberAt(int row) const;
    [[nodiscard]] int accountNumberCount() const;
    [[nodiscard]] int accountNumberOf(const QString &accountId) const; ///< -1 when unknown
    [[nodiscard]] QString accountNameOf(int accountNumber) const;

    /// "Soon" in days; re-evaluates every row's state.
    void setSoonDays(int days);
    /// Re-evaluates states and relative dates (called by the window every minute).
    void tick();

Q_SIGNALS:
    /// Rows go, others get new numbers. Comes beside the signals of QAbstractItemModel, so that whoever keeps
    /// data by row (TokenFilter) can move it instead of making it anew.
    void aboutToRenumber();
    /// `newRows[old]` = the row's new number, -1 = gone.
    void renumbered(const QList<int> &newRows);

private:
    class Private;
    std::unique_ptr<Private> d;
};
