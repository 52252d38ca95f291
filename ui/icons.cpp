// SPDX-License-Identifier: MIT
#include "ui/icons.h"

#include "ui/glyphpaths.h"
#include "ui/paintediconengine.h"
#include "ui/theme.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPalette>

namespace {

constexpr qreal gridUnits = 24;
constexpr qreal strokeUnits = 1.5;
// Below 24 pixels a proportional stroke would fade to grey.
constexpr qreal leastStroke = 1.25;

/// Maps the grid onto `box` for the life of the object.
void enterGrid(QPainter &painter, const QRectF &box)
{
    painter.translate(box.topLeft());
    painter.scale(box.width() / gridUnits, box.height() / gridUnits);
}

QPalette::ColorGroup groupOf(QIcon::Mode mode)
{
    return mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
}

void drawGlyph(QPainter &painter, const QRectF &box, Glyph glyph, const QColor &colour)
{
    const GlyphPaths paths = glyphPaths(glyph);
    enterGrid(painter, box);
    const qreal stroke = qMax(strokeUnits, leastStroke * gridUnits / box.width());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(paths.fills);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(paths.lines);
}

QIcon iconOf(PaintedIconEngine::Draw draw)
{
    return QIcon(new PaintedIconEngine(std::move(draw)));
}

/// A coin with a key's bow as its hole and the key's bit cut out of its rim.
void drawApplicationIcon(QPainter &painter, const QRectF &box, QIcon::Mode)
{
    // The icon stands on docks and task bars of any colour, so its colours are its own.
    constexpr QColor tile(0x24, 0x57, 0xC5);
    constexpr QColor coin(0xFF, 0xFF, 0xFF);
    enterGrid(painter, box);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tile);
    painter.drawRoundedRect(QRectF(1, 1, 22, 22), 5, 5);

    painter.setBrush(coin);
    painter.drawEllipse(QPointF(12, 12), 7.5, 7.5);
    painter.setBrush(tile);
    painter.drawEllipse(QPointF(12, 9.5), 2.4, 2.4);
    painter.drawRect(QRectF(11, 9.5, 2, 10.25));
    painter.drawRect(QRectF(12.5, 14, 2.5, 1.75));
}

/// That of headings where it fits the tile: each further font costs a start most of a millisecond.
QFont letterFont(qreal tileHeight)
{
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    const qreal part = QFontMetricsF(font).capHeight() / tileHeight;
    if (part < 0.45 || part > 0.68)
        font.setPixelSize(qMax(1, qRound(tileHeight * 0.66)));
    return font;
}

void drawTile(QPainter &painter, const QRectF &box, const QString &letter, QIcon::Mode mode)
{
    const QPalette palette = QApplication::palette();
    const QColor text = mode == QIcon::Selected ? palette.color(QPalette::HighlightedText)
                                                : palette.color(groupOf(mode), QPalette::WindowText);
    const QColor under =
        mode == QIcon::Selected ? palette.color(QPalette::Highlight) : palette.color(QPalette::Window);
    const QRectF tile =
        box.adjusted(box.width() / 16, box.width() / 16, -box.width() / 16, -box.width() / 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(under, text, 0.16));
    painter.drawRoundedRect(tile, tile.width() / 5, tile.width() / 5);
    painter.setFont(letterFont(tile.height()));
    painter.setPen(text);
    painter.drawText(tile, Qt::AlignCenter, letter.left(1).toUpper());
}

} // namespace

QIcon glyphIcon(Glyph glyph)
{
    return iconOf([glyph](QPainter &painter, const QRectF &box, QIcon::Mode mode) {
        const QPalette palette = QApplication::palette();
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        drawGlyph(painter, box, glyph, palette.color(groupOf(mode), role));
    });
}

QIcon dangerGlyphIcon(Glyph glyph)
{
    return iconOf([glyph](QPainter &painter, const QRectF &box, QIcon::Mode mode) {
        const QPalette palette = QApplication::palette();
        const ThemeColours &colours = themeColours(palette);
        const QColor colour = mode == QIcon::Disabled
            ? palette.color(QPalette::Disabled, QPalette::ButtonText)
            : mode == QIcon::Selected ? colours.onDanger
                                      : colours.danger;
        drawGlyph(painter, box, glyph, colour);
    });
}

Glyph removalGlyph(RemovalKind kind)
{
    return kind == RemovalKind::Detach ? Glyph::Detach : Glyph::Delete;
}

QIcon providerIcon(const QString &letter)
{
    return iconOf([letter](QPainter &painter, const QRectF &box, QIcon::Mode mode) {
        drawTile(painter, box, letter, mode);
    });
}

QIcon applicationIcon()
{
    return iconOf(drawApplicationIcon);
}
