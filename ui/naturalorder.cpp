// SPDX-License-Identifier: MIT
#include "ui/naturalorder.h"

#include <QString>

#include <algorithm>

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

char16_t weight(QChar c)
{
    const char16_t unit = c.unicode();
    if (unit < 0x80)
        return unit >= u'A' && unit <= u'Z' ? char16_t(unit + 0x20) : unit;
    if (c.isSurrogate())
        return unit;
    const QString parts = c.decomposition();
    const QChar base = parts.isEmpty() ? c : parts.at(0);
    return base.toCaseFolded().unicode();
}

/// The digits from `at` on without leading zeros; moves `at` behind them.
QStringView takeNumber(QStringView text, qsizetype &at)
{
    while (at < text.size() && text[at] == u'0')
        ++at;
    const qsizetype from = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return text.sliced(from, at - from);
}

int compareNumbers(QStringView one, QStringView other)
{
    if (one.size() != other.size())
        return one.size() < other.size() ? -1 : 1;
    return one.compare(other);
}

} // namespace

int compareNaturally(QStringView one, QStringView other)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < one.size() && j < other.size()) {
        if (isDigit(one[i]) && isDigit(other[j])) {
            const QStringView left = takeNumber(one, i);
            if (const int order = compareNumbers(left, takeNumber(other, j)); order != 0)
                return order;
            continue;
        }
        const char16_t left = weight(one[i++]);
        const char16_t right = weight(other[j++]);
        if (left != right)
            return left < right ? -1 : 1;
    }
    const bool isOneDone = i == one.size();
    const bool isOtherDone = j == other.size();
    if (isOneDone == isOtherDone)
        return 0;
    return isOneDone ? -1 : 1;
}
