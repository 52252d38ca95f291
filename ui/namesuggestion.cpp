// SPDX-License-Identifier: MIT
#include "ui/namesuggestion.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

bool isNameTaken(const QString &name, const QList<Token> &tokens)
{
    const QString wanted = name.trimmed();
    return std::any_of(tokens.cbegin(), tokens.cend(),
        [&](const Token &token) { return token.name.trimmed().compare(wanted, Qt::CaseInsensitive) == 0; });
}

QString nextFreeName(const QString &name, const QList<Token> &tokens, int maxLength)
{
    static const QRegularExpression numbered(QStringLiteral("^(.+)-(\\d{1,6})$"));
    QSet<QString> taken;
    taken.reserve(tokens.size());
    for (const Token &token : tokens)
        taken.insert(token.name.trimmed().toCaseFolded());

    QString stem = name.trimmed();
    int number = 2;
    if (const auto match = numbered.match(stem); match.hasMatch()) {
        stem = match.captured(1);
        number = match.captured(2).toInt() + 1;
    }
    for (;; ++number) {
        const QString tail = QStringLiteral("-%1").arg(number);
        const QString head =
            maxLength > 0 ? stem.left(std::max<qsizetype>(0, maxLength - tail.size())) : stem;
        const QString candidate = head + tail;
        if (!taken.contains(candidate.toCaseFolded()))
            return candidate;
    }
}
