// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QDateTime>

class Session;

/// The tokens of a session as text: a table for people, JSON for programs; sorted by name.
class TokenListText final
{
    Q_DECLARE_TR_FUNCTIONS(TokenListText)

public:
    TokenListText(const Session &session, const QDateTime &nowUtc);

    [[nodiscard]] QByteArray table() const;
    /// {"complete", "tokens": [{"id", "name", …}]}. A date the provider does not have is left out, one that
    /// it says there is none is null, an unreadable one is the text as it came.
    [[nodiscard]] QByteArray json() const;

private:
    [[nodiscard]] QStringList cells(const Token &token) const;

    const Session &m_session;
    QDateTime m_nowUtc;
    QList<Token> m_tokens;
};
