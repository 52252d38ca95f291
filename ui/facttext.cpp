// SPDX-License-Identifier: MIT
#include "ui/facttext.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <QWheelEvent>

#include <cmath>

FactText::FactText(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setAcceptRichText(false);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    // Reading needs no tab stop a line; a click gives the focus for selecting.
    setFocusPolicy(Qt::ClickFocus);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FactText::showText(const QString &text)
{
    if (toPlainText() == text)
        return;
    setPlainText(text);
    followWidth();
    updateGeometry();
}

int FactText::heightForWidth(int width) const
{
    // The document itself answers for the width it has; for another one its lines are laid out aside.
    qreal height = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextLayout layout(block.text(), font());
        QTextOption option = document()->defaultTextOption();
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(qMax(1, width));
            height += line.height();
        }
        layout.endLayout();
    }
    return qMax(int(std::ceil(height)), fontMetrics().height());
}

QSize FactText::sizeHint() const
{
    return {120, heightForWidth(qMax(width(), 120))};
}

QSize FactText::minimumSizeHint() const
{
    return {40, fontMetrics().height()};
}

void FactText::followWidth()
{
    const int height = heightForWidth(width());
    if (minimumHeight() != height || maximumHeight() != height)
        setFixedHeight(height);
}

void FactText::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        followWidth();
}

void FactText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        followWidth();
}

void FactText::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}
