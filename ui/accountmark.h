// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QList>
#include <QPalette>
#include <QString>

struct Account;

/// A colour that a person may give an account. Chosen by name, so that it fits light and dark alike.
struct MarkColour
{
    QString name; ///< as Account::colour stores it
    QString label; ///< for people
};

[[nodiscard]] QList<MarkColour> markColours();
/// Of an account's marks; a name nobody knows and no name give that of its environment. With a high-contrast
/// palette the text's own.
[[nodiscard]] QColor markColour(const QString &name, bool isProduction, const QPalette &palette);
/// The account has a colour of its own or is production: its rows wear an edge.
[[nodiscard]] bool hasMarkEdge(const QString &name, bool isProduction);
/// What an account is used for, as a tag: "Production", "Production · eu", "Staging"; may be empty.
/// Untrusted.
[[nodiscard]] QString environmentTag(const Account &account);
