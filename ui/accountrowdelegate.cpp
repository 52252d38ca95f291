// SPDX-License-Identifier: MIT
#include "ui/accountrowdelegate.h"

#include "ui/accountmark.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPainter>

namespace {

constexpr int rowHeight = 28;
constexpr int headingHeight = 32;
constexpr int margin = 8;
constexpr int iconSize = 16;
constexpr int edgeWidth = 2;
constexpr int markerSize = 7;

/// Of the line beneath the name.
QFont healthFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    return small;
}

void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QString &text)
{
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(themeColours(option.palette).mutedText);
    painter.drawText(option.rect.adjusted(margin, 0, -margin, -4), Qt::AlignLeft | Qt::AlignBottom, text);
}

/// Filled for production, a ring for every other account; as in the table.
void paintMarker(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect &room)
{
    const bool isProduction = index.data(AccountRowDelegate::ProductionRole).toBool();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QString name = index.data(AccountRowDelegate::ColourRole).toString();
    const QColor colour = isSelected ? option.palette.color(QPalette::HighlightedText)
                                     : markColour(name, isProduction, option.palette);
    const QRectF box(room.left(), option.rect.center().y() - markerSize / 2.0 + 0.5, markerSize, markerSize);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(isProduction ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(box);
    room.setLeft(room.left() + markerSize + margin);
}

QIcon markIcon(AccountRowDelegate::Mark mark)
{
    switch (mark) {
    case AccountRowDelegate::Mark::None:
        return {};
    case AccountRowDelegate::Mark::Loading:
        return glyphIcon(Glyph::Refresh);
    case AccountRowDelegate::Mark::Trouble:
        return glyphIcon(Glyph::Warning);
    case AccountRowDelegate::Mark::Locked:
        return glyphIcon(Glyph::Lock);
    }
    return {};
}

void paintIcon(QPainter &painter, const QIcon &icon, QRect &room, Qt::Alignment side, bool isSelected)
{
    const QRect box =
        QStyle::alignedRect(Qt::LeftToRight, side | Qt::AlignVCenter, QSize(iconSize, iconSize), room);
    icon.paint(&painter, box, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
    if (side == Qt::AlignLeft)
        room.setLeft(box.right() + margin);
    else
        room.setRight(box.left() - margin);
}

} // namespace

void AccountRowDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->save();
    const auto kind = Kind(index.data(KindRole).toInt());
    if (kind == Kind::Heading) {
        paintHeading(*painter, option, text);
        painter->restore();
        return;
    }
    QStyleOptionViewItem panel = option;
    initStyleOption(&panel, index);
    panel.text.clear();
    panel.icon = {};
    const QWidget *widget = option.widget;
    (widget ? widget->style() : QApplication::style())
        ->drawControl(QStyle::CE_ItemViewItem, &panel, painter, widget);

    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group =
        option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const bool isProduction = index.data(ProductionRole).toBool();
    const QString colour = index.data(ColourRole).toString();
    if (hasMarkEdge(colour, isProduction)) {
        painter->fillRect(QRect(option.rect.topLeft(), QSize(edgeWidth, option.rect.height())),
            markColour(colour, isProduction, option.palette));
    }
    QRect room = option.rect.adjusted(margin, 0, -margin, 0);
    if (kind == Kind::Account)
        paintMarker(*painter, option, index, room);
    const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
    if (!icon.isNull())
        paintIcon(*painter, icon, room, Qt::AlignLeft, isSelected);

    const QString count = index.data(CountRole).toString();
    painter->setPen(isSelected ? option.palette.color(group, QPalette::HighlightedText)
                               : themeColours(option.palette).mutedText);
    if (!count.isEmpty()) {
        const int width = option.fontMetrics.horizontalAdvance(count);
        QRect place = room;
        place.setLeft(room.right() + 1 - width);
        m_counts.draw(*painter, place, count, Qt::ElideNone, Qt::LeftToRight);
        room.setRight(room.right() - width - margin);
    }
    const QIcon mark = markIcon(Mark(index.data(MarkRole).toInt()));
    if (!mark.isNull())
        paintIcon(*painter, mark, room, Qt::AlignRight, isSelected);

    if (const QString health = index.data(HealthRole).toString(); !health.isEmpty()) {
        const QFont font = healthFont(option.font);
        const int lineHeight = QFontMetrics(font).height();
        QRect line = room;
        room.setBottom(option.rect.center().y() + 1);
        line.setTop(room.bottom() + 1);
        line.setHeight(lineHeight);
        painter->save();
        painter->setFont(font);
        painter->setPen(isSelected ? option.palette.color(group, QPalette::HighlightedText)
                                   : themeColours(option.palette).mutedText);
        painter->drawText(line, Qt::AlignLeft | Qt::AlignTop,
            QFontMetrics(font).elidedText(health, Qt::ElideRight, line.width()));
        painter->restore();
    }
    painter->setPen(option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
    m_names.draw(*painter, room, text, Qt::ElideRight, option.direction);
    painter->restore();
}

QSize AccountRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isHeading = Kind(index.data(KindRole).toInt()) == Kind::Heading;
    const bool hasHealth = !index.data(HealthRole).toString().isEmpty();
    const int second = hasHealth ? QFontMetrics(healthFont(option.font)).height() : 0;
    return {160, qMax(isHeading ? headingHeight : rowHeight, option.fontMetrics.height() + 8) + second};
}
