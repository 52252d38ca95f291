// SPDX-License-Identifier: MIT
#include "session/tokensearch.h"

#include "core/token.h"

#include <algorithm>

namespace {

bool isMark(QChar c)
{
    return c.category() == QChar::Mark_NonSpacing;
}

} // namespace

QByteArray foldedForSearch(const QString &text)
{
    const bool isAscii = std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; });
    if (isAscii)
        return text.toLatin1().toLower();
    QString folded = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    folded.removeIf(isMark);
    return folded.toUtf8();
}

TokenSearch::TokenSearch(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        // A word of nothing but accents asks for nothing.
        if (const QByteArray folded = foldedForSearch(word); !folded.isEmpty())
            m_words.append(folded);
    }
}

bool TokenSearch::matches(const Token &token, const QStringList &around) const
{
    if (m_words.isEmpty())
        return true;
    QStringList fields{token.name, token.id, token.description, token.shortToken, token.createdBy};
    for (const TokenRole &role : token.roles)
        fields.append(role.role);
    const QByteArray text = foldedForSearch((fields + around).join(u'\n'));
    return std::all_of(
        m_words.cbegin(), m_words.cend(), [&text](const QByteArray &word) { return text.contains(word); });
}
