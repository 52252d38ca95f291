// SPDX-License-Identifier: MIT
#include "ui/linepainter.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextOption>

namespace {

constexpr int mostLines = 4000; ///< several screens full of cells

QStaticText laidOut(const QPainter &painter, const QString &text, Qt::LayoutDirection direction)
{
    QStaticText line(text);
    line.setTextFormat(Qt::PlainText);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    // A right-to-left name must not take its cell's alignment along.
    option.setTextDirection(direction);
    line.setTextOption(option);
    line.prepare(painter.transform(), painter.font());
    return line;
}

} // namespace

LinePainter::LinePainter()
    : m_lines(mostLines)
{ }

void LinePainter::draw(QPainter &painter, const QRect &rect, const QString &text, Qt::TextElideMode elide,
    Qt::LayoutDirection direction)
{
    if (painter.font() != m_font) {
        m_font = painter.font();
        m_lines.clear();
    }
    const Key key{text, rect.width(), elide, direction};
    QStaticText *line = m_lines.object(key);
    if (!line) {
        // Most texts fit, and laying one out tells so; measuring it first would lay it out twice.
        line = new QStaticText(laidOut(painter, text, direction));
        if (line->size().width() > rect.width()) {
            const QString shown = painter.fontMetrics().elidedText(text, elide, rect.width());
            *line = laidOut(painter, shown, direction);
        }
        m_lines.insert(key, line);
    }
    const QSizeF size = line->size();
    const qreal left = direction == Qt::RightToLeft ? rect.right() + 1 - size.width() : rect.left();
    painter.drawStaticText(QPointF(left, rect.top() + qRound((rect.height() - size.height()) / 2)), *line);
}
