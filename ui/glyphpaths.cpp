// SPDX-License-Identifier: MIT
#include "ui/glyphpaths.h"

#include <initializer_list>

namespace {

using Points = std::initializer_list<QPointF>;

void addLine(QPainterPath &path, Points points, bool isClosed = false)
{
    bool isFirst = true;
    for (const QPointF &point : points) {
        if (isFirst)
            path.moveTo(point);
        else
            path.lineTo(point);
        isFirst = false;
    }
    if (isClosed)
        path.closeSubpath();
}

void addCircle(QPainterPath &path, qreal x, qreal y, qreal radius)
{
    path.addEllipse(QPointF(x, y), radius, radius);
}

/// Part of a circle around the middle of the grid; degrees counter-clockwise from three o'clock.
void addArc(QPainterPath &path, qreal radius, qreal from, qreal span)
{
    const QRectF box(12 - radius, 12 - radius, 2 * radius, 2 * radius);
    path.arcMoveTo(box, from);
    path.arcTo(box, from, span);
}

void addDot(GlyphPaths &glyph, qreal x, qreal y)
{
    addCircle(glyph.fills, x, y, 1.15);
}

GlyphPaths edit()
{
    GlyphPaths glyph;
    addLine(glyph.lines, {{4.5, 19.5}, {5.3, 15.6}, {15.9, 5}, {19, 8.1}, {8.4, 18.7}}, true);
    addLine(glyph.lines, {{13.5, 7.4}, {16.6, 10.5}});
    return glyph;
}

/// Two arrows chasing each other: the value is exchanged.
GlyphPaths rotate()
{
    GlyphPaths glyph;
    addArc(glyph.lines, 7.5, 20, 130);
    addLine(glyph.lines, {{4.6, 4.6}, {5.1, 8.8}, {9.3, 8.4}});
    addArc(glyph.lines, 7.5, 200, 130);
    addLine(glyph.lines, {{19.4, 19.4}, {18.9, 15.2}, {14.7, 15.6}});
    return glyph;
}

GlyphPaths refresh()
{
    GlyphPaths glyph;
    addArc(glyph.lines, 7.5, 40, 290);
    addLine(glyph.lines, {{18.5, 3.2}, {18.2, 7.5}, {13.9, 7.5}});
    return glyph;
}

GlyphPaths bin()
{
    GlyphPaths glyph;
    addLine(glyph.lines, {{4.5, 6.5}, {19.5, 6.5}});
    addLine(glyph.lines, {{9, 6.5}, {9, 3.75}, {15, 3.75}, {15, 6.5}});
    addLine(glyph.lines, {{6.25, 6.5}, {7.1, 20.25}, {16.9, 20.25}, {17.75, 6.5}});
    addLine(glyph.lines, {{10, 10.25}, {10.3, 16.5}});
    addLine(glyph.lines, {{14, 10.25}, {13.7, 16.5}});
    return glyph;
}

/// An arrow that leaves a box: the token goes out of a list and lives on.
GlyphPaths detach()
{
    GlyphPaths glyph;
    addLine(glyph.lines, {{13, 4.5}, {4.5, 4.5}, {4.5, 19.5}, {13, 19.5}});
    addLine(glyph.lines, {{9.5, 12}, {20, 12}});
    addLine(glyph.lines, {{16, 8}, {20, 12}, {16, 16}});
    return glyph;
}

GlyphPaths copy()
{
    GlyphPaths glyph;
    glyph.lines.addRoundedRect(QRectF(8.25, 8.25, 11.5, 11.5), 2, 2);
    addLine(glyph.lines, {{5.5, 15.75}, {4.25, 15.75}, {4.25, 4.25}, {15.75, 4.25}, {15.75, 5.5}});
    return glyph;
}

void addEye(QPainterPath &path)
{
    path.moveTo(2.75, 12);
    path.cubicTo(5, 7.6, 8.3, 5.5, 12, 5.5);
    path.cubicTo(15.7, 5.5, 19, 7.6, 21.25, 12);
    path.cubicTo(19, 16.4, 15.7, 18.5, 12, 18.5);
    path.cubicTo(8.3, 18.5, 5, 16.4, 2.75, 12);
    path.closeSubpath();
    addCircle(path, 12, 12, 2.9);
}

GlyphPaths reveal()
{
    GlyphPaths glyph;
    addEye(glyph.lines);
    return glyph;
}

GlyphPaths hide()
{
    GlyphPaths glyph;
    addEye(glyph.lines);
    addLine(glyph.lines, {{4.25, 19.75}, {19.75, 4.25}});
    return glyph;
}

GlyphPaths duplicate()
{
    GlyphPaths glyph = copy();
    addLine(glyph.lines, {{14, 11.25}, {14, 16.75}});
    addLine(glyph.lines, {{11.25, 14}, {16.75, 14}});
    return glyph;
}

GlyphPaths warning()
{
    GlyphPaths glyph;
    addLine(glyph.lines, {{12, 4}, {21, 19.75}, {3, 19.75}}, true);
    addLine(glyph.lines, {{12, 10}, {12, 14}});
    addDot(glyph, 12, 16.75);
    return glyph;
}

GlyphPaths error()
{
    GlyphPaths glyph;
    addCircle(glyph.lines, 12, 12, 8.5);
    addLine(glyph.lines, {{12, 7.5}, {12, 12.75}});
    addDot(glyph, 12, 16);
    return glyph;
}

GlyphPaths info()
{
    GlyphPaths glyph;
    addCircle(glyph.lines, 12, 12, 8.5);
    addLine(glyph.lines, {{12, 11.25}, {12, 16.5}});
    addDot(glyph, 12, 8);
    return glyph;
}

GlyphPaths clockFace()
{
    GlyphPaths glyph;
    addCircle(glyph.lines, 12, 12, 8.5);
    addLine(glyph.lines, {{12, 7}, {12, 12}, {15.5, 14}});
    return glyph;
}

GlyphPaths key()
{
    GlyphPaths glyph;
    addCircle(glyph.lines, 7.75, 16.25, 4);
    addLine(glyph.lines, {{10.6, 13.4}, {19.75, 4.25}});
    addLine(glyph.lines, {{16.25, 7.75}, {19, 10.5}});
    addLine(glyph.lines, {{13.75, 10.25}, {15.75, 12.25}});
    return glyph;
}

GlyphPaths lock()
{
    GlyphPaths glyph;
    glyph.lines.addRoundedRect(QRectF(5, 10.75, 14, 9.5), 2, 2);
    glyph.lines.moveTo(8, 10.75);
    glyph.lines.lineTo(8, 8);
    glyph.lines.arcTo(QRectF(8, 4, 8, 8), 180, -180);
    glyph.lines.lineTo(16, 10.75);
    addDot(glyph, 12, 15.5);
    return glyph;
}

GlyphPaths account()
{
    GlyphPaths glyph;
    addCircle(glyph.lines, 12, 8.25, 4);
    glyph.lines.moveTo(4.5, 20);
    glyph.lines.cubicTo(5, 16, 8, 14.75, 12, 14.75);
    glyph.lines.cubicTo(16, 14.75, 19, 16, 19.5, 20);
    return glyph;
}

/// Three sliders.
GlyphPaths settings()
{
    GlyphPaths glyph;
    const auto slider = [&glyph](qreal y, qreal knob) {
        addLine(glyph.lines, {{4, y}, {knob - 2.25, y}});
        addLine(glyph.lines, {{knob + 2.25, y}, {20, y}});
        addCircle(glyph.lines, knob, y, 2.25);
    };
    slider(6, 15.5);
    slider(12, 8.5);
    slider(18, 14);
    return glyph;
}

GlyphPaths pane(qreal divider)
{
    GlyphPaths glyph;
    glyph.lines.addRoundedRect(QRectF(3.75, 4.75, 16.5, 14.5), 2, 2);
    addLine(glyph.lines, {{divider, 4.75}, {divider, 19.25}});
    return glyph;
}

/// A flag: look twice before acting here.
GlyphPaths production()
{
    GlyphPaths glyph;
    addLine(glyph.lines, {{6, 21}, {6, 3.75}});
    addLine(glyph.lines, {{6, 4.25}, {18.75, 4.25}, {15.75, 8.5}, {18.75, 12.75}, {6, 12.75}});
    addLine(glyph.fills, {{6, 4.25}, {18.75, 4.25}, {15.75, 8.5}, {18.75, 12.75}, {6, 12.75}}, true);
    return glyph;
}

} // namespace

GlyphPaths glyphPaths(Glyph glyph)
{
    GlyphPaths simple;
    switch (glyph) {
    case Glyph::Add:
        addLine(simple.lines, {{12, 5}, {12, 19}});
        addLine(simple.lines, {{5, 12}, {19, 12}});
        return simple;
    case Glyph::Edit:
        return edit();
    case Glyph::Rotate:
        return rotate();
    case Glyph::Delete:
        return bin();
    case Glyph::Detach:
        return detach();
    case Glyph::Refresh:
        return refresh();
    case Glyph::Search:
        addCircle(simple.lines, 10.5, 10.5, 6);
        addLine(simple.lines, {{15, 15}, {20, 20}});
        return simple;
    case Glyph::Copy:
        return copy();
    case Glyph::Reveal:
        return reveal();
    case Glyph::Hide:
        return hide();
    case Glyph::Duplicate:
        return duplicate();
    case Glyph::Close:
        addLine(simple.lines, {{6, 6}, {18, 18}});
        addLine(simple.lines, {{18, 6}, {6, 18}});
        return simple;
    case Glyph::Warning:
        return warning();
    case Glyph::Error:
        return error();
    case Glyph::Info:
        return info();
    case Glyph::Check:
        addLine(simple.lines, {{4.75, 12.5}, {9.75, 17.5}, {19.25, 7}});
        return simple;
    case Glyph::Clock:
        return clockFace();
    case Glyph::Key:
        return key();
    case Glyph::Lock:
        return lock();
    case Glyph::Account:
        return account();
    case Glyph::Settings:
        return settings();
    case Glyph::Sidebar:
        return pane(9.25);
    case Glyph::Details:
        return pane(14.75);
    case Glyph::ChevronDown:
        addLine(simple.lines, {{6, 9.5}, {12, 15.5}, {18, 9.5}});
        return simple;
    case Glyph::ChevronRight:
        addLine(simple.lines, {{9.5, 6}, {15.5, 12}, {9.5, 18}});
        return simple;
    case Glyph::Production:
        return production();
    }
    return simple;
}
