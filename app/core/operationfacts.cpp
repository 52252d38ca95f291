// SPDX-License-Identifier: MIT
#include "core/operationfacts.h"

#include <QCryptographicHash>

namespace {

constexpr qsizetype markLength = 16; // hexadecimal digits

QString entityIdOf(const TokenTarget &target, const Account &account)
{
    if (!target.deploymentId.isEmpty())
        return target.deploymentId;
    return target.workspaceId.isEmpty() ? account.organizationId : target.workspaceId;
}

OperationFacts inPlace(const Account &account, const TokenPlace &place, const QString &placeName)
{
    OperationFacts facts;
    facts.accountId = account.id;
    facts.accountName = account.name;
    facts.providerKey = account.providerKey;
    facts.organizationId = account.organizationId;
    facts.workspaceId = place.workspaceId;
    facts.list = place.list;
    facts.placeName = placeName;
    return facts;
}

} // namespace

OperationFacts OperationFacts::ofCreate(const Account &account, const QString &placeName,
    const TokenDraft &draft, const QList<Token> &known, bool isComplete)
{
    OperationFacts facts = inPlace(account, draft.place, placeName);
    facts.verb = OperationVerb::Create;
    facts.tokenName = draft.name;
    facts.expiryDays = draft.expiryDays;
    facts.wanted.roles = {{draft.target().entityType(), entityIdOf(draft.target(), account),
        draft.role.name.isEmpty() ? draft.role.id : draft.role.name}};
    for (const Token &token : known) {
        if (token.place() == draft.place && isSameName(token.name, draft.name))
            facts.namesakes.append(token.id);
    }
    facts.knewNamesakes = isComplete;
    return facts;
}

OperationFacts OperationFacts::of(
    OperationVerb verb, const Account &account, const QString &placeName, const Token &token)
{
    OperationFacts facts = inPlace(account, token.place(), placeName);
    facts.verb = verb;
    facts.tokenId = token.id;
    facts.tokenName = token.name;
    facts.updatedAt = token.updatedAt;
    facts.lastRotatedAt = token.lastRotatedAt;
    facts.expiresAt = token.expiresAt;
    facts.valueMark = markOf(token);
    return facts;
}

OperationFacts OperationFacts::ofUpdate(
    const Account &account, const QString &placeName, const Token &token, const TokenChange &change)
{
    OperationFacts facts = of(OperationVerb::Update, account, placeName, token);
    facts.wanted = change;
    return facts;
}

QByteArray OperationFacts::markOf(const Token &token)
{
    if (token.shortToken.isEmpty())
        return {};
    return QCryptographicHash::hash(token.shortToken.toUtf8(), QCryptographicHash::Sha256)
        .toHex()
        .left(markLength);
}

bool OperationFacts::isSameName(const QString &a, const QString &b)
{
    return QStringView(a).trimmed() == QStringView(b).trimmed();
}
