// SPDX-License-Identifier: MIT
#include "ui/credentialfield.h"

#include "ui/icons.h"

#include <QAction>
#include <QRegularExpression>

#include <array>

namespace {
/// A prefix counts only with a word after it, so that a credential that begins like one stays whole.
constexpr std::array prefixes{
    QLatin1String("authorization:"), QLatin1String("bearer "), QLatin1String("token ")};

/// The word that stands before a credential; what is before the word does not matter.
AuthScheme schemeIn(const QString &pasted)
{
    static const QRegularExpression word(QStringLiteral("(?:^|[\\s\"':])(bearer|token)\\s+\\S+[\\s\"']*$"),
        QRegularExpression::CaseInsensitiveOption);
    const QString found = word.match(pasted).captured(1).toLower();
    if (found.isEmpty())
        return AuthScheme::Automatic;
    return found == QLatin1String("bearer") ? AuthScheme::Bearer : AuthScheme::Token;
}
} // namespace

QString cleanedCredential(const QString &pasted)
{
    QString text = pasted.simplified();
    const auto stripQuotes = [&text] {
        const bool isQuoted = text.size() >= 2 && text.front() == text.back()
            && (text.front() == QLatin1Char('"') || text.front() == QLatin1Char('\''));
        if (isQuoted)
            text = text.mid(1, text.size() - 2).trimmed();
    };
    stripQuotes();
    for (const QLatin1String prefix : prefixes) {
        if (text.startsWith(prefix, Qt::CaseInsensitive) && text.size() > prefix.size())
            text = text.mid(prefix.size()).trimmed();
        stripQuotes();
    }
    // A credential wrapped over lines by a terminal or mail program.
    return text.remove(QLatin1Char(' '));
}

CredentialField::CredentialField(QWidget *parent)
    : QLineEdit(parent)
    , m_reveal(addAction(glyphIcon(Glyph::Reveal), QLineEdit::TrailingPosition))
{
    m_reveal->setObjectName(QStringLiteral("revealCredential"));
    m_reveal->setCheckable(true);
    setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase | Qt::ImhSensitiveData);
    setRevealed(false);
    connect(m_reveal, &QAction::toggled, this, &CredentialField::setRevealed);
    connect(this, &QLineEdit::textEdited, this, &CredentialField::clean);
}

Secret CredentialField::take()
{
    QString typed = cleanedCredential(text());
    clear();
    return Secret::fromText(std::move(typed));
}

Secret CredentialField::copy() const
{
    QString typed = cleanedCredential(text());
    return Secret::fromText(std::move(typed));
}

void CredentialField::put(const Secret &credential)
{
    m_pastedScheme = AuthScheme::Automatic;
    setText(QString::fromUtf8(credential.reveal()));
}

void CredentialField::setRevealed(bool revealed)
{
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setIcon(glyphIcon(revealed ? Glyph::Hide : Glyph::Reveal));
    m_reveal->setText(revealed ? tr("Hide the credential") : tr("Show the credential"));
    m_reveal->setToolTip(m_reveal->text());
}

void CredentialField::clean()
{
    // While "Bearer" is being typed letter by letter, the space after it must not vanish.
    const QString typed = text();
    if (typed.isEmpty())
        m_pastedScheme = AuthScheme::Automatic;
    if (!typed.trimmed().contains(QLatin1Char(' ')) && typed.trimmed().size() == typed.size())
        return;
    if (typed.endsWith(QLatin1Char(' ')))
        return;
    m_pastedScheme = schemeIn(typed);
    setText(cleanedCredential(typed));
}
