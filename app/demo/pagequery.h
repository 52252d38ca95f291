// SPDX-License-Identifier: MIT
#pragma once

#include "demo/wirerequest.h"

#include <QJsonObject>

/// offset, limit, sorts and filters of an Astronomer list, read strictly.
class PageQuery final
{
public:
    PageQuery(const WireRequest &request, const QStringList &allowedSorts);

    /// The parameter must be one of `words` when it is there.
    void requireWord(const QString &key, const QStringList &words);

    [[nodiscard]] qint64 offset() const { return m_offset; }
    [[nodiscard]] qint64 limit() const { return m_limit; }
    [[nodiscard]] const QStringList &sorts() const { return m_sorts; }
    [[nodiscard]] QString text(const QString &key) const;
    /// The item's member of that name is what the parameter asks for, or nothing is asked for.
    [[nodiscard]] bool matches(const QJsonObject &item, const QString &key) const;
    /// For short lists: the items in the order asked for.
    [[nodiscard]] QList<QJsonObject> sorted(QList<QJsonObject> items) const;
    /// What is wrong; empty when all is well.
    [[nodiscard]] QString error() const { return m_error; }

private:
    [[nodiscard]] qint64 readNumber(const QString &key, qint64 fallback, qint64 maximum);

    const WireRequest &m_request;
    QStringList m_sorts;
    QString m_error;
    qint64 m_offset = 0;
    qint64 m_limit = 0;
};
