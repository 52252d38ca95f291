// SPDX-License-Identifier: MIT
#include "ui/statusbadge.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/tokentext.h"

#include <QPainter>
#include <QStyle>

namespace {
constexpr int shapeSize = 12;
constexpr int gap = 6;
} // namespace

StatusBadge::StatusBadge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void StatusBadge::showState(ExpiryState state, const QString &addition)
{
    const QString word = expiryStateWord(state);
    showWord(state, addition.isEmpty() ? word : tr("%1, %2").arg(word, addition));
}

void StatusBadge::showWord(ExpiryState shape, const QString &word)
{
    m_state = shape;
    m_text = word;
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

QSize StatusBadge::sizeHint() const
{
    return {shapeSize + gap + fontMetrics().horizontalAdvance(m_text), minimumSizeHint().height()};
}

QSize StatusBadge::minimumSizeHint() const
{
    return {shapeSize, qMax(shapeSize, fontMetrics().height())};
}

void StatusBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor colour = expiryColour(m_state, palette());
    const QRect shape(0, (height() - shapeSize) / 2, shapeSize, shapeSize);
    paintExpiryShape(painter, QStyle::visualRect(layoutDirection(), rect(), shape), m_state, colour);
    const QRect text = rect().adjusted(shapeSize + gap, 0, 0, 0);
    painter.setPen(colour);
    painter.setLayoutDirection(layoutDirection());
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), text),
        int(Qt::AlignLeft | Qt::AlignVCenter),
        fontMetrics().elidedText(m_text, Qt::ElideRight, text.width()));
}
