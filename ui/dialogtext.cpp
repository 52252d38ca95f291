// SPDX-License-Identifier: MIT
#include "ui/dialogtext.h"

#include "ui/tokentext.h"

namespace {
constexpr int idTailLength = 6;
constexpr QChar firstStrongIsolate(0x2068);
constexpr QChar popDirectionalIsolate(0x2069);
constexpr QChar openingQuote(0x201C);
constexpr QChar closingQuote(0x201D);
} // namespace

QString plainToolTip(const QString &untrusted)
{
    return untrusted.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(untrusted.toHtmlEscaped());
}

QString withoutMnemonic(const QString &untrusted)
{
    QString text = untrusted;
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString quotedName(const QString &untrusted)
{
    return openingQuote + (firstStrongIsolate + singleLine(untrusted) + popDirectionalIsolate) + closingQuote;
}

QString idTail(const QString &id)
{
    return id.right(idTailLength);
}
