// SPDX-License-Identifier: MIT
#pragma once

#include <QIconEngine>
#include <QPixmap>

#include <functional>

/// An icon that is drawn at the size and scale at which it is shown and in the colours of the palette then in
/// force. `draw` gets a square box. What was drawn last is kept and shown again while nothing of that
/// changes.
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
    /// What a drawing depends on.
    struct Occasion
    {
        QSize size; ///< device pixels
        qreal scale = 1;
        QIcon::Mode mode = QIcon::Normal;
        qint64 palette = 0; ///< its cache key
        QString font;

        bool operator==(const Occasion &) const = default;
    };

    [[nodiscard]] QPixmap drawn(const Occasion &occasion) const;

    Draw m_draw;
    Occasion m_occasion; ///< of m_last
    QPixmap m_last;
};
