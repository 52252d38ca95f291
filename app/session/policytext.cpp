// SPDX-License-Identifier: MIT
#include "session/policytext.h"

#include <QRegularExpression>

#include <algorithm>

namespace {

bool hasLine(const QString &text, const QString &pattern)
{
    return text.contains(QRegularExpression(pattern, QRegularExpression::MultilineOption));
}

} // namespace

qsizetype PolicyText::length(const QString &text)
{
    return std::count_if(text.cbegin(), text.cend(), [](QChar c) { return !c.isLowSurrogate(); });
}

QStringList PolicyText::warnings(const QString &text)
{
    QStringList warnings;
    if (text.trimmed().isEmpty())
        return warnings;
    if (hasLine(text, QStringLiteral("^\\s*package\\b")))
        warnings.append(tr("Leave the “package” line out: the service adds its own."));
    if (!hasLine(text, QStringLiteral("^\\s*(default\\s+)?allow\\b")))
        warnings.append(tr("The rules must define “allow”."));
    return warnings;
}
