// SPDX-License-Identifier: MIT
#pragma once

#include <QCache>
#include <QFont>
#include <QStaticText>

class QPainter;

/// Draws single lines of plain text, cut to the width they have, and remembers how each one came out: a table
/// shows the same cells again and again, and laying a text out costs far more than drawing it. Holds a few
/// thousand lines of one font; another font forgets them. Thread: the GUI thread.
class LinePainter final
{
public:
    LinePainter();

    /// Draws with the painter's font and pen at the leading edge of `rect`, centred in its height.
    void draw(QPainter &painter, const QRect &rect, const QString &text, Qt::TextElideMode elide,
        Qt::LayoutDirection direction);

private:
    struct Key
    {
        QString text;
        int width = 0;
        Qt::TextElideMode elide = Qt::ElideRight;
        Qt::LayoutDirection direction = Qt::LeftToRight;

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, key.text, key.width, int(key.elide), int(key.direction));
        }
    };

    QFont m_font;
    QCache<Key, QStaticText> m_lines;
};
