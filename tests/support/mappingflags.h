// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QRegularExpression>

/// What Linux knows of the mapping that an address lies in: the words of VmFlags in /proc/self/smaps ("dd"
/// not dumped, "lo" locked, "hg" large pages wanted); empty when nothing is mapped there.
[[nodiscard]] inline QList<QByteArray> mappingFlags(const void *address)
{
    QFile maps(QStringLiteral("/proc/self/smaps"));
    if (!maps.open(QIODevice::ReadOnly))
        qFatal("/proc/self/smaps cannot be read");
    const auto wanted = reinterpret_cast<quintptr>(address);
    bool isInside = false;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        static const QRegularExpression head(QStringLiteral("^([0-9a-f]+)-([0-9a-f]+) "));
        const QRegularExpressionMatch range = head.match(QString::fromLatin1(line));
        if (range.hasMatch())
            isInside = range.captured(1).toULongLong(nullptr, 16) <= wanted
                && wanted < range.captured(2).toULongLong(nullptr, 16);
        else if (isInside && line.startsWith("VmFlags:"))
            return line.mid(8).simplified().split(' ');
    }
    return {};
}
