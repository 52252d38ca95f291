// SPDX-License-Identifier: MIT
#pragma once

#include <QIconEngine>

#include <functional>

/// An icon that is drawn each time it is shown, at the size and scale of that moment and in the colours of
/// the palette then in force. `draw` gets a square box.
class PaintedIconEngine final : public QIconEngine
{
public:
    using Draw = std::function<void(QPainter &painter, const QRectF &box, QIcon::Mode mode)>;

    explicit PaintedIconEngine(Draw draw);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QSize actualSize(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QList<QSize> availableSizes(QIcon::Mode mode, QIcon::State state) override;
    [[nodiscard]] QString key() const override;
    [[nodiscard]] QIconEngine *clone() const override;
    bool isNull() override;

private:
    Draw m_draw;
};
