// SPDX-License-Identifier: MIT
#include "session/tokensearch.h"

#include "core/token.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace {

struct SearchText
{
    Q_DECLARE_TR_FUNCTIONS(TokenSearch)
};

struct KeyWord
{
    QLatin1String word;
    SearchKey key;
};

constexpr std::array keyWords{KeyWord{QLatin1String("creator:"), SearchKey::Creator},
    KeyWord{QLatin1String("kind:"), SearchKey::Kind}, KeyWord{QLatin1String("role:"), SearchKey::Role},
    KeyWord{QLatin1String("account:"), SearchKey::Account},
    KeyWord{QLatin1String("scope:"), SearchKey::Scope}};

bool isMark(QChar c)
{
    return c.category() == QChar::Mark_NonSpacing;
}

/// Keys are control characters, so no text may hold any.
bool isSearchControl(QChar c)
{
    return c.unicode() < 0x20 || (c.unicode() >= 0x7F && c.unicode() < 0xA0);
}

QString withoutControls(const QString &text)
{
    if (std::none_of(text.cbegin(), text.cend(), isSearchControl))
        return text;
    QString clean = text;
    std::replace_if(clean.begin(), clean.end(), isSearchControl, QChar(u' '));
    return clean;
}

/// Split at spaces that stand in no quotes; quotes begin only after the colon of a key, since a name may have
/// some.
QStringList typedWords(const QString &text)
{
    QStringList words;
    QString word;
    bool isQuoted = false;
    for (const QChar c : withoutControls(text)) {
        const auto endsWithKey = [&word](const KeyWord &known) {
            return word.compare(known.word, Qt::CaseInsensitive) == 0;
        };
        if (isQuoted ? c == u'"' : c.isSpace()) {
            words.append(word);
            word.clear();
            isQuoted = false;
        } else if (!isQuoted && c == u'"' && std::any_of(keyWords.cbegin(), keyWords.cend(), endsWithKey)) {
            isQuoted = true;
        } else {
            word.append(c);
        }
    }
    words.append(word);
    words.removeAll(QString());
    return words;
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

void appendSearchLine(QString &to, SearchKey key, const QString &text)
{
    to += QLatin1Char('\n');
    to += QLatin1Char(char(key));
    to += withoutControls(text);
}

char keyOfWord(QByteArrayView word)
{
    return !word.isEmpty() && word.front() > 0 && word.front() < ' ' ? word.front() : '\0';
}

bool occursInLine(QByteArrayView word, QByteArrayView text)
{
    const QByteArrayView wanted = word.sliced(1);
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView line = end < 0 ? text : text.first(end);
        if (!line.isEmpty() && line.front() == word.front() && line.contains(wanted))
            return true;
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
    return false;
}

TokenSearch::TokenSearch(const QString &text)
{
    const QStringList words = typedWords(text);
    for (const QString &word : words)
        add(word);
}

void TokenSearch::add(const QString &typed)
{
    QByteArray word;
    QString wanted = typed;
    for (const KeyWord &known : keyWords) {
        if (!typed.startsWith(known.word, Qt::CaseInsensitive))
            continue;
        wanted = typed.mid(known.word.size()).simplified();
        word.append(char(known.key));
        if (known.key == SearchKey::Creator) {
            // A service can be asked for one; the last is meant.
            m_words.removeIf([&word](const QByteArray &earlier) { return earlier.startsWith(word); });
            m_creator = wanted;
        }
        break;
    }
    const QByteArray folded = foldedForSearch(wanted);
    word.append(folded);
    // A word of nothing but accents asks for nothing, and a key alone has not been typed to its end.
    if (!folded.isEmpty() && !m_words.contains(word))
        m_words.append(word);
}

bool TokenSearch::matches(const Token &token, const Around &around) const
{
    if (m_words.isEmpty())
        return true;
    QString lines = QStringList{token.name, token.id, token.description, token.shortToken}.join(u'\n');
    appendSearchLine(lines, SearchKey::Creator, token.createdBy);
    appendSearchLine(lines, SearchKey::Kind, token.kind);
    appendSearchLine(lines, SearchKey::Kind, around.kind);
    appendSearchLine(lines, SearchKey::Account, around.account);
    appendSearchLine(lines, SearchKey::Scope, around.scope);
    for (const TokenRole &role : token.roles)
        appendSearchLine(lines, SearchKey::Role, role.role);
    const QByteArray text = foldedForSearch(lines);
    return std::all_of(m_words.cbegin(), m_words.cend(), [&](const QByteArray &word) {
        const char key = keyOfWord(word);
        if (key == '\0')
            return text.contains(word);
        return (key == char(SearchKey::Creator) && around.isByCreator) || occursInLine(word, text);
    });
}

QStringList TokenSearch::help()
{
    return {
        SearchText::tr("Every word must occur in name, id, description, account, scope, role or creator."),
        SearchText::tr("creator:ada – made by somebody of that name; Qovery itself is asked"),
        SearchText::tr("kind:policy – of that kind"),
        SearchText::tr("role:operator, scope:etl, account:acme – only there"),
        SearchText::tr("creator:\"ada lovelace\" – a text with spaces")};
}
