// SPDX-License-Identifier: MIT
#include "ui/rotationsteps.h"

#include "session/selfrotationtext.h"
#include "ui/glyphlabel.h"
#include "ui/tone.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace {

using Step = SelfRotationState::Step;
using Progress = SelfRotationState::Progress;

constexpr int stepGlyphExtent = 16;

struct StepLook
{
    Glyph glyph;
    Tone tone;
};

StepLook lookOf(Progress progress)
{
    switch (progress) {
    case Progress::Waiting:
        return {Glyph::ChevronRight, Tone::Muted};
    case Progress::Running:
        return {Glyph::Clock, Tone::Plain};
    case Progress::Done:
        return {Glyph::Check, Tone::Good};
    case Progress::Failed:
        return {Glyph::Error, Tone::Danger};
    case Progress::Unknown:
        return {Glyph::Warning, Tone::Warning};
    }
    return {Glyph::Info, Tone::Muted};
}

QString lineName(Step step)
{
    switch (step) {
    case Step::Rotate:
        return QStringLiteral("stepRotate");
    case Step::Keep:
        return QStringLiteral("stepKeep");
    case Step::Verify:
        return QStringLiteral("stepVerify");
    case Step::Switch:
        return QStringLiteral("stepSwitch");
    }
    return {};
}

} // namespace

RotationSteps::RotationSteps(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("rotationSteps"));
    setAccessibleName(tr("Steps"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (const Step step : SelfRotationState::allSteps) {
        Line &line = m_lines[static_cast<std::size_t>(step)];
        line.group = new QWidget(this);
        line.group->setObjectName(lineName(step));
        line.glyph = new GlyphLabel(stepGlyphExtent, line.group);
        line.name = new QLabel(SelfRotationText::step(step), line.group);
        line.word = new QLabel(line.group);
        auto *row = new QHBoxLayout(line.group);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        row->addWidget(line.glyph);
        row->addWidget(line.name, 1);
        row->addWidget(line.word);
        column->addWidget(line.group);
    }
    showState(SelfRotationState());
}

void RotationSteps::showState(const SelfRotationState &state)
{
    m_state = state;
    for (const Step step : SelfRotationState::allSteps) {
        const Line &line = m_lines[static_cast<std::size_t>(step)];
        line.word->setText(SelfRotationText::progress(state.of(step)));
        const QString said = tr("%1: %2").arg(SelfRotationText::step(step), line.word->text());
        if (line.group->accessibleName() != said) {
            line.group->setAccessibleName(said); // announces itself
            line.name->setAccessibleName(said);
        }
    }
    applyColours();
}

void RotationSteps::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColours();
}

void RotationSteps::applyColours()
{
    for (const Step step : SelfRotationState::allSteps) {
        const Line &line = m_lines[static_cast<std::size_t>(step)];
        const StepLook look = lookOf(m_state.of(step));
        line.glyph->setGlyph(look.glyph, look.tone);
        QPalette tinted = palette();
        tinted.setColor(QPalette::WindowText, toneColour(look.tone, palette()));
        line.word->setPalette(tinted);
        line.name->setPalette(m_state.of(step) == Progress::Waiting ? tinted : palette());
    }
}
