// SPDX-License-Identifier: MIT
#include "demo/demotokenlist.h"

#include <algorithm>
#include <functional>

namespace {

constexpr qsizetype keptOrders = 8;

bool wasCreatedEarlier(const DemoToken *left, const DemoToken *right)
{
    if (left->createdAt.msecs != right->createdAt.msecs)
        return left->createdAt.msecs < right->createdAt.msecs;
    return left->id < right->id;
}

int compareMoments(const DemoMoment &left, const DemoMoment &right)
{
    return left.msecs < right.msecs ? -1 : (left.msecs > right.msecs ? 1 : 0);
}

QString subjectId(const DemoSubjectPointer &subject)
{
    return subject ? subject->id : QString();
}

using Comparison = std::function<int(const DemoToken &, const DemoToken &)>;

const QHash<QString, Comparison> &comparisons()
{
    static const QHash<QString, Comparison> table{
        {QStringLiteral("id"), [](const auto &a, const auto &b) { return a.id.compare(b.id); }},
        {QStringLiteral("name"), [](const auto &a, const auto &b) { return a.name.compare(b.name); }},
        {QStringLiteral("description"),
            [](const auto &a, const auto &b) { return a.description.compare(b.description); }},
        {QStringLiteral("shortToken"),
            [](const auto &a, const auto &b) { return a.shortToken.compare(b.shortToken); }},
        {QStringLiteral("createdAt"),
            [](const auto &a, const auto &b) { return compareMoments(a.createdAt, b.createdAt); }},
        {QStringLiteral("updatedAt"),
            [](const auto &a, const auto &b) { return compareMoments(a.updatedAt, b.updatedAt); }},
        {QStringLiteral("tokenStartAt"),
            [](const auto &a, const auto &b) { return compareMoments(a.startAt, b.startAt); }},
        {QStringLiteral("createdById"),
            [](const auto &a, const auto &b) {
                return subjectId(a.createdBy).compare(subjectId(b.createdBy));
            }},
        {QStringLiteral("updatedById"),
            [](const auto &a, const auto &b) {
                return subjectId(a.updatedBy).compare(subjectId(b.updatedBy));
            }},
    };
    return table;
}

} // namespace

const QStringList &DemoTokenList::sortableFields()
{
    static const QStringList fields = comparisons().keys();
    return fields;
}

void DemoTokenList::insert(DemoToken *token)
{
    if (!m_byCreation.isEmpty() && wasCreatedEarlier(token, m_byCreation.constLast()))
        m_isInOrder = false;
    m_byCreation.append(token);
    forgetOrders();
}

bool DemoTokenList::contains(const DemoToken &token) const
{
    return std::find(m_byCreation.cbegin(), m_byCreation.cend(), &token) != m_byCreation.cend();
}

void DemoTokenList::remove(DemoToken *token)
{
    m_byCreation.removeOne(token);
    forgetOrders();
}

const QList<DemoToken *> &DemoTokenList::ordered(const QStringList &sorts)
{
    if (!m_isInOrder) {
        std::sort(m_byCreation.begin(), m_byCreation.end(), wasCreatedEarlier);
        m_isInOrder = true;
    }
    if (sorts.isEmpty())
        return m_byCreation;
    const auto known = m_orders.constFind(sorts);
    if (known != m_orders.constEnd())
        return known.value();

    QList<QPair<Comparison, bool>> keys;
    for (const QString &sort : sorts) {
        const qsizetype colon = sort.indexOf(u':');
        keys.append({comparisons().value(sort.left(colon)), sort.mid(colon + 1) == QLatin1String("desc")});
    }
    QList<DemoToken *> tokens = m_byCreation;
    std::stable_sort(tokens.begin(), tokens.end(), [&keys](const DemoToken *left, const DemoToken *right) {
        for (const auto &[compare, isDescending] : keys) {
            const int order = compare ? compare(*left, *right) : 0;
            if (order != 0)
                return isDescending ? order > 0 : order < 0;
        }
        return false;
    });
    if (m_orders.size() >= keptOrders)
        m_orders.clear();
    return m_orders.insert(sorts, tokens).value();
}
