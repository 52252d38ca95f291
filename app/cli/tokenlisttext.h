// SPDX-License-Identifier: MIT
#pragma once

#include "cli/tokenrow.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QDateTime>

/// Tokens as text: a table for people, JSON for programs; in the order they come.
class TokenListText final
{
    Q_DECLARE_TR_FUNCTIONS(TokenListText)

public:
    /// `sessions`: all that were listed.
    TokenListText(QList<TokenRow> rows, const QList<Session *> &sessions, const QDateTime &nowUtc);

    [[nodiscard]] QByteArray table() const;
    /// {"complete", "accounts": [{"name", "provider", "complete"}], "tokens": [{"account", "id", "name",
    /// …}]}, a token a line.
    [[nodiscard]] QByteArray json() const;

private:
    [[nodiscard]] QStringList cells(const TokenRow &row) const;

    QList<TokenRow> m_rows;
    QList<Session *> m_sessions;
    QDateTime m_nowUtc;
};
