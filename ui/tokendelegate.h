// SPDX-License-Identifier: MIT
#pragma once

#include "ui/linepainter.h"
#include "ui/markpainter.h"

#include <QStyledItemDelegate>

/// Draws a cell of the token table: status as shape, word and colour, ids in the fixed font and cut in the
/// middle, other texts cut at the end, missing facts muted, the edge of production accounts. All texts are
/// drawn as plain text. Reads the roles of TokenModel; an index without them is drawn as text.
class TokenDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenDelegate)

public:
    explicit TokenDelegate(QObject *parent = nullptr);

    void setHoveredRow(int row) { m_hoveredRow = row; } ///< -1 = none
    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    struct Look;

    [[nodiscard]] Look lookOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintBackground(
        QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintMarker(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
        const Look &look) const;

    [[nodiscard]] const QFont &idFont(const QFont &base) const;

    QFont m_fixedFont;
    mutable QFont m_idBase; ///< the font that m_idFont was made of
    mutable QFont m_idFont;
    // Drawing is const for the view; what it remembers is nobody's business.
    mutable LinePainter m_texts;
    mutable LinePainter m_ids;
    mutable MarkPainter m_marks;
    int m_hoveredRow = -1;
};
