// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/operationverb.h"
#include "core/token.h"

#include <QByteArray>
#include <QStringList>

/// What must be known of an operation before its request leaves, so that anybody can find out later whether
/// it was done: who, what, where, what was wanted and how the token looked. Never a secret.
struct OperationFacts
{
    OperationVerb verb = OperationVerb::Create;
    QString accountId;
    QString accountName;
    QString providerKey;
    QString organizationId;
    QString workspaceId; ///< empty = the organization's list
    TokenList list = TokenList::Usual;
    QString placeName; ///< for people
    QString tokenId; ///< empty for create
    QString tokenName; ///< create: the wanted name
    bool isOwnCredential = false; ///< the account itself signs in with this token

    /// Create: the wanted role in `roles`, by its name. Update: every field that shall change.
    TokenChange wanted;
    std::optional<int> expiryDays; ///< create: the wanted lifetime; none = never expires

    // Before
    Moment updatedAt;
    Moment lastRotatedAt;
    Moment expiresAt;
    QByteArray valueMark; ///< markOf(the token); empty when the provider shows no short form
    QStringList namesakes; ///< create: ids of the place's tokens that bore the wanted name already
    bool knewNamesakes = false; ///< create: `namesakes` is of a complete list

    [[nodiscard]] TokenPlace place() const { return {workspaceId, list}; }
    [[nodiscard]] TokenKey key() const { return {accountId, workspaceId, tokenId, list}; }

    /// `known`: what the place's list holds as far as it is known; `isComplete`: all of it.
    [[nodiscard]] static OperationFacts ofCreate(const Account &account, const QString &placeName,
        const TokenDraft &draft, const QList<Token> &known, bool isComplete);
    /// Rotate, delete, detach.
    [[nodiscard]] static OperationFacts of(
        OperationVerb verb, const Account &account, const QString &placeName, const Token &token);
    [[nodiscard]] static OperationFacts ofUpdate(
        const Account &account, const QString &placeName, const Token &token, const TokenChange &change);

    /// A fingerprint of the token's short form, which changes with its value.
    [[nodiscard]] static QByteArray markOf(const Token &token);
    /// Whether two names are the same for a service that may trim them.
    [[nodiscard]] static bool isSameName(const QString &a, const QString &b);
};
