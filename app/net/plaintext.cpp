// SPDX-License-Identifier: MIT
#include "net/plaintext.h"

#include <QList>

#include <array>
#include <utility>

namespace {

bool isForbidden(char32_t c)
{
    const bool isControl = c < 0x20 || (c >= 0x7f && c <= 0x9f);
    const bool isInvisible = (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
    return isControl || isInvisible;
}

/// The index after `end`, searched from `from`; the end of the text when it never comes.
qsizetype after(QStringView html, QStringView end, qsizetype from)
{
    const qsizetype found = html.indexOf(end, from, Qt::CaseInsensitive);
    return found < 0 ? html.size() : found + end.size();
}

/// `at` points at '<'. The index after everything that shows nothing.
qsizetype afterTag(QStringView html, qsizetype at)
{
    const QStringView rest = html.sliced(at);
    if (rest.startsWith(u"<!--"))
        return after(html, u"-->", at + 4);
    for (const QStringView element : {u"script", u"style", u"head", u"svg"}) {
        const qsizetype nameEnd = 1 + element.size();
        const bool isWhole = rest.size() > nameEnd && !rest[nameEnd].isLetterOrNumber();
        if (isWhole && rest.sliced(1).startsWith(element, Qt::CaseInsensitive)) {
            const QString closing = QStringLiteral("</") + element.toString();
            return after(html, u">", after(html, closing, at));
        }
    }
    return after(html, u">", at);
}

QString numericEntity(QStringView digits)
{
    const bool isHex = digits.startsWith(u'x', Qt::CaseInsensitive);
    bool ok = false;
    const uint code = isHex ? digits.sliced(1).toUInt(&ok, 16) : digits.toUInt(&ok, 10);
    const bool isCharacter = ok && code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1) : QString();
}

/// `at` points at '&'. Appends what it stands for and returns the index behind it.
qsizetype decodeEntity(QStringView html, qsizetype at, QString &text)
{
    static constexpr std::array<std::pair<QStringView, char16_t>, 6> names{
        {{u"amp", u'&'}, {u"lt", u'<'}, {u"gt", u'>'}, {u"quot", u'"'}, {u"apos", u'\''}, {u"nbsp", u' '}}};
    constexpr qsizetype longestName = 10;
    const qsizetype end = html.sliced(at).left(longestName).indexOf(u';');
    const QStringView name = end > 0 ? html.sliced(at + 1, end - 1) : QStringView();
    QString decoded;
    if (name.startsWith(u'#'))
        decoded = numericEntity(name.sliced(1));
    for (const auto &[known, character] : names) {
        if (name == known)
            decoded = QChar(character);
    }
    text += decoded.isEmpty() ? QStringLiteral("&") : decoded;
    return decoded.isEmpty() ? at + 1 : at + end + 1;
}

} // namespace

QString cleanParagraph(const QString &text, qsizetype limit)
{
    QString clean;
    bool needsSpace = false;
    for (const char32_t c : text.toUcs4()) {
        const bool isSpace = QChar::isSpace(c);
        if (isSpace)
            needsSpace = !clean.isEmpty();
        if (isSpace || isForbidden(c))
            continue;
        if (needsSpace)
            clean += QLatin1Char(' ');
        needsSpace = false;
        clean += QChar::fromUcs4(c);
        if (clean.size() > limit) {
            clean.truncate(limit - 1);
            if (clean.back().isHighSurrogate())
                clean.chop(1);
            return clean + QChar(0x2026);
        }
    }
    return clean;
}

QString visibleText(const QString &html)
{
    const QStringView view(html);
    QString text;
    qsizetype at = 0;
    while (at < view.size()) {
        if (view[at] == u'<') {
            text += QLatin1Char(' ');
            at = afterTag(view, at);
        } else if (view[at] == u'&') {
            at = decodeEntity(view, at, text);
        } else {
            text += view[at++];
        }
    }
    return text;
}
