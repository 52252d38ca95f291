// SPDX-License-Identifier: MIT
#pragma once

#include "session/selfrotationstate.h"

#include <QWidget>

#include <array>

class GlyphLabel;
class QLabel;

/// The four steps of a rotation of the own token, one below the other: a glyph, what the step does, and a
/// word for how far it has come. Each line is one text for assistive technology: "Rotate the token: done".
class RotationSteps final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RotationSteps)

public:
    explicit RotationSteps(QWidget *parent = nullptr);

    void showState(const SelfRotationState &state);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QWidget *group = nullptr;
        GlyphLabel *glyph = nullptr;
        QLabel *name = nullptr;
        QLabel *word = nullptr;
    };

    void applyColours();

    std::array<Line, SelfRotationState::allSteps.size()> m_lines;
    SelfRotationState m_state;
};
