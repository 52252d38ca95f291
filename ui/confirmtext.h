// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"
#include "core/token.h"

#include <QStringList>

class Session;

/// One line of facts about the token that a confirmation is about.
struct ConfirmFact
{
    QString label;
    QString value;
    bool isWarning = false;
};

/// Words of the confirmations: what will happen, and to what. Pure; `nowUtc` decides "3 minutes ago".
[[nodiscard]] QStringList rotateConsequences();
[[nodiscard]] QStringList removalConsequences(RemovalKind kind, const QString &placeName);
[[nodiscard]] QList<ConfirmFact> confirmFacts(
    const Session &session, const Token &token, const QDateTime &nowUtc);

/// The account itself signs in with the token: what it loses.
[[nodiscard]] QString ownTokenConsequence(RemovalKind kind, const QString &accountName);
/// What must be typed instead of the name then: "give up Acme".
[[nodiscard]] QString giveUpPhrase(const QString &accountName);
/// `typed` is that phrase; with the end of the token's id instead of an account's name that is hard to type.
[[nodiscard]] bool givesUp(const QString &typed, const QString &accountName, const Token &token);
[[nodiscard]] bool isHardToType(const QString &name);

/// What must be typed for the name: one line, as shown.
[[nodiscard]] QString nameToType(const Token &token);
/// Right to left, with characters no keyboard has, very long or empty: then the end of the id may be typed
/// instead. Pasting the name always works.
[[nodiscard]] bool isHardToType(const Token &token);
[[nodiscard]] bool isConfirmedBy(const QString &typed, const Token &token);
