// SPDX-License-Identifier: MIT
#include "demo/pagequery.h"

#include <algorithm>
#include <limits>

namespace {

constexpr qint64 defaultLimit = 20;
constexpr qint64 maxLimit = 1000;

} // namespace

PageQuery::PageQuery(const WireRequest &request, const QStringList &allowedSorts)
    : m_request(request)
    , m_sorts(request.queryValues(QStringLiteral("sorts")))
{
    m_offset = readNumber(QStringLiteral("offset"), 0, std::numeric_limits<qint32>::max());
    m_limit = readNumber(QStringLiteral("limit"), defaultLimit, maxLimit);
    for (const QString &sort : std::as_const(m_sorts)) {
        if (!allowedSorts.contains(sort) && m_error.isEmpty())
            m_error = QStringLiteral("sorts must not be ") + sort;
    }
}

qint64 PageQuery::readNumber(const QString &key, qint64 fallback, qint64 maximum)
{
    const QStringList values = m_request.queryValues(key);
    if (values.isEmpty())
        return fallback;
    bool isNumber = false;
    const qint64 number = values.constFirst().toLongLong(&isNumber);
    if (values.size() == 1 && isNumber && number >= 0 && number <= maximum)
        return number;
    if (m_error.isEmpty())
        m_error = QStringLiteral("%1 must be an integer from 0 to %2").arg(key).arg(maximum);
    return fallback;
}

QString PageQuery::text(const QString &key) const
{
    return m_request.queryValues(key).value(0);
}

void PageQuery::requireWord(const QString &key, const QStringList &words)
{
    const QStringList values = m_request.queryValues(key);
    for (const QString &value : values) {
        if (!words.contains(value) && m_error.isEmpty())
            m_error = QStringLiteral("%1 must be one of %2").arg(key, words.join(QStringLiteral(", ")));
    }
}

bool PageQuery::matches(const QJsonObject &item, const QString &key) const
{
    const QString wanted = text(key);
    return wanted.isEmpty() || item.value(key).toString() == wanted;
}

QList<QJsonObject> PageQuery::sorted(QList<QJsonObject> items) const
{
    std::stable_sort(items.begin(), items.end(), [this](const QJsonObject &left, const QJsonObject &right) {
        for (const QString &sort : m_sorts) {
            const QString key = sort.section(u':', 0, 0);
            const int order = left.value(key).toString().compare(right.value(key).toString());
            if (order != 0)
                return sort.endsWith(QLatin1String(":desc")) ? order > 0 : order < 0;
        }
        return false;
    });
    return items;
}
