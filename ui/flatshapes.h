// SPDX-License-Identifier: MIT
#pragma once

#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QWidget;

/// The shapes that FlatStyle draws, one function each. Pure painting; geometry comes in.
namespace flatshapes {

/// Fill of a push button and the text on it.
struct ButtonColours
{
    QColor fill;
    QColor text;
    QColor outline;
    bool isFilled = false; ///< in accent or danger colour
};

[[nodiscard]] ButtonColours buttonColours(const QStyleOptionButton &option, const QWidget *widget);

void drawButton(QPainter &painter, const QStyleOptionButton &option, const QWidget *widget);
void drawToolButton(QPainter &painter, const QStyleOption &option);
void drawField(QPainter &painter, const QStyleOption &option, bool isFilled);
void drawFocusRing(QPainter &painter, const QStyleOption &option);
void drawCheckBox(QPainter &painter, const QStyleOption &option);
void drawRadioButton(QPainter &painter, const QStyleOption &option);
void drawFrame(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void drawHeaderSection(QPainter &painter, const QStyleOptionHeader &option);
void drawSortArrow(QPainter &painter, const QStyleOptionHeader &option);
void drawMenuBarItem(QPainter &painter, const QStyleOption &option);
void drawHeaderEmptyArea(QPainter &painter, const QStyleOption &option);
void drawProgress(QPainter &painter, const QStyleOptionProgressBar &option);
void drawComboBox(QPainter &painter, const QStyleOptionComboBox &option, const QRect &arrow);
void drawSpinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up, const QRect &down);
void drawScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider);
/// A line of the separator colour, one pixel.
void drawLine(QPainter &painter, const QStyleOption &option, const QRect &line);

} // namespace flatshapes
