// SPDX-License-Identifier: MIT
#include "core/naturalorder.h"

#include <QString>

#include <algorithm>

namespace {

constexpr int endOfName = -1;
/// Stands before a number, where its digits would stand: what is no digit is before or behind all of them.
constexpr int numberMark = u'0';
constexpr qsizetype longestNumber = 0xffff;

char16_t foldedUnit(QChar c)
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

bool isDigit(char16_t unit)
{
    return unit >= u'0' && unit <= u'9';
}

/// A name as numbers of which the first that differs decides. A number within it is told as a mark, the count
/// of its digits without leading zeros, and these.
class WeightReader final
{
public:
    explicit WeightReader(QStringView name)
        : m_name(name)
    { }

    [[nodiscard]] int next()
    {
        if (m_isLengthDue) {
            m_isLengthDue = false;
            return int(std::min(m_digits, longestNumber));
        }
        if (m_digits > 0) {
            --m_digits;
            return foldedUnit(m_name[m_at++]);
        }
        if (m_at == m_name.size())
            return endOfName;
        const char16_t unit = foldedUnit(m_name[m_at]);
        if (!isDigit(unit)) {
            ++m_at;
            return unit;
        }
        beginNumber();
        return numberMark;
    }

private:
    void beginNumber()
    {
        while (m_at < m_name.size() && foldedUnit(m_name[m_at]) == u'0')
            ++m_at;
        qsizetype end = m_at;
        while (end < m_name.size() && isDigit(foldedUnit(m_name[end])))
            ++end;
        m_digits = end - m_at;
        m_isLengthDue = true;
    }

    QStringView m_name;
    qsizetype m_at = 0;
    qsizetype m_digits = 0; ///< of the number that is being told
    bool m_isLengthDue = false;
};

} // namespace

int compareNaturally(QStringView one, QStringView other)
{
    WeightReader left(one);
    WeightReader right(other);
    while (true) {
        const int leftWeight = left.next();
        const int rightWeight = right.next();
        if (leftWeight != rightWeight)
            return leftWeight < rightWeight ? -1 : 1;
        if (leftWeight == endOfName)
            return 0;
    }
}

void NaturalPrefixes::add(QStringView name)
{
    WeightReader reader(name);
    if (m_isFirst) {
        m_isFirst = false;
        for (int weight = reader.next(); weight != endOfName; weight = reader.next())
            m_common.push_back(char16_t(weight));
        return;
    }
    size_t same = 0;
    while (same < m_common.size() && reader.next() == m_common[same])
        ++same;
    m_common.resize(same);
}

quint64 NaturalPrefixes::of(QStringView name) const
{
    constexpr int room = 8;
    constexpr int widest = 0xff;
    WeightReader reader(name);
    for (size_t skipped = 0; skipped < m_common.size(); ++skipped)
        (void)reader.next();
    quint64 prefix = 0;
    bool isEnded = false;
    for (int i = 0; i < room; ++i) {
        const int weight = isEnded ? 0 : reader.next();
        prefix = prefix << 8 | quint64(std::clamp(weight, 0, widest));
        isEnded = isEnded || weight == endOfName || weight >= widest;
    }
    return prefix;
}
