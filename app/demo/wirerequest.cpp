// SPDX-License-Identifier: MIT
#include "demo/wirerequest.h"

#include <QUrlQuery>

QByteArray WireRequest::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

QStringList WireRequest::segments() const
{
    const qsizetype end = target.indexOf('?');
    const QByteArray path = end < 0 ? target : target.left(end);
    QStringList parts;
    const QByteArrayList rawParts = path.mid(1).split('/');
    for (const QByteArray &part : rawParts)
        parts.append(QString::fromUtf8(QByteArray::fromPercentEncoding(part)));
    return parts;
}

QStringList WireRequest::queryValues(const QString &key) const
{
    const qsizetype start = target.indexOf('?');
    if (start < 0)
        return {};
    const QUrlQuery query(QString::fromUtf8(target.mid(start + 1)));
    return query.allQueryItemValues(key, QUrl::FullyDecoded);
}
