// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tone.h"

#include <QWidget>

class GlyphLabel;
class QLabel;

/// A wrapped line of plain text beneath a field or in a dialog: a hint, a warning, an error. Takes no room
/// while empty. Needs its parent at once: shown without one it would be a window of its own.
class NoteLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoteLine)

public:
    explicit NoteLine(QWidget *parent);

    void setNote(Tone tone, const QString &plainText);
    void clear();
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColour();

    GlyphLabel *m_glyph;
    QLabel *m_label;
    Tone m_tone = Tone::Muted;
};
