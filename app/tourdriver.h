// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QPointer>
#include <QStringList>
#include <QWidget>

#include <functional>

class TokenTable;

/// The hands and eyes of the tour: finds widgets by objectName and sends them the mouse and key events that a
/// person's would be. Nothing that a person could not reach is touched: hidden, grey or blocked by a dialog
/// counts as not there.
class TourDriver final
{
public:
    /// Does something; empty = done, else why it is not possible (yet).
    using Act = std::function<QString()>;

    explicit TourDriver(QWidget &window);

    /// The dialog on top, or the window.
    [[nodiscard]] QWidget *top() const;
    [[nodiscard]] QWidget &window() const { return m_window; }
    /// A visible widget of the top one; null when there is none.
    template <class Widget = QWidget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        const QList<Widget *> found = top()->findChildren<Widget *>(name);
        for (Widget *widget : found) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    [[nodiscard]] TokenTable *table() const;

    [[nodiscard]] Act click(const QString &name) const;
    [[nodiscard]] Act type(const QString &name, const QString &text) const;
    [[nodiscard]] Act press(const QString &name, int key) const;
    /// Chooses the first entry of a combo box that contains one of the words, whatever their case.
    [[nodiscard]] Act choose(const QString &name, const QStringList &words) const;
    /// Waits until a combo box has something to offer.
    [[nodiscard]] Act waitForEntries(const QString &name) const;
    /// Walks through menus: the menu's name in the menu bar, then names of submenus, then the action's.
    [[nodiscard]] Act chooseFromMenu(const QStringList &path) const;
    [[nodiscard]] Act selectRow(const std::function<TokenKey()> &key) const;
    [[nodiscard]] Act clickColumn(int column) const;
    /// A row of the pane at the left by its text.
    [[nodiscard]] Act clickAccount(const QString &text) const;

    /// Grey, with the words a person gets for it; empty when the button works or is not there.
    [[nodiscard]] QString reasonForGrey(const QString &name) const;

private:
    [[nodiscard]] QString unreachable(const QString &name, const QWidget *widget) const;

    QWidget &m_window;
};
