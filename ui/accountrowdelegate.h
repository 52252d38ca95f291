// SPDX-License-Identifier: MIT
#pragma once

#include "ui/linepainter.h"

#include <QStyledItemDelegate>

/// Paints the rows of AccountList: headings, and rows with icon, name, state mark and a count at the right.
class AccountRowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountRowDelegate)

public:
    enum class Kind { Heading, View, Account };
    enum class Mark { None, Loading, Trouble, Locked };
    enum Roles {
        KindRole = Qt::UserRole, ///< int of Kind
        ValueRole, ///< int of TokenFilter::View, or the account's id
        CountRole, ///< text; empty = none. The age of an account's rows where they are old
        MarkRole, ///< int of Mark
        ProductionRole, ///< bool
        ColourRole, ///< Account::colour
        HealthRole, ///< text, in a line of its own beneath the name; empty = none
    };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    mutable LinePainter m_names; // drawing is const for the view
    mutable LinePainter m_counts;
};
