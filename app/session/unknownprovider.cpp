// SPDX-License-Identifier: MIT
#include "session/unknownprovider.h"

namespace {

Error unsupported()
{
    Error error;
    error.kind = Error::Kind::Unsupported;
    error.outcome = Error::Outcome::NotSent;
    error.technical = QStringLiteral("unknown provider");
    error.when = QDateTime::currentDateTimeUtc();
    return error;
}

template <class T>
JobOf<T> *refusal(QObject *owner)
{
    return finishedJob<T>(owner, unsupported());
}

} // namespace

Capabilities UnknownProvider::capabilities() const
{
    Capabilities none;
    none.create = Verdict::no(tr("This version of Tokenry does not know the provider of this account."));
    return none;
}

TokenVerbs UnknownProvider::verbs(const Token &) const
{
    const Verdict no = capabilities().create;
    return {no, no, no, RemovalKind::Delete};
}

QList<TokenPlace> UnknownProvider::places() const
{
    return {TokenPlace()};
}

QList<int> UnknownProvider::pageSizes() const
{
    return {0};
}

JobOf<TokenPage> *UnknownProvider::listTokens(QObject *owner, const TokenPlace &, const PageRequest &)
{
    return refusal<TokenPage>(owner);
}

JobOf<Token> *UnknownProvider::getToken(QObject *owner, const TokenKey &)
{
    return refusal<Token>(owner);
}

JobOf<IssuedToken> *UnknownProvider::createToken(QObject *owner, const TokenDraft &)
{
    return refusal<IssuedToken>(owner);
}

JobOf<Token> *UnknownProvider::updateToken(QObject *owner, const TokenKey &, const TokenChange &)
{
    return refusal<Token>(owner);
}

JobOf<IssuedToken> *UnknownProvider::rotateToken(QObject *owner, const TokenKey &)
{
    return refusal<IssuedToken>(owner);
}

JobOf<Nothing> *UnknownProvider::removeToken(QObject *owner, const TokenKey &)
{
    return refusal<Nothing>(owner);
}

JobOf<QList<RoleChoice>> *UnknownProvider::listRoles(QObject *owner, const TokenTarget &)
{
    return refusal<QList<RoleChoice>>(owner);
}

JobOf<QList<Workspace>> *UnknownProvider::listWorkspaces(QObject *owner)
{
    return refusal<QList<Workspace>>(owner);
}

JobOf<QList<Deployment>> *UnknownProvider::listDeployments(QObject *owner)
{
    return refusal<QList<Deployment>>(owner);
}

JobOf<QList<Organization>> *UnknownProvider::listOrganizations(QObject *owner)
{
    return refusal<QList<Organization>>(owner);
}
