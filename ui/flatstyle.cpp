// SPDX-License-Identifier: MIT
#include "ui/flatstyle.h"

#include "ui/flatshapes.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QFrame>
#include <QPainter>
#include <QRadioButton>
#include <QStyleOption>

namespace {

constexpr int controlHeight = 30;
constexpr int menuItemHeight = 26;
constexpr int dialogMargin = 16;
constexpr int innerMargin = 8;
constexpr int fieldPadding = 4; ///< beyond what Qt leaves between a frame and its text
constexpr int sortArrowSize = 10;

template <class Option>
const Option *as(const QStyleOption *option)
{
    return qstyleoption_cast<const Option *>(option);
}

/// Buttons and fields draw their focus themselves.
bool needsFocusRing(const QWidget *widget)
{
    return !widget || qobject_cast<const QCheckBox *>(widget) || qobject_cast<const QRadioButton *>(widget)
        || qobject_cast<const QAbstractItemView *>(widget);
}

} // namespace

FlatStyle::FlatStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{ }

void FlatStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const QRect &rect = option->rect;
    switch (element) {
    case PE_FrameFocusRect:
        if (needsFocusRing(widget))
            flatshapes::drawFocusRing(*painter, *option);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        flatshapes::drawCheckBox(*painter, *option);
        return;
    case PE_IndicatorRadioButton:
        flatshapes::drawRadioButton(*painter, *option);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth > 0)
            flatshapes::drawField(*painter, *option, true);
        else
            painter->fillRect(rect, option->palette.brush(QPalette::Base));
        return;
    case PE_FrameLineEdit:
        flatshapes::drawField(*painter, *option, false);
        return;
    case PE_PanelButtonCommand:
        if (const auto *button = as<QStyleOptionButton>(option)) {
            flatshapes::drawButton(*painter, *button, widget);
            return;
        }
        break;
    case PE_PanelButtonTool:
        flatshapes::drawToolButton(*painter, *option);
        return;
    case PE_Frame:
    case PE_FrameMenu:
        flatshapes::drawFrame(*painter, *option, widget);
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(rect, option->palette.color(QPalette::Base));
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto *header = as<QStyleOptionHeader>(option)) {
            flatshapes::drawSortArrow(*painter, *header);
            return;
        }
        break;
    case PE_PanelStatusBar:
        painter->fillRect(rect, option->palette.color(QPalette::Window));
        flatshapes::drawLine(*painter, *option, QRect(rect.left(), rect.top(), rect.width(), 1));
        return;
    case PE_FrameStatusBarItem:
        return;
    case PE_IndicatorToolBarSeparator:
        if (option->state & State_Horizontal)
            flatshapes::drawLine(
                *painter, *option, QRect(rect.center().x(), rect.top() + 6, 1, rect.height() - 12));
        else
            flatshapes::drawLine(
                *painter, *option, QRect(rect.left() + 6, rect.center().y(), rect.width() - 12, 1));
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void FlatStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const QRect &rect = option->rect;
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = as<QStyleOptionButton>(option)) {
            QStyleOptionButton label(*button);
            const flatshapes::ButtonColours colours = flatshapes::buttonColours(label, widget);
            label.palette.setColor(QPalette::ButtonText, colours.text);
            if (colours.isFilled && !label.icon.isNull())
                label.icon = QIcon(label.icon.pixmap(
                    label.iconSize, painter->device()->devicePixelRatioF(), QIcon::Selected));
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
        if (const auto *header = as<QStyleOptionHeader>(option)) {
            flatshapes::drawHeaderSection(*painter, *header);
            return;
        }
        break;
    case CE_HeaderEmptyArea:
        flatshapes::drawHeaderEmptyArea(*painter, *option);
        return;
    case CE_ToolBar:
        painter->fillRect(rect, option->palette.color(QPalette::Window));
        flatshapes::drawLine(*painter, *option, QRect(rect.left(), rect.bottom(), rect.width(), 1));
        return;
    case CE_MenuBarItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option)) {
            flatshapes::drawMenuBarItem(*painter, *option);
            int flags = int(Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextDontClip | Qt::TextSingleLine);
            if (!styleHint(SH_UnderlineShortcut, item, widget, nullptr))
                flags |= int(Qt::TextHideMnemonic);
            drawItemText(painter, rect, flags, item->palette, item->state & State_Enabled, item->text,
                QPalette::WindowText);
            return;
        }
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(rect, option->palette.color(QPalette::Window));
        return;
    case CE_Splitter:
        if (option->state & State_Horizontal)
            flatshapes::drawLine(*painter, *option, QRect(rect.center().x(), rect.top(), 1, rect.height()));
        else
            flatshapes::drawLine(*painter, *option, QRect(rect.left(), rect.center().y(), rect.width(), 1));
        return;
    case CE_ShapedFrame:
        if (const auto *frame = as<QStyleOptionFrame>(option)) {
            if (frame->frameShape == QFrame::HLine) {
                flatshapes::drawLine(
                    *painter, *option, QRect(rect.left(), rect.center().y(), rect.width(), 1));
                return;
            }
            if (frame->frameShape == QFrame::VLine) {
                flatshapes::drawLine(
                    *painter, *option, QRect(rect.center().x(), rect.top(), 1, rect.height()));
                return;
            }
        }
        break;
    case CE_ProgressBar:
        if (const auto *bar = as<QStyleOptionProgressBar>(option); bar && (bar->state & State_Horizontal)) {
            flatshapes::drawProgress(*painter, *bar);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FlatStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *combo = as<QStyleOptionComboBox>(option)) {
            flatshapes::drawComboBox(
                *painter, *combo, subControlRect(control, option, SC_ComboBoxArrow, widget));
            return;
        }
    } else if (control == CC_SpinBox) {
        if (const auto *spin = as<QStyleOptionSpinBox>(option)) {
            flatshapes::drawSpinBox(*painter, *spin, subControlRect(control, option, SC_SpinBoxUp, widget),
                subControlRect(control, option, SC_SpinBoxDown, widget));
            return;
        }
    } else if (control == CC_ScrollBar) {
        if (const auto *bar = as<QStyleOptionSlider>(option)) {
            flatshapes::drawScrollBar(
                *painter, *bar, subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

namespace {

/// Scroll bars without step buttons: the groove is all there is.
QRect scrollBarRect(const QStyle &style, const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const QRect whole = bar.rect;
    const bool isHorizontal = bar.orientation == Qt::Horizontal;
    const int length = isHorizontal ? whole.width() : whole.height();
    const int range = bar.maximum - bar.minimum;
    int thumb = length;
    if (range > 0) {
        const qint64 share = qint64(bar.pageStep) * length / (qint64(range) + qMax(bar.pageStep, 1));
        const int least = style.pixelMetric(QStyle::PM_ScrollBarSliderMin, &bar, nullptr);
        thumb = qBound(qMin(least, length), int(share), length);
    }
    const int at = QStyle::sliderPositionFromValue(
        bar.minimum, bar.maximum, bar.sliderPosition, length - thumb, bar.upsideDown);
    const auto stretch = [&](int from, int size) {
        const QRect rect = isHorizontal ? QRect(whole.left() + from, whole.top(), size, whole.height())
                                        : QRect(whole.left(), whole.top() + from, whole.width(), size);
        return QStyle::visualRect(isHorizontal ? bar.direction : Qt::LeftToRight, whole, rect);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return whole;
    case QStyle::SC_ScrollBarSlider:
        return stretch(at, thumb);
    case QStyle::SC_ScrollBarSubPage:
        return stretch(0, at);
    case QStyle::SC_ScrollBarAddPage:
        return stretch(at + thumb, length - at - thumb);
    default:
        return {};
    }
}

} // namespace

QRect FlatStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
    SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = as<QStyleOptionSlider>(option))
            return scrollBarRect(*this, *bar, subControl);
    }
    const QRect rect = QProxyStyle::subControlRect(control, option, subControl, widget);
    const bool isText = (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        || (control == CC_SpinBox && subControl == SC_SpinBoxEditField);
    if (isText)
        return option->direction == Qt::RightToLeft ? rect.adjusted(0, 0, -fieldPadding, 0)
                                                    : rect.adjusted(fieldPadding, 0, 0, 0);
    return rect;
}

QRect FlatStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    switch (element) {
    case SE_LineEditContents:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth > 0)
            return rect.adjusted(fieldPadding, 0, -fieldPadding, 0);
        return rect;
    case SE_HeaderArrow: {
        const QRect &section = option->rect;
        const int margin = pixelMetric(PM_HeaderMargin, option, widget);
        const QRect arrow(section.right() - margin - sortArrowSize,
            section.top() + (section.height() - sortArrowSize) / 2, sortArrowSize, sortArrowSize);
        return visualRect(option->direction, section, arrow);
    }
    default:
        return rect;
    }
}

int FlatStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return widget && widget->isWindow() ? dialogMargin : innerMargin;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_ToolBarIconSize:
        return 20;
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing:
        return 4;
    case PM_HeaderMargin:
        return 8;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_SplitterWidth:
        return 5;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FlatStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_ComboBox_Popup:
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_FormLayoutLabelAlignment:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case SH_Table_GridLineColor:
        return option ? int(themeColours(option->palette).separator.rgb()) : 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize FlatStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = as<QStyleOptionButton>(option); button && !button->text.isEmpty())
            result.setWidth(qMax(result.width() + 8, 80));
        result.setHeight(qMax(result.height(), controlHeight));
        break;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        // One height for all of them, so that they line up side by side.
        result.setHeight(qMax(option ? option->fontMetrics.height() + 12 : 0, controlHeight));
        result.setWidth(result.width() + 2 * fieldPadding);
        break;
    case CT_ToolButton:
        result.setHeight(qMax(result.height(), controlHeight));
        result.setWidth(qMax(result.width(), controlHeight));
        break;
    case CT_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(qMax(result.height(), menuItemHeight));
        break;
    default:
        break;
    }
    return result;
}

QIcon FlatStyle::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    // Every toolbar asks for these; Qt's are files, and the first file loads all image format plugins.
    if (icon == SP_ToolBarHorizontalExtensionButton)
        return glyphIcon(Glyph::ChevronRight);
    if (icon == SP_ToolBarVerticalExtensionButton)
        return glyphIcon(Glyph::ChevronDown);
    return QProxyStyle::standardIcon(icon, option, widget);
}
