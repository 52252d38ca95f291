// SPDX-License-Identifier: MIT
#pragma once

#include "session/safekeeper.h"
#include "store/journal.h"

/// A value as an operation would bring it, journal included; its id. Empty when the journal refuses.
inline QString keepValue(Safekeeper &safekeeper, Secret &&secret, const Token &token,
    const QString &accountName, KeptSecret::Origin origin)
{
    OperationFacts facts;
    facts.verb = origin == KeptSecret::Origin::Created ? OperationVerb::Create : OperationVerb::Rotate;
    facts.accountId = token.accountId;
    facts.accountName = accountName;
    facts.workspaceId = token.workspaceId;
    if (origin == KeptSecret::Origin::Rotated)
        facts.tokenId = token.id;
    facts.tokenName = token.name;
    const Result<QString> id = safekeeper.journal().begin(facts);
    if (!id)
        return {};
    safekeeper.keep(std::move(secret), id.value(), token, accountName, origin);
    return id.value();
}
