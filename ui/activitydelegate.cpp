// SPDX-License-Identifier: MIT
#include "ui/activitydelegate.h"

#include "ui/activitymodel.h"
#include "ui/icons.h"
#include "ui/outcomeshape.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>

namespace {

constexpr int padding = 8;
constexpr int shapeSize = 12;
constexpr int shapeGap = 6;
constexpr double hoverShare = 0.08;

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state & QStyle::State_Selected;
}

ExpiryState shapeAt(const QModelIndex &index)
{
    return shapeOf(OperationOutcome::Kind(index.data(ActivityModel::KindRole).toInt()));
}

QColor colourOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (isSelected(option))
        return option.palette.color(QPalette::HighlightedText);
    if (index.column() == ActivityModel::Outcome)
        return expiryColour(shapeAt(index), option.palette);
    return option.palette.color(QPalette::Text);
}

} // namespace

ActivityDelegate::ActivityDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_fixedFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families())
{ }

QFont ActivityDelegate::fontOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QFont font = option.font;
    if (index.column() == ActivityModel::RequestId)
        font.setFamilies(m_fixedFamilies);
    return font;
}

void ActivityDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell(option);
    cell.palette.setCurrentColorGroup(
        option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled);
    if (isSelected(cell)) {
        painter->fillRect(cell.rect, cell.palette.color(QPalette::Highlight));
    } else if (index.row() == m_hoveredRow) {
        const auto role =
            cell.features & QStyleOptionViewItem::Alternate ? QPalette::AlternateBase : QPalette::Base;
        painter->fillRect(
            cell.rect, mixed(cell.palette.color(role), themeColours(cell.palette).accent, hoverShare));
    }
    const QColor colour = colourOf(cell, index);
    QRect content = cell.rect.adjusted(padding, 0, -padding, 0);
    if (index.column() == ActivityModel::Outcome) {
        const QRect shape(
            content.left(), content.top() + (content.height() - shapeSize) / 2, shapeSize, shapeSize);
        paintExpiryShape(
            *painter, QStyle::visualRect(cell.direction, cell.rect, shape), shapeAt(index), colour);
        content.setLeft(content.left() + shapeSize + shapeGap);
    }
    const bool isId = index.column() == ActivityModel::RequestId;
    painter->save();
    painter->setFont(fontOf(cell, index));
    painter->setPen(colour);
    (isId ? m_ids : m_texts)
        .draw(*painter, QStyle::visualRect(cell.direction, cell.rect, content),
            index.data(Qt::DisplayRole).toString(), isId ? Qt::ElideMiddle : Qt::ElideRight, cell.direction);
    painter->restore();
}

QSize ActivityDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(fontOf(option, index));
    const int shape = index.column() == ActivityModel::Outcome ? shapeSize + shapeGap : 0;
    const int text = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
    return {text + shape + 2 * padding + 1, metrics.height() + padding};
}

bool ActivityDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    // Names come from servers: shown as they are, never read as markup.
    const QString text = index.data(Qt::ToolTipRole).toString();
    QToolTip::showText(event->globalPos(), text.isEmpty() ? QString() : Qt::convertFromPlainText(text), view,
        view->visualRect(index));
    return true;
}
