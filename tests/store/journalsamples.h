// SPDX-License-Identifier: MIT
#pragma once

#include "core/operationfacts.h"

/// Facts as the session would make them.
namespace JournalSamples {

inline Account account()
{
    Account account;
    account.id = QStringLiteral("account-1");
    account.name = QStringLiteral("Acme prod");
    account.providerKey = QStringLiteral("astronomer");
    account.organizationId = QStringLiteral("cl-org");
    return account;
}

inline Token token(const QString &id = QStringLiteral("clt1"), const QString &name = QStringLiteral("ci"))
{
    Token token;
    token.accountId = account().id;
    token.id = id;
    token.name = name;
    token.shortToken = QStringLiteral("abc123");
    token.createdAt = Moment::fromText(QStringLiteral("2026-01-01T00:00:00Z"));
    token.updatedAt = Moment::fromText(QStringLiteral("2026-02-01T00:00:00.5Z"));
    token.expiresAt = Moment::absent();
    return token;
}

inline OperationFacts rotate(const QString &tokenId = QStringLiteral("clt1"))
{
    return OperationFacts::of(
        OperationVerb::Rotate, account(), QStringLiteral("Organization"), token(tokenId));
}

inline OperationFacts remove(const QString &tokenId = QStringLiteral("clt1"))
{
    return OperationFacts::of(
        OperationVerb::Delete, account(), QStringLiteral("Organization"), token(tokenId));
}

inline OperationFacts create(const QString &name = QStringLiteral("fresh"))
{
    TokenDraft draft;
    draft.place.workspaceId = QStringLiteral("cl-ws");
    draft.name = name;
    draft.description = QStringLiteral("made by a test");
    draft.role.name = QStringLiteral("WORKSPACE_MEMBER");
    draft.expiryDays = 90;
    Token namesake = token(QStringLiteral("clt2"), QStringLiteral("fresh "));
    namesake.workspaceId = QStringLiteral("cl-ws");
    return OperationFacts::ofCreate(
        account(), QStringLiteral("Data team"), draft, {namesake, token(QStringLiteral("clt3"))}, true);
}

inline OperationFacts update()
{
    TokenChange change;
    change.name = QStringLiteral("ci 2");
    change.description = QString();
    change.roles = {{EntityType::Workspace, QStringLiteral("cl-ws"), QStringLiteral("WORKSPACE_OWNER")},
        {EntityType::Deployment, QStringLiteral("cl-dep"), QString()}};
    return OperationFacts::ofUpdate(account(), QStringLiteral("Organization"), token(), change);
}

} // namespace JournalSamples
