// SPDX-License-Identifier: MIT
#pragma once

#include "ui/activitymodel.h"

#include <QTableView>

class ActivityDelegate;
class QAction;

/// The table of the history: one row selected, the token's name takes the width that is left, a menu to copy.
/// objectName "activityTable".
class ActivityTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityTable)

public:
    explicit ActivityTable(ActivityModel &model, QWidget *parent = nullptr);

    /// Empty when no row is selected.
    [[nodiscard]] QString currentOperationId() const;

    /// Letters typed here are for shortcuts and the filter, not for jumping about.
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void currentOperationChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setMeasures();
    void fit();
    void hover(int row);
    void addCopyActions();
    [[nodiscard]] QString textAt(int column) const;

    ActivityModel &m_model;
    ActivityDelegate *m_delegate;
};
