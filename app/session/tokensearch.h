// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

struct Token;

/// What one word of a search may be restricted to, as it is typed before a colon: "creator:ada",
/// "kind:policy", "role:\"workspace owner\"". The value begins a folded word, and the line of a text that
/// holds it.
enum class SearchKey : char { Creator = 1, Kind = 2, Role = 3, Account = 4, Scope = 5 };

/// Without case and accents, UTF-8: what is compared when somebody searches.
[[nodiscard]] QByteArray foldedForSearch(const QString &text);

/// Adds a line to what is searched, for foldedForSearch(); words with that key look nowhere else.
void appendSearchLine(QString &to, SearchKey key, const QString &text);

/// The key a word of TokenSearch begins with; 0 = none, it may occur anywhere.
[[nodiscard]] char keyOfWord(QByteArrayView word);
/// Whether a word with a key occurs in a line of `text` that has the same key.
[[nodiscard]] bool occursInLine(QByteArrayView word, QByteArrayView text);

/// Which tokens a person wants to see: every word must occur somewhere in name, id, description, short form,
/// creator or roles of the token, or in what surrounds it; a word with a key only there. Pure value.
class TokenSearch final
{
public:
    /// What a token itself does not hold.
    struct Around
    {
        QString account;
        QString scope; ///< the name of its place or home
        QString kind; ///< for people; beside Token::kind
        bool isByCreator = false; ///< the service says that creator() made it
    };

    TokenSearch() = default; ///< everything
    explicit TokenSearch(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    /// Folded; those with a key begin with it. No word twice.
    [[nodiscard]] const QList<QByteArray> &words() const { return m_words; }
    /// What stands after "creator:", as it was typed; empty = nothing.
    [[nodiscard]] const QString &creator() const { return m_creator; }
    [[nodiscard]] bool matches(const Token &token, const Around &around) const;

    /// For people: which words there are, one a line.
    [[nodiscard]] static QStringList help();

private:
    void add(const QString &typed);

    QList<QByteArray> m_words; ///< folded
    QString m_creator;
};
