// SPDX-License-Identifier: MIT
#pragma once

#include "session/activity.h"

#include <QAbstractTableModel>

#include <memory>

/// The history as a table, newest first, one row an operation. Reads on when a view comes to its end, and
/// takes in what happens meanwhile. Thread: the GUI thread. `activity` must outlive it.
class ActivityModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityModel)

public:
    enum Column { Time, AccountColumn, TokenColumn, What, Outcome, RequestId, ColumnCount };
    enum Roles {
        KindRole = Qt::UserRole, ///< int of OperationOutcome::Kind
    };

    explicit ActivityModel(Activity &activity, QObject *parent = nullptr);
    ~ActivityModel() override;

    /// Shows what matches, from the newest on.
    void setFilter(const QString &text);
    [[nodiscard]] const ActivityFilter &filter() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    [[nodiscard]] QString operationIdAt(int row) const;
    [[nodiscard]] bool isReading() const;
    /// Everything that matches is shown.
    [[nodiscard]] bool hasEnded() const;
    /// Operations looked at so far, whether they match or not.
    [[nodiscard]] qint64 readCount() const;
    /// Why it could not be read further.
    [[nodiscard]] std::optional<Error> error() const;

Q_SIGNALS:
    /// Reading began, went on or paused.
    void progressed();

private:
    class Private;
    std::unique_ptr<Private> d;
};
