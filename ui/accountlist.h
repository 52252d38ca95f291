// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tokenfilter.h"

#include <QWidget>

#include <memory>

class QListWidgetItem;
class Session;
class Sessions;

/// The pane at the left: views (all, expiring, expired) with counts, accounts with provider tile, state and
/// count, and "Add account…". Emits what a person chose; changes nothing itself. objectName "accountList",
/// its rows "accountRows".
class AccountList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountList)

public:
    AccountList(Sessions &sessions, TokenFilter &filter, QWidget *parent = nullptr);
    ~AccountList() override;

    void showSelection(TokenFilter::View view, const QString &accountId);

Q_SIGNALS:
    void viewChosen(TokenFilter::View view);
    void accountChosen(const QString &accountId);
    void addRequested();
    /// Context menu or keys on an account row.
    void editRequested(const QString &accountId);
    void signInRequested(const QString &accountId);
    void removeRequested(const QString &accountId);
    void refreshRequested(const QString &accountId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
