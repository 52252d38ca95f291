// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"
#include "ui/tone.h"

#include <QWidget>

/// One glyph beside a text, in the colour of the text's tone. Says nothing to assistive technology: the words
/// beside it do.
class GlyphLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GlyphLabel)

public:
    /// `extent` in device-independent pixels.
    explicit GlyphLabel(int extent, QWidget *parent = nullptr);

    void setGlyph(Glyph glyph, Tone tone);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_extent;
    Glyph m_glyph = Glyph::Info;
    Tone m_tone = Tone::Plain;
};
