// SPDX-License-Identifier: MIT
#include "providers/secretscanner.h"

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The character a one-letter escape stands for; 0 for none.
char simpleEscape(char letter)
{
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return letter;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

/// The UTF-16 unit of the four hexadecimal digits at `at`; -1 when they are none.
int hexUnit(const QByteArray &body, qsizetype at, qsizetype end)
{
    if (end - at < 4)
        return -1;
    int unit = 0;
    for (qsizetype i = at; i < at + 4; ++i) {
        const int digit =
            QByteArrayView("0123456789abcdef")
                .indexOf(static_cast<char>(
                    body.at(i) >= 'A' && body.at(i) <= 'F' ? body.at(i) - 'A' + 'a' : body.at(i)));
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

void appendUtf8(QByteArray &utf8, char32_t c)
{
    const auto byte = [&utf8](char32_t value) { utf8.append(static_cast<char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6));
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3F));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

/// Reads the `uXXXX` at `at` (and its second half) and moves `at` behind it.
char32_t unicodeEscape(const QByteArray &body, qsizetype &at, qsizetype end)
{
    const int first = hexUnit(body, at + 1, end);
    if (first < 0)
        return QChar::ReplacementCharacter;
    at += 5;
    if (!QChar::isSurrogate(static_cast<char32_t>(first)))
        return static_cast<char32_t>(first);
    const bool hasSecond = end - at >= 6 && body.at(at) == '\\' && body.at(at + 1) == 'u';
    const int second = hasSecond ? hexUnit(body, at + 2, end) : -1;
    if (second < 0 || !QChar::isHighSurrogate(static_cast<char32_t>(first))
        || !QChar::isLowSurrogate(static_cast<char32_t>(second)))
        return QChar::ReplacementCharacter;
    at += 6;
    return QChar::surrogateToUcs4(static_cast<char16_t>(first), static_cast<char16_t>(second));
}

} // namespace

Secret SecretScanner::take(const QByteArray &key)
{
    Secret found;
    if (m_body.startsWith("\xEF\xBB\xBF"))
        m_at = 3;
    skipBlanks();
    if (!eat('{'))
        return found;
    for (;;) {
        skipBlanks();
        qsizetype begin = 0;
        qsizetype end = 0;
        if (!skipString(begin, end))
            return found;
        const bool isWanted = decoded(begin, end) == key;
        skipBlanks();
        if (!eat(':'))
            return found;
        skipBlanks();
        if (m_at < m_body.size() && m_body.at(m_at) == '"') {
            if (!skipString(begin, end))
                return found;
            if (isWanted) {
                found = Secret(decoded(begin, end));
                blank(begin, end);
            }
        } else {
            skipValue();
        }
        skipBlanks();
        if (!eat(','))
            return found;
    }
}

void SecretScanner::skipBlanks()
{
    while (m_at < m_body.size() && isBlank(m_body.at(m_at)))
        ++m_at;
}

bool SecretScanner::eat(char c)
{
    if (m_at >= m_body.size() || m_body.at(m_at) != c)
        return false;
    ++m_at;
    return true;
}

bool SecretScanner::skipString(qsizetype &contentBegin, qsizetype &contentEnd)
{
    if (!eat('"'))
        return false;
    contentBegin = m_at;
    while (m_at < m_body.size()) {
        const char c = m_body.at(m_at);
        if (c == '"') {
            contentEnd = m_at++;
            return true;
        }
        m_at += c == '\\' ? 2 : 1;
    }
    return false;
}

void SecretScanner::skipValue()
{
    int depth = 0;
    qsizetype begin = 0;
    qsizetype end = 0;
    while (m_at < m_body.size()) {
        const char c = m_body.at(m_at);
        if (depth == 0 && (c == ',' || c == '}'))
            return;
        if (c == '"') {
            if (!skipString(begin, end))
                return;
            continue;
        }
        depth += c == '{' || c == '[' ? 1 : 0;
        depth -= c == '}' || c == ']' ? 1 : 0;
        ++m_at;
    }
}

QByteArray SecretScanner::decoded(qsizetype begin, qsizetype end) const
{
    // Decoding only ever shortens, so the buffer does not grow and leave copies behind.
    QByteArray utf8;
    utf8.reserve(end - begin);
    for (qsizetype at = begin; at < end;) {
        if (m_body.at(at) != '\\') {
            utf8.append(m_body.at(at++));
            continue;
        }
        ++at;
        if (at < end && m_body.at(at) == 'u') {
            const qsizetype before = at;
            appendUtf8(utf8, unicodeEscape(m_body, at, end));
            at = qMax(at, before + 1);
            continue;
        }
        if (at < end) {
            // An escape that is none stands for its letter.
            const char plain = simpleEscape(m_body.at(at));
            utf8.append(plain != 0 ? plain : m_body.at(at));
        }
        ++at;
    }
    return utf8;
}

void SecretScanner::blank(qsizetype begin, qsizetype end)
{
    char *bytes = m_body.data();
    for (qsizetype at = begin; at < end; ++at)
        bytes[at] = ' ';
}
