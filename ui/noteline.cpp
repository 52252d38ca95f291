// SPDX-License-Identifier: MIT
#include "ui/noteline.h"

#include "ui/glyphlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace {
constexpr int glyphExtent = 16;
}

NoteLine::NoteLine(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new GlyphLabel(glyphExtent, this))
    , m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_glyph, 0, Qt::AlignTop);
    layout->addWidget(m_label, 1);
    clear();
}

void NoteLine::setNote(Tone tone, const QString &plainText)
{
    m_tone = tone;
    m_label->setText(plainText);
    m_glyph->setVisible(tone == Tone::Warning || tone == Tone::Danger);
    m_glyph->setGlyph(tone == Tone::Danger ? Glyph::Error : Glyph::Warning, tone);
    applyColour();
    setVisible(!plainText.isEmpty());
}

void NoteLine::clear()
{
    setNote(Tone::Muted, {});
}

QString NoteLine::text() const
{
    return m_label->text();
}

void NoteLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColour();
}

void NoteLine::applyColour()
{
    QPalette tinted = palette();
    tinted.setColor(QPalette::Active, QPalette::WindowText, toneColour(m_tone, palette()));
    tinted.setColor(QPalette::Inactive, QPalette::WindowText, toneColour(m_tone, palette()));
    m_label->setPalette(tinted);
}
