// SPDX-License-Identifier: MIT
#include "cli/tokenlisttext.h"

#include "cli/output.h"
#include "cli/tabletext.h"
#include "core/jsontext.h"
#include "core/orderedpieces.h"
#include "core/prefetch.h"
#include "session/activitytext.h"
#include "session/session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

constexpr qsizetype rowsOfPiece = 128;
constexpr qsizetype usualRow = 512; // bytes of JSON

bool isComplete(const Session *session)
{
    return session->state() == Session::State::Ready;
}

QString shortDate(const QString &text)
{
    if (text.isEmpty())
        return QStringLiteral("–");
    const bool isDate = text.size() > 10 && text.at(4) == u'-' && text.at(10) == u'T';
    return isDate ? text.left(10) : text;
}

/// A cell that neither ends its cell nor becomes markup.
QString markdownCell(const QString &text)
{
    QString cell = Output::harmless(text);
    for (const char16_t sign : u"\\`*_[]<>|&#~") {
        if (sign != 0)
            cell.replace(QChar(sign), QStringLiteral("\\") + QChar(sign));
    }
    return cell;
}

QByteArray markdownLine(const QStringList &cells)
{
    return QByteArrayLiteral("| ") + cells.join(QStringLiteral(" | ")).toUtf8() + " |\n";
}

} // namespace

TokenListText::TokenListText(QList<TokenRow> rows, const QList<Session *> &sessions,
    QList<TokenColumn> columns, const QDateTime &nowUtc)
    : m_rows(std::move(rows))
    , m_sessions(sessions)
    , m_columns(std::move(columns))
    , m_nowUtc(nowUtc)
{ }

QStringList TokenListText::headings() const
{
    QStringList headings;
    for (const TokenColumn &column : m_columns)
        headings.append(column.heading);
    return headings;
}

/// JSON of the rows from `first` up to the one before `end`, a line each.
QByteArray TokenListText::lines(const std::unordered_map<const Session *, TokenJson::Writer> &writers,
    qsizetype first, qsizetype end) const
{
    JsonText text((end - first) * usualRow);
    const auto tokenAt = [this](qsizetype i) -> const Token & { return *m_rows.at(i).token; };
    for (qsizetype i = first; i < end; ++i) {
        prefetchWholeTokens(i, end, tokenAt);
        const TokenRow &row = m_rows.at(i);
        text.raw(i == 0 ? "\n" : ",\n");
        writers.at(row.session).append(text, *row.token);
    }
    return text.take();
}

QByteArray TokenListText::table() const
{
    QList<QStringList> lines{headings()};
    for (const TokenRow &row : m_rows) {
        QStringList cells;
        for (const TokenColumn &column : m_columns) {
            const QString text = column.text(row, m_nowUtc);
            cells.append(column.isDate ? shortDate(text) : text);
        }
        lines.append(cells);
    }
    return tableText(lines);
}

void TokenListText::json(const std::function<void(const QByteArray &)> &take) const
{
    const bool isWhole = std::all_of(m_sessions.cbegin(), m_sessions.cend(), isComplete);
    QJsonArray accounts;
    for (const Session *session : m_sessions) {
        accounts.append(QJsonObject{{QStringLiteral("name"), session->account().name},
            {QStringLiteral("provider"), session->account().providerKey},
            {QStringLiteral("complete"), isComplete(session)},
            {QStringLiteral("listedAt"),
                session->listedAt().isValid() ? session->listedAt().toString(Qt::ISODate) : QJsonValue()}});
    }
    QByteArray text = QByteArrayLiteral("{\"complete\": ") + (isWhole ? "true" : "false")
        + ",\n\"accounts\": " + QJsonDocument(accounts).toJson(QJsonDocument::Compact) + ",\n\"tokens\": [";
    take(text);
    std::unordered_map<const Session *, TokenJson::Writer> writers;
    for (const Session *session : m_sessions)
        writers.try_emplace(session, *session, m_nowUtc);
    makeInOrder((m_rows.size() + rowsOfPiece - 1) / rowsOfPiece,
        [this, &writers](qsizetype index) {
            return lines(writers, index * rowsOfPiece, std::min(m_rows.size(), (index + 1) * rowsOfPiece));
        },
        take);
    take("\n]}\n");
}

QByteArray TokenListText::json() const
{
    QByteArray whole;
    json([&whole](const QByteArray &piece) { whole += piece; });
    return whole;
}

QByteArray TokenListText::csv() const
{
    QByteArrayList head;
    for (const TokenColumn &column : m_columns)
        head.append(column.key.toUtf8());
    QByteArray text = head.join(',') + "\r\n";
    for (const TokenRow &row : m_rows) {
        QByteArrayList cells;
        for (const TokenColumn &column : m_columns)
            cells.append(ActivityText::csvCell(column.text(row, m_nowUtc)));
        text += cells.join(',') + "\r\n";
    }
    return text;
}

QByteArray TokenListText::markdown() const
{
    QByteArray text = markdownLine(headings());
    text += markdownLine(QStringList(m_columns.size(), QStringLiteral("---")));
    for (const TokenRow &row : m_rows) {
        QStringList cells;
        for (const TokenColumn &column : m_columns)
            cells.append(markdownCell(column.text(row, m_nowUtc)));
        text += markdownLine(cells);
    }
    return text;
}
