// SPDX-License-Identifier: MIT
#include "ui/passwordfield.h"

#include "ui/icons.h"

#include <QAction>

PasswordField::PasswordField(QWidget *parent)
    : QLineEdit(parent)
    , m_reveal(addAction(glyphIcon(Glyph::Reveal), QLineEdit::TrailingPosition))
{
    m_reveal->setObjectName(QStringLiteral("revealPassword"));
    m_reveal->setCheckable(true);
    setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase | Qt::ImhSensitiveData);
    setRevealed(false);
    connect(m_reveal, &QAction::toggled, this, &PasswordField::setRevealed);
}

Secret PasswordField::take()
{
    QString typed = text();
    clear();
    return Secret::fromText(std::move(typed));
}

void PasswordField::setRevealed(bool revealed)
{
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setIcon(glyphIcon(revealed ? Glyph::Hide : Glyph::Reveal));
    m_reveal->setText(revealed ? tr("Hide the password") : tr("Show the password"));
    m_reveal->setToolTip(m_reveal->text());
}
