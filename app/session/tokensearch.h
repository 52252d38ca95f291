// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

struct Token;

/// Without case and accents, UTF-8: what is compared when somebody searches.
[[nodiscard]] QByteArray foldedForSearch(const QString &text);

/// Which tokens a person wants to see: every word must occur somewhere in name, id, description, short form,
/// creator or roles of the token, or in what surrounds it. Pure value.
class TokenSearch final
{
public:
    TokenSearch() = default; ///< everything
    explicit TokenSearch(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    /// `around`: the name of its account, that of its place.
    [[nodiscard]] bool matches(const Token &token, const QStringList &around) const;

private:
    QList<QByteArray> m_words; ///< folded
};
