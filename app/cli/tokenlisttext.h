// SPDX-License-Identifier: MIT
#pragma once

#include "cli/tokencolumn.h"
#include "cli/tokenjson.h"

#include <QByteArray>
#include <QDateTime>

#include <functional>
#include <unordered_map>

class Session;

/// Tokens as text, in the order they come. Pure.
class TokenListText final
{
public:
    /// `sessions`: all that were listed.
    TokenListText(QList<TokenRow> rows, const QList<Session *> &sessions, QList<TokenColumn> columns,
        const QDateTime &nowUtc);

    /// For people: dates without their time, long cells cut.
    [[nodiscard]] QByteArray table() const;
    /// {"complete", "accounts": [{"name", "provider", "complete", "listedAt"}], "tokens": [{"account", "id",
    /// "name", …}]}, a token a line; always with everything there is. Piece by piece (128 tokens), in order:
    /// the whole of a long list is never in memory. Made on all cores.
    void json(const std::function<void(const QByteArray &)> &take) const;
    [[nodiscard]] QByteArray json() const;
    /// RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe.
    [[nodiscard]] QByteArray csv() const;
    [[nodiscard]] QByteArray markdown() const;

private:
    [[nodiscard]] QStringList headings() const;
    [[nodiscard]] QByteArray lines(const std::unordered_map<const Session *, TokenJson::Writer> &writers,
        qsizetype first, qsizetype end) const;

    QList<TokenRow> m_rows;
    QList<Session *> m_sessions;
    QList<TokenColumn> m_columns;
    QDateTime m_nowUtc;
};
