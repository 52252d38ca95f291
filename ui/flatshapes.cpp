// SPDX-License-Identifier: MIT
#include "ui/flatshapes.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTextEdit>

namespace flatshapes {

namespace {

constexpr qreal radius = 4;

/// Antialiasing for one drawing, whatever the caller had.
class Smooth
{
    Q_DISABLE_COPY_MOVE(Smooth)

public:
    explicit Smooth(QPainter &painter)
        : m_painter(painter)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Smooth() { m_painter.restore(); }

private:
    QPainter &m_painter;
};

bool isEnabled(const QStyleOption &option)
{
    return option.state & QStyle::State_Enabled;
}

bool hasFocus(const QStyleOption &option)
{
    return isEnabled(option) && (option.state & QStyle::State_HasFocus);
}

QColor fadedIfDisabled(const QStyleOption &option, const QColor &colour)
{
    return isEnabled(option) ? colour : mixed(option.palette.color(QPalette::Window), colour, 0.5);
}

QColor outlineColour(const QStyleOption &option)
{
    return fadedIfDisabled(option, themeColours(option.palette).outline);
}

void drawRounded(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &line, qreal width)
{
    const Smooth smooth(painter);
    const qreal inset = width / 2;
    painter.setPen(width > 0 ? QPen(line, width) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
}

void drawChevron(QPainter &painter, const QRectF &box, const QColor &colour, bool pointsUp)
{
    const Smooth smooth(painter);
    const QPointF centre = box.center();
    constexpr qreal halfWidth = 3.5;
    const qreal rise = pointsUp ? -2 : 2;
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    QPainterPath path(centre + QPointF(-halfWidth, -rise));
    path.lineTo(centre + QPointF(0, rise));
    path.lineTo(centre + QPointF(halfWidth, -rise));
    painter.drawPath(path);
}

/// Lightly towards the text under the pointer, more while pressed.
QColor reacting(const QStyleOption &option, const QColor &fill, const QColor &text)
{
    if (!isEnabled(option))
        return fill;
    if (option.state & (QStyle::State_Sunken | QStyle::State_On))
        return mixed(fill, text, 0.16);
    return option.state & QStyle::State_MouseOver ? mixed(fill, text, 0.08) : fill;
}

} // namespace

ButtonColours buttonColours(const QStyleOptionButton &option, const QWidget *widget)
{
    const ThemeColours &colours = themeColours(option.palette);
    ButtonColours result;
    const bool isDangerous = widget && widget->property("danger").toBool();
    const bool isDefault = option.features & QStyleOptionButton::DefaultButton;
    result.isFilled = isEnabled(option) && (isDangerous || isDefault);
    if (result.isFilled) {
        result.fill = isDangerous ? colours.danger : colours.accent;
        result.text = isDangerous ? colours.onDanger : colours.onAccent;
        result.outline = result.fill;
    } else {
        result.fill = option.palette.color(QPalette::Button);
        result.text = option.palette.color(QPalette::ButtonText);
        result.outline = mixed(result.fill, outlineColour(option), 0.75);
    }
    return result;
}

void drawButton(QPainter &painter, const QStyleOptionButton &option, const QWidget *widget)
{
    const ButtonColours colours = buttonColours(option, widget);
    const QRectF rect = option.rect;
    const bool isFlat = option.features & QStyleOptionButton::Flat;
    const QColor fill = reacting(option, colours.fill, colours.text);
    drawRounded(painter, rect, fill, colours.outline, isFlat ? 0 : 1);
    if (!hasFocus(option))
        return;
    if (colours.isFilled)
        drawRounded(painter, rect.adjusted(2, 2, -2, -2), QColor(), colours.text, 1.5);
    else
        drawRounded(painter, rect, QColor(), themeColours(option.palette).accent, 2);
}

void drawToolButton(QPainter &painter, const QStyleOption &option)
{
    const QColor text = option.palette.color(QPalette::ButtonText);
    if (!(option.state & QStyle::State_AutoRaise)) {
        const QColor button = option.palette.color(QPalette::Button);
        drawRounded(painter, option.rect, reacting(option, button, text),
            mixed(button, outlineColour(option), 0.75), 1);
    } else if (isEnabled(option)
        && (option.state & (QStyle::State_MouseOver | QStyle::State_Sunken | QStyle::State_On))) {
        drawRounded(painter, option.rect, reacting(option, option.palette.color(QPalette::Window), text),
            QColor(), 0);
    }
    if (hasFocus(option) && (option.state & QStyle::State_KeyboardFocusChange))
        drawRounded(painter, option.rect, QColor(), themeColours(option.palette).accent, 2);
}

void drawField(QPainter &painter, const QStyleOption &option, bool isFilled)
{
    const QColor fill = isFilled ? option.palette.color(QPalette::Base) : QColor();
    if (hasFocus(option))
        drawRounded(painter, option.rect, fill, themeColours(option.palette).accent, 2);
    else
        drawRounded(painter, option.rect, fill, outlineColour(option), 1);
}

void drawFocusRing(QPainter &painter, const QStyleOption &option)
{
    drawRounded(painter, option.rect, QColor(), themeColours(option.palette).accent, 1.5);
}

namespace {

void drawBox(QPainter &painter, const QStyleOption &option, bool isRound)
{
    const bool isMarked = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const ThemeColours &colours = themeColours(option.palette);
    const QColor line = isMarked ? fadedIfDisabled(option, colours.accent) : outlineColour(option);
    const QColor base = isMarked ? line : option.palette.color(QPalette::Base);
    const QColor fill = reacting(option, base, isMarked ? colours.onAccent : colours.accent);
    const QRectF rect = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(QPen(line, 1.5));
    painter.setBrush(isMarked && !(option.state & QStyle::State_MouseOver) ? base : fill);
    if (isRound)
        painter.drawEllipse(rect);
    else
        painter.drawRoundedRect(rect, 3, 3);
}

} // namespace

void drawCheckBox(QPainter &painter, const QStyleOption &option)
{
    const Smooth smooth(painter);
    drawBox(painter, option, false);
    const QRectF box = option.rect;
    const auto at = [&box](qreal x, qreal y) {
        return QPointF(box.left() + x * box.width() / 16, box.top() + y * box.height() / 16);
    };
    painter.setPen(
        QPen(themeColours(option.palette).onAccent, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    if (option.state & QStyle::State_NoChange) {
        painter.drawLine(at(4.5, 8), at(11.5, 8));
    } else if (option.state & QStyle::State_On) {
        QPainterPath tick(at(4.2, 8.3));
        tick.lineTo(at(7, 11));
        tick.lineTo(at(11.8, 5.4));
        painter.drawPath(tick);
    }
}

void drawRadioButton(QPainter &painter, const QStyleOption &option)
{
    const Smooth smooth(painter);
    drawBox(painter, option, true);
    if (option.state & QStyle::State_On) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeColours(option.palette).onAccent);
        const qreal dot = option.rect.width() * 0.19;
        painter.drawEllipse(QRectF(option.rect).center(), dot, dot);
    }
}

void drawFrame(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const auto *text = qobject_cast<const QTextEdit *>(widget);
    const auto *plainText = qobject_cast<const QPlainTextEdit *>(widget);
    if (text || plainText) {
        QStyleOption field(option);
        field.state.setFlag(QStyle::State_HasFocus, widget->hasFocus());
        drawField(painter, field, false);
        return;
    }
    painter.save();
    painter.setPen(themeColours(option.palette).separator);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

void drawLine(QPainter &painter, const QStyleOption &option, const QRect &line)
{
    painter.fillRect(line, themeColours(option.palette).separator);
}

void drawHeaderEmptyArea(QPainter &painter, const QStyleOption &option)
{
    painter.fillRect(option.rect, option.palette.color(QPalette::Window));
    const QRect rect = option.rect;
    drawLine(painter, option, QRect(rect.left(), rect.bottom(), rect.width(), 1));
}

void drawHeaderSection(QPainter &painter, const QStyleOptionHeader &option)
{
    const QColor window = option.palette.color(QPalette::Window);
    const QRect rect = option.rect;
    painter.fillRect(rect, reacting(option, window, option.palette.color(QPalette::WindowText)));
    drawLine(painter, option, QRect(rect.left(), rect.bottom(), rect.width(), 1));
    const bool isLast =
        option.position == QStyleOptionHeader::End || option.position == QStyleOptionHeader::OnlyOneSection;
    if (option.orientation == Qt::Horizontal && !isLast) {
        const int x = option.direction == Qt::RightToLeft ? rect.left() : rect.right();
        drawLine(painter, option, QRect(x, rect.top() + 7, 1, rect.height() - 14));
    }
}

void drawSortArrow(QPainter &painter, const QStyleOptionHeader &option)
{
    // Qt names the indicator by where its arrow points on Windows of old; ascending points up here.
    const bool isAscending = option.sortIndicator == QStyleOptionHeader::SortDown;
    drawChevron(painter, option.rect, themeColours(option.palette).accent, isAscending);
}

void drawMenuBarItem(QPainter &painter, const QStyleOption &option)
{
    const QColor window = option.palette.color(QPalette::Window);
    painter.fillRect(option.rect, window);
    if (option.state & (QStyle::State_Selected | QStyle::State_Sunken))
        drawRounded(painter, QRectF(option.rect).adjusted(1, 2, -1, -2),
            mixed(window, option.palette.color(QPalette::WindowText), 0.1), QColor(), 0);
}

void drawProgress(QPainter &painter, const QStyleOptionProgressBar &option)
{
    const Smooth smooth(painter);
    const ThemeColours &colours = themeColours(option.palette);
    constexpr qreal thickness = 4;
    QRectF groove = option.rect;
    groove = QRectF(groove.left(), groove.center().y() - thickness / 2, groove.width(), thickness);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(option.palette.color(QPalette::Window), colours.outline, 0.3));
    painter.drawRoundedRect(groove, thickness / 2, thickness / 2);
    const qreal range = option.maximum - option.minimum;
    // Without a known end a part in the middle says "at work" and claims no share.
    const qreal share = range > 0 ? qBound(0.0, (option.progress - qreal(option.minimum)) / range, 1.0) : 0.3;
    QRectF chunk = groove;
    chunk.setWidth(groove.width() * share);
    if (range <= 0)
        chunk.moveCenter(groove.center());
    else if (option.direction == Qt::RightToLeft)
        chunk.moveRight(groove.right());
    painter.setBrush(fadedIfDisabled(option, colours.accent));
    if (chunk.width() >= thickness)
        painter.drawRoundedRect(chunk, thickness / 2, thickness / 2);
}

void drawComboBox(QPainter &painter, const QStyleOptionComboBox &option, const QRect &arrow)
{
    if (option.frame)
        drawField(painter, option, true);
    drawChevron(painter, arrow, option.palette.color(QPalette::Text), false);
}

void drawSpinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up, const QRect &down)
{
    if (option.frame)
        drawField(painter, option, true);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const ThemeColours &colours = themeColours(option.palette);
    const auto arrow = [&](const QRect &rect, QAbstractSpinBox::StepEnabledFlag step,
                           QStyle::SubControl control, bool pointsUp) {
        const bool isPossible = isEnabled(option) && (option.stepEnabled & step);
        const bool isActive = isPossible && (option.activeSubControls & control)
            && (option.state & (QStyle::State_MouseOver | QStyle::State_Sunken));
        const QColor text = option.palette.color(QPalette::Text);
        drawChevron(painter, rect,
            isActive         ? colours.accent
                : isPossible ? text
                             : colours.separator,
            pointsUp);
    };
    // Off the frame and near to each other, as one control.
    arrow(up.translated(-3, 2), QAbstractSpinBox::StepUpEnabled, QStyle::SC_SpinBoxUp, true);
    arrow(down.translated(-3, -2), QAbstractSpinBox::StepDownEnabled, QStyle::SC_SpinBoxDown, false);
}

void drawScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider)
{
    const Smooth smooth(painter);
    painter.fillRect(option.rect, option.palette.color(QPalette::Base));
    if (option.maximum <= option.minimum)
        return;
    const QColor base = option.palette.color(QPalette::Base);
    const bool isHeld = option.activeSubControls & QStyle::SC_ScrollBarSlider;
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(base, themeColours(option.palette).outline, isHeld ? 1.0 : 0.6));
    const bool isHorizontal = option.orientation == Qt::Horizontal;
    const QRectF thumb = QRectF(slider).adjusted(
        isHorizontal ? 2 : 3, isHorizontal ? 3 : 2, isHorizontal ? -2 : -3, isHorizontal ? -3 : -2);
    const qreal round = qMin(thumb.width(), thumb.height()) / 2;
    painter.drawRoundedRect(thumb, round, round);
}

} // namespace flatshapes
