// SPDX-License-Identifier: MIT
#include "ui/icons.h"

#include <QPainter>
#include <QPainterPath>

namespace {

/// Shapes are drawn on a grid of twelve units.
constexpr qreal gridUnits = 12;
constexpr qreal stroke = 1.5;
constexpr QPointF middle(6, 6);

void drawHalfCircle(QPainter &painter, const QColor &colour)
{
    painter.drawEllipse(middle, 4.25, 4.25);
    QPainterPath half(middle);
    half.arcTo(QRectF(1.75, 1.75, 8.5, 8.5), 90, -180);
    half.closeSubpath();
    painter.fillPath(half, colour);
}

void drawInfinity(QPainter &painter)
{
    QPainterPath path(middle);
    path.cubicTo(7.4, 4.1, 8.4, 3.6, 9.2, 3.6);
    path.cubicTo(10.6, 3.6, 11.25, 4.7, 11.25, 6);
    path.cubicTo(11.25, 7.3, 10.6, 8.4, 9.2, 8.4);
    path.cubicTo(8.4, 8.4, 7.4, 7.9, 6, 6);
    path.cubicTo(4.6, 4.1, 3.6, 3.6, 2.8, 3.6);
    path.cubicTo(1.4, 3.6, 0.75, 4.7, 0.75, 6);
    path.cubicTo(0.75, 7.3, 1.4, 8.4, 2.8, 8.4);
    path.cubicTo(3.6, 8.4, 4.6, 7.9, 6, 6);
    painter.drawPath(path);
}

void drawQuestionMark(QPainter &painter, const QColor &colour)
{
    QPainterPath path(QPointF(3.6, 3.9));
    path.cubicTo(3.6, 0.6, 8.6, 0.7, 8.6, 3.7);
    path.cubicTo(8.6, 5.6, 6.1, 5.7, 6.1, 8);
    painter.drawPath(path);
    QPainterPath dot;
    dot.addEllipse(QPointF(6.1, 10.6), 0.95, 0.95);
    painter.fillPath(dot, colour);
}

} // namespace

void paintExpiryShape(QPainter &painter, const QRectF &box, ExpiryState state, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / gridUnits, box.height() / gridUnits);
    painter.setBrush(Qt::NoBrush);
    QPen pen(colour, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    switch (state) {
    case ExpiryState::Active:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(middle, 4.5, 4.5);
        break;
    case ExpiryState::ExpiringSoon:
        drawHalfCircle(painter, colour);
        break;
    case ExpiryState::Expired:
        pen.setWidthF(1.75);
        painter.setPen(pen);
        painter.drawLine(QPointF(2.5, 2.5), QPointF(9.5, 9.5));
        painter.drawLine(QPointF(9.5, 2.5), QPointF(2.5, 9.5));
        break;
    case ExpiryState::Pending:
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({1.484, 1.484}); // nine dashes and nine gaps around the circle
        painter.setPen(pen);
        painter.drawEllipse(middle, 4.25, 4.25);
        break;
    case ExpiryState::NeverExpires:
        drawInfinity(painter);
        break;
    case ExpiryState::NotProvided:
        painter.drawLine(QPointF(2.75, 6), QPointF(9.25, 6));
        break;
    case ExpiryState::Unknown:
        drawQuestionMark(painter, colour);
        break;
    }
    painter.restore();
}
