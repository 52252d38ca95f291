// SPDX-License-Identifier: MIT
#include "ui/tokendelegate.h"

#include "ui/accountmark.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/tokenmodel.h"

#include <QAbstractItemView>
#include <QFontDatabase>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>

namespace {

constexpr int padding = 8;
constexpr int shapeSize = 12;
constexpr int markerSize = 8;
constexpr int markerGap = 6;
constexpr int keySize = 14;
constexpr int productionEdge = 2;
constexpr double hoverShare = 0.08;

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state & QStyle::State_Selected;
}

bool isFirstShownColumn(const QWidget *widget, int column)
{
    const auto *table = qobject_cast<const QTableView *>(widget);
    if (!table)
        return column == 0;
    const QHeaderView *header = table->horizontalHeader();
    for (int visual = header->visualIndex(column) - 1; visual >= 0; --visual) {
        if (!header->isSectionHidden(header->logicalIndex(visual)))
            return false;
    }
    return true;
}

ExpiryState stateOf(const QModelIndex &index)
{
    return ExpiryState(index.data(TokenModel::ExpiryStateRole).toInt());
}

/// An open ring: something is under way.
/// Drawings of MarkPainter.
enum : int { productionMark, otherMark, busyMark, firstExpiryMark };

void paintBusy(QPainter &painter, const QRectF &box, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.75, Qt::SolidLine, Qt::RoundCap));
    constexpr int sixteenthsOfDegree = 16;
    painter.drawArc(
        box.adjusted(1.25, 1.25, -1.25, -1.25), 60 * sixteenthsOfDegree, 250 * sixteenthsOfDegree);
    painter.restore();
}

void paintProductionMarker(QPainter &painter, const QRectF &box, bool isProduction, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.25));
    painter.setBrush(isProduction ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(box.adjusted(1, 1, -1, -1));
    painter.restore();
}

} // namespace

/// How the content of one cell is drawn.
struct TokenDelegate::Look
{
    QString text;
    QFont font;
    QColor colour;
    QRect textRect;
    QRect markerRect; ///< empty = no marker
    QRect ownRect; ///< behind the name of the token that the account signs in with; else empty
    Qt::TextElideMode elide = Qt::ElideRight;
};

TokenDelegate::TokenDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_fixedFont(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{ }

const QFont &TokenDelegate::idFont(const QFont &base) const
{
    if (m_idBase != base || m_idFont.families() != m_fixedFont.families()) {
        m_idBase = base;
        m_idFont = base;
        m_idFont.setFamilies(m_fixedFont.families());
    }
    return m_idFont;
}

TokenDelegate::Look TokenDelegate::lookOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int column = index.column();
    Look look;
    look.text = index.data(Qt::DisplayRole).toString();
    look.font = option.font;
    look.colour = option.palette.color(QPalette::Text);
    if (column == TokenModel::Id) {
        look.font = idFont(option.font);
        look.elide = Qt::ElideMiddle;
    }
    if (isSelected(option)) {
        look.colour = option.palette.color(QPalette::HighlightedText);
    } else if (column == TokenModel::Status) {
        look.colour = index.data(TokenModel::BusyRole).toBool()
            ? themeColours(option.palette).accent
            : expiryColour(stateOf(index), option.palette);
    } else if (index.data(TokenModel::MutedRole).toBool()) {
        look.colour = themeColours(option.palette).mutedText;
    } else if (column == TokenModel::Expires) {
        const ExpiryState state = stateOf(index);
        if (state == ExpiryState::Expired || state == ExpiryState::ExpiringSoon)
            look.colour = expiryColour(state, option.palette);
    }

    QRect content = option.rect.adjusted(padding, 0, -padding, 0);
    const int marker = column == TokenModel::Status ? shapeSize
        : column == TokenModel::AccountColumn       ? markerSize
                                                    : 0;
    if (marker > 0) {
        look.markerRect =
            QRect(content.left(), content.top() + (content.height() - marker) / 2, marker, marker);
        content.setLeft(content.left() + marker + markerGap);
        look.markerRect = QStyle::visualRect(option.direction, option.rect, look.markerRect);
    }
    if (column == TokenModel::Name && index.data(TokenModel::OwnRole).toBool()) {
        const int room = content.width() - keySize - markerGap;
        const int width = std::min(QFontMetrics(look.font).horizontalAdvance(look.text) + 1, room);
        content.setWidth(std::max(width, 0));
        look.ownRect = QRect(content.left() + content.width() + markerGap,
            content.top() + (content.height() - keySize) / 2, keySize, keySize);
        look.ownRect = QStyle::visualRect(option.direction, option.rect, look.ownRect);
    }
    look.textRect = QStyle::visualRect(option.direction, option.rect, content);
    return look;
}

void TokenDelegate::paintBackground(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (isSelected(option)) {
        painter.fillRect(option.rect, option.palette.color(QPalette::Highlight));
    } else if (index.row() == m_hoveredRow) {
        const auto role =
            option.features & QStyleOptionViewItem::Alternate ? QPalette::AlternateBase : QPalette::Base;
        painter.fillRect(
            option.rect, mixed(option.palette.color(role), themeColours(option.palette).accent, hoverShare));
    }
    if (!isFirstShownColumn(option.widget, index.column()))
        return;
    const bool isProduction = index.data(TokenModel::ProductionRole).toBool();
    const QString colour = index.data(TokenModel::ColourRole).toString();
    if (hasMarkEdge(colour, isProduction)) {
        const QRect edge(option.rect.left(), option.rect.top(), productionEdge, option.rect.height());
        painter.fillRect(QStyle::visualRect(option.direction, option.rect, edge),
            markColour(colour, isProduction, option.palette));
    }
}

void TokenDelegate::paintMarker(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const Look &look) const
{
    if (look.markerRect.isEmpty())
        return;
    if (index.column() == TokenModel::AccountColumn) {
        const bool isProduction = index.data(TokenModel::ProductionRole).toBool();
        const QColor colour = isSelected(option)
            ? look.colour
            : markColour(index.data(TokenModel::ColourRole).toString(), isProduction, option.palette);
        m_marks.draw(painter, look.markerRect, isProduction ? productionMark : otherMark, colour,
            [isProduction, &colour](QPainter &mark, const QRectF &box) {
                paintProductionMarker(mark, box, isProduction, colour);
            });
        return;
    }
    const bool isBusy = index.data(TokenModel::BusyRole).toBool();
    const ExpiryState state = stateOf(index);
    m_marks.draw(painter, look.markerRect, isBusy ? busyMark : firstExpiryMark + int(state), look.colour,
        [isBusy, state, &look](QPainter &mark, const QRectF &box) {
            if (isBusy)
                paintBusy(mark, box, look.colour);
            else
                paintExpiryShape(mark, box, state, look.colour);
        });
}

void TokenDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell(option);
    // Only this of initStyleOption(): the rest would fetch icon, check state and more for nothing.
    cell.palette.setCurrentColorGroup(
        option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled);
    paintBackground(*painter, cell, index);
    const Look look = lookOf(cell, index);
    paintMarker(*painter, cell, index, look);
    if (!look.ownRect.isEmpty())
        glyphIcon(Glyph::Key)
            .paint(
                painter, look.ownRect, Qt::AlignCenter, isSelected(cell) ? QIcon::Selected : QIcon::Normal);
    painter->save();
    painter->setFont(look.font);
    painter->setPen(look.colour);
    LinePainter &lines = index.column() == TokenModel::Id ? m_ids : m_texts;
    lines.draw(*painter, look.textRect, look.text, look.elide, option.direction);
    painter->restore();
}

QSize TokenDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Look look = lookOf(option, index);
    int marker = look.markerRect.isEmpty() ? 0 : look.markerRect.width() + markerGap;
    if (!look.ownRect.isEmpty())
        marker += keySize + markerGap;
    const QFontMetrics metrics(look.font);
    return {metrics.horizontalAdvance(look.text) + marker + 2 * padding + 1, metrics.height() + padding};
}

bool TokenDelegate::helpEvent(
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
