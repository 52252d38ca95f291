// SPDX-License-Identifier: MIT
#include "ui/paintediconengine.h"

#include <QApplication>
#include <QPainter>
#include <QPalette>

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
    const qreal scale = painter->device()->devicePixelRatio();
    const Occasion occasion{(QSizeF(side, side) * scale).toSize(), scale, mode,
        QApplication::palette().cacheKey(), QApplication::font().key()};
    if (m_last.isNull() || m_occasion != occasion) {
        m_last = drawn(occasion);
        m_occasion = occasion;
    }
    painter->drawPixmap(box.topLeft(), m_last);
}

QPixmap PaintedIconEngine::drawn(const Occasion &occasion) const
{
    QPixmap pixmap(occasion.size);
    pixmap.setDevicePixelRatio(occasion.scale);
    pixmap.fill(Qt::transparent);
    if (!pixmap.isNull()) {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        m_draw(painter, QRectF(QPointF(), QSizeF(occasion.size) / occasion.scale), occasion.mode);
    }
    return pixmap;
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
