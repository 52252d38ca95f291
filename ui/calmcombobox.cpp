// SPDX-License-Identifier: MIT
#include "ui/calmcombobox.h"

#include "ui/dialogtext.h"
#include "ui/tokentext.h"

#include <QAbstractItemView>
#include <QWheelEvent>

CalmComboBox::CalmComboBox(QWidget *parent)
    : QComboBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    view()->setTextElideMode(Qt::ElideMiddle);
    connect(this, &QComboBox::currentIndexChanged, this, [this](int index) {
        setToolTip(index < 0 ? QString() : itemData(index, Qt::ToolTipRole).toString());
    });
}

void CalmComboBox::addUntrusted(const QIcon &icon, const QString &text, const QVariant &userData)
{
    const QString line = singleLine(text);
    addItem(icon, line, userData);
    setItemData(count() - 1, plainToolTip(line), Qt::ToolTipRole);
}

void CalmComboBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}
