// SPDX-License-Identifier: MIT
#include "net/redaction.h"

#include "core/secret.h"

#include <QRegularExpression>

#include <algorithm>

namespace {

/// Shorter pieces of a credential are found in ordinary words.
constexpr qsizetype shortestPiece = 10;
/// A UUID has 36 characters, ids of the known services fewer.
constexpr qsizetype shortestOpaqueWord = 40;

QString hiddenMark()
{
    return QStringLiteral("[hidden]");
}

/// The credential without the word before it.
QString valueOf(const QByteArray &authorization)
{
    return QString::fromUtf8(authorization.mid(authorization.lastIndexOf(' ') + 1));
}

/// How many characters from `at` on are a piece of the value, in letters of either case since host names have
/// but one; 0 when too few.
qsizetype pieceAt(const QString &text, qsizetype at, const QString &value)
{
    const qsizetype least = std::min(shortestPiece, value.size());
    qsizetype longest = 0;
    const QStringView begin = QStringView(text).sliced(at).left(least);
    const auto find = [&](qsizetype from) { return value.indexOf(begin, from, Qt::CaseInsensitive); };
    const auto isSame = [](QChar a, QChar b) { return a.toCaseFolded() == b.toCaseFolded(); };
    for (qsizetype in = find(0); in >= 0; in = find(in + 1)) {
        qsizetype same = least;
        while (
            at + same < text.size() && in + same < value.size() && isSame(text[at + same], value[in + same]))
            ++same;
        longest = std::max(longest, same);
    }
    return longest;
}

QString withoutPieces(const QString &text, const QString &value)
{
    constexpr qsizetype shortestValue = 6;
    const qsizetype least = std::min(shortestPiece, value.size());
    if (value.size() < shortestValue || text.size() < least)
        return text;
    QString clean;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype piece = text.size() - at >= least ? pieceAt(text, at, value) : 0;
        if (piece > 0) {
            clean += hiddenMark();
            at += piece;
        } else {
            clean += text[at++];
        }
    }
    return clean;
}

bool isOpaque(QStringView word)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const auto isLetter = [](QChar c) { return c.isLetter(); };
    return word.size() >= shortestOpaqueWord && std::any_of(word.begin(), word.end(), isDigit)
        && std::any_of(word.begin(), word.end(), isLetter);
}

QString withoutOpaqueWords(const QString &text)
{
    // A JSON Web Token may come cut off; its begin is always the same.
    static const QRegularExpression word(
        QStringLiteral(R"(eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_.-]*|[A-Za-z0-9_-]{%1,})")
            .arg(shortestOpaqueWord));
    QString clean;
    qsizetype behind = 0;
    auto matches = word.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (!match.capturedView().contains(u'.') && !isOpaque(match.capturedView()))
            continue;
        clean += QStringView(text).sliced(behind, match.capturedStart() - behind);
        clean += hiddenMark();
        behind = match.capturedEnd();
    }
    clean += QStringView(text).sliced(behind);
    return clean;
}

} // namespace

QString withoutSecrets(const QString &text, const QByteArray &authorization)
{
    QString value = valueOf(authorization);
    const QString clean = withoutOpaqueWords(withoutPieces(text, value));
    wipe(value);
    return clean;
}
