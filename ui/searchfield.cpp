// SPDX-License-Identifier: MIT
#include "ui/searchfield.h"

#include "session/tokensearch.h"
#include "ui/dialogtext.h"
#include "ui/icons.h"

#include <QAction>
#include <QKeyEvent>

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(QStringLiteral("searchField"));
    setPlaceholderText(tr("Search tokens (Ctrl+F)"));
    setAccessibleName(tr("Search tokens"));
    setToolTip(plainToolTip(TokenSearch::help().join(QLatin1Char('\n'))));
    addAction(glyphIcon(Glyph::Search), QLineEdit::LeadingPosition);
    QAction *clearing = addAction(glyphIcon(Glyph::Close), QLineEdit::TrailingPosition);
    clearing->setObjectName(QStringLiteral("clearSearchAction"));
    clearing->setToolTip(tr("Clear the search (Esc)"));
    clearing->setVisible(false);
    connect(clearing, &QAction::triggered, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, clearing,
        [clearing](const QString &text) { clearing->setVisible(!text.isEmpty()); });
    setMinimumWidth(160);
    setMaximumWidth(320);
}

void SearchField::begin()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT left();
        else
            clear();
        event->accept();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        Q_EMIT left();
        event->accept();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}
