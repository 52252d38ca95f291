// SPDX-License-Identifier: MIT
#include "ui/paintediconengine.h"

#include <QPainter>
#include <QPixmap>

#include <utility>

PaintedIconEngine::PaintedIconEngine(Draw draw)
    : m_draw(std::move(draw))
{ }

void PaintedIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const int side = qMin(rect.width(), rect.height());
    QRectF box(0, 0, side, side);
    // Whole pixels only: half a pixel makes every edge of a small icon soft.
    box.moveTopLeft(rect.topLeft() + QPoint((rect.width() - side) / 2, (rect.height() - side) / 2));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    m_draw(*painter, box, mode);
    painter->restore();
}

QPixmap PaintedIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    if (!pixmap.isNull()) {
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
    }
    return pixmap;
}

QSize PaintedIconEngine::actualSize(const QSize &size, QIcon::Mode, QIcon::State)
{
    return size;
}

QList<QSize> PaintedIconEngine::availableSizes(QIcon::Mode, QIcon::State)
{
    // Window systems ask for the sizes there are before they take a window's icon.
    QList<QSize> sizes;
    for (const int side : {16, 20, 24, 32, 48, 64, 128, 256})
        sizes.append({side, side});
    return sizes;
}

QString PaintedIconEngine::key() const
{
    return QStringLiteral("tokenry-painted");
}

QIconEngine *PaintedIconEngine::clone() const
{
    return new PaintedIconEngine(m_draw);
}

bool PaintedIconEngine::isNull()
{
    return false;
}
