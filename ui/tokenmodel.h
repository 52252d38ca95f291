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
        ColumnCount
    };
    enum Roles {
        SortRole = Qt::UserRole, ///< raw value: milliseconds or folded text
        KeyRole, ///< TokenKey
        ExpiryStateRole, ///< int of ExpiryState
        BusyRole, ///< an operation runs on it
        ProductionRole, ///< the account is a production account
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

    /// "Soon" in days; re-evaluates every row's state.
    void setSoonDays(int days);
    /// Re-evaluates states and relative dates (called by the window every minute).
    void tick();

private:
    class Private;
    std::unique_ptr<Private> d;
};
