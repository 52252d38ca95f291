// SPDX-License-Identifier: MIT
#pragma once

#include "session/operationtext.h"
#include "ui/linepainter.h"

#include <QStyledItemDelegate>

/// Draws a cell of the history: the outcome as shape, word and colour, request ids in the fixed font. All
/// texts are drawn as plain text.
class ActivityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityDelegate)

public:
    explicit ActivityDelegate(QObject *parent = nullptr);

    void setHoveredRow(int row) { m_hoveredRow = row; } ///< -1 = none
    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    [[nodiscard]] QFont fontOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QStringList m_fixedFamilies;
    // Drawing is const for the view; what it remembers is nobody's business.
    mutable LinePainter m_texts;
    mutable LinePainter m_ids;
    int m_hoveredRow = -1;
};
