// SPDX-License-Identifier: MIT
#include "ui/lengthcounter.h"

#include "ui/tone.h"

#include <QLocale>

namespace {
constexpr double nearFraction = 0.8;
}

LengthCounter::LengthCounter(QWidget *parent)
    : QLabel(parent)
{
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    hide();
}

void LengthCounter::setLimit(int limit)
{
    m_limit = limit;
    refresh();
}

void LengthCounter::setLength(qsizetype length)
{
    m_length = length;
    refresh();
}

bool LengthCounter::isExceeded() const
{
    return m_limit > 0 && m_length > m_limit;
}

void LengthCounter::refresh()
{
    const QLocale locale;
    setText(tr("%1 of %2").arg(locale.toString(m_length), locale.toString(m_limit)));
    QPalette tinted = parentWidget() ? parentWidget()->palette() : palette();
    tinted.setColor(QPalette::WindowText, toneColour(isExceeded() ? Tone::Danger : Tone::Muted, tinted));
    setPalette(tinted);
    setVisible(m_limit > 0 && static_cast<double>(m_length) >= nearFraction * m_limit);
}
