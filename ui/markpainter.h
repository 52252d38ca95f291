// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QPixmap>
#include <QRgb>
#include <QSize>

#include <functional>

class QColor;
class QPainter;
class QRect;

/// Draws small marks that a table shows in many rows, and remembers how each one came out: smooth shapes cost
/// far more to draw than a picture of them. Holds a few dozen of one resolution; another one forgets them.
/// Thread: the GUI thread.
class MarkPainter final
{
public:
    using Drawing = std::function<void(QPainter &painter, const QRectF &box)>;

    /// `kind`: which drawing this is, so that one number, colour and size always mean the same picture.
    void draw(QPainter &painter, const QRect &box, int kind, const QColor &colour, const Drawing &drawing);

private:
    struct Key
    {
        int kind = 0;
        QRgb colour = 0;
        QSize size;

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, key.kind, key.colour, key.size.width(), key.size.height());
        }
    };

    qreal m_ratio = 0; ///< device pixels of one
    QHash<Key, QPixmap> m_marks;
};
