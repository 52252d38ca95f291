// SPDX-License-Identifier: MIT
#include "ui/markpainter.h"

#include <QColor>
#include <QPainter>
#include <QRect>

namespace {

constexpr qsizetype mostMarks = 64;

} // namespace

void MarkPainter::draw(
    QPainter &painter, const QRect &box, int kind, const QColor &colour, const Drawing &drawing)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    if (ratio != m_ratio || m_marks.size() > mostMarks)
        m_marks.clear();
    m_ratio = ratio;
    QPixmap &mark = m_marks[{kind, colour.rgba(), box.size()}];
    if (mark.isNull()) {
        mark = QPixmap((QSizeF(box.size()) * ratio).toSize());
        mark.setDevicePixelRatio(ratio);
        mark.fill(Qt::transparent);
        QPainter maker(&mark);
        drawing(maker, QRectF(QPointF(0, 0), box.size()));
    }
    painter.drawPixmap(box.topLeft(), mark);
}
