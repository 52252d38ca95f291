// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QWidget>

#include <memory>

class QAction;
class Session;
class Clock;

/// The pane at the right: everything known of the selected token in two columns (label, value), its id to
/// copy, all its roles by entity, and buttons for the actions that fit. Texts from the server are plain text,
/// wrapped, selectable. objectName "tokenDetails".
class TokenDetails final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenDetails)

public:
    /// `actions` are shown as buttons, in this order; their enabled state and tooltips are the window's
    /// business.
    TokenDetails(const Clock &clock, const QList<QAction *> &actions, QWidget *parent = nullptr);
    ~TokenDetails() override;

    void showNothing();
    void showToken(const Token &token, const Session &session);
    void showSeveral(int count);
    /// "Soon" in days, as in TokenModel.
    void setSoonDays(int days);

Q_SIGNALS:
    /// The rules of the shown policy token are wanted.
    void policyRequested(const TokenKey &key);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
