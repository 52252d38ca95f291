// SPDX-License-Identifier: MIT
#include "ui/secretfield.h"

#include "ui/icons.h"

#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QMenu>

namespace {
constexpr int shownLines = 3;
constexpr int dotCount = 24;
constexpr QChar dot(0x2022);
} // namespace

SecretField::SecretField(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::NoTextInteraction);
    setFocusPolicy(Qt::StrongFocus);
    setTabChangesFocus(true);
    setAcceptDrops(false);
    viewport()->setCursor(Qt::ArrowCursor);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFixedHeight(fontMetrics().lineSpacing() * shownLines + 2 * (frameWidth() + 4));
    // A value is read from its first character on, whatever the direction of the window.
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    document()->setDefaultTextOption(option);
    mask();
}

void SecretField::mask()
{
    m_isMasked = true;
    setPlainText(QString(dotCount, dot));
}

void SecretField::showClear(const QString &value)
{
    m_isMasked = false;
    setPlainText(value);
}

bool SecretField::event(QEvent *event)
{
    // Claims Ctrl+C before a window-wide shortcut gets it.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyRequested();
    else
        QPlainTextEdit::keyPressEvent(event);
}

void SecretField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("secretFieldMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(glyphIcon(Glyph::Copy), tr("Copy value"));
    connect(copy, &QAction::triggered, this, &SecretField::copyRequested);
    menu->popup(event->globalPos());
}
