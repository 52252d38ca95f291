// SPDX-License-Identifier: MIT
#include "cli/tabletext.h"

#include "cli/output.h"
#include "cli/terminal.h"

#include <algorithm>

namespace {

constexpr qsizetype widestCell = 48; // characters; JSON has the whole text

QString cut(const QString &text)
{
    const QString shown = Output::harmless(text);
    return shown.size() <= widestCell ? shown : shown.left(widestCell - 1) + u'…';
}

QString lineOf(const QStringList &cells, const QList<qsizetype> &widths)
{
    QString line;
    for (qsizetype column = 0; column < cells.size(); ++column)
        line += cells.at(column).leftJustified(widths.at(column) + 2);
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

} // namespace

QByteArray tableText(const QList<QStringList> &rows)
{
    if (rows.isEmpty())
        return {};
    QList<QStringList> shown;
    QList<qsizetype> widths(rows.first().size(), 0);
    for (const QStringList &row : rows) {
        QStringList cells;
        for (qsizetype column = 0; column < row.size(); ++column) {
            cells.append(cut(row.at(column)));
            widths[column] = std::max(widths[column], cells.last().size());
        }
        shown.append(cells);
    }
    const bool isColoured = Terminal::hasColours();
    QString text;
    for (qsizetype row = 0; row < shown.size(); ++row) {
        const QString line = lineOf(shown.at(row), widths);
        text += row == 0 && isColoured ? QStringLiteral("\x1b[1m%1\x1b[0m").arg(line) : line;
        text += u'\n';
    }
    return text.toUtf8();
}
