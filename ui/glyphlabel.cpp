// SPDX-License-Identifier: MIT
#include "ui/glyphlabel.h"

#include <QPainter>

GlyphLabel::GlyphLabel(int extent, QWidget *parent)
    : QWidget(parent)
    , m_extent(extent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void GlyphLabel::setGlyph(Glyph glyph, Tone tone)
{
    m_glyph = glyph;
    m_tone = tone;
    update();
}

QSize GlyphLabel::sizeHint() const
{
    return {m_extent, m_extent};
}

void GlyphLabel::paintEvent(QPaintEvent *)
{
    // The icon's own tint knows two colours; a tone is any of the theme's, so the shape serves as a stencil.
    QPixmap stencil = glyphIcon(m_glyph).pixmap(
        sizeHint(), devicePixelRatioF(), isEnabled() ? QIcon::Normal : QIcon::Disabled);
    {
        QPainter tint(&stencil);
        tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
        tint.fillRect(stencil.rect(), toneColour(m_tone, palette()));
    }
    QPainter painter(this);
    painter.setOpacity(isEnabled() ? 1.0 : 0.5);
    painter.drawPixmap(0, (height() - m_extent) / 2, stencil);
}
