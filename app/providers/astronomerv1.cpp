// SPDX-License-Identifier: MIT
#include "providers/astronomerv1.h"

#include "providers/answerjob.h"
#include "providers/astronomerjson.h"
#include "providers/astronomerrules.h"
#include "providers/astronomerv1json.h"
#include "providers/astronomerv1roles.h"
#include "providers/astronomerv1update.h"
#include "providers/pagedlisting.h"
#include "providers/precheck.h"
#include "providers/tokenpagejob.h"

namespace {

HttpRequest v1Request(HttpRequest::Method method, const QString &path)
{
    HttpRequest request;
    request.method = method;
    request.path = path;
    return request;
}

Result<Nothing> nothingOf(Result<HttpAnswer> &&answer)
{
    return answer ? Result<Nothing>(Nothing{}) : Result<Nothing>(std::move(answer).error());
}

/// What a failed look before a removal says of the token is the answer to the removal; anything else only
/// says that nothing was sent.
Error beforeRemoval(Error error)
{
    const bool isAboutToken = error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Forbidden;
    return isAboutToken ? error : PreCheck::beforeSending(std::move(error));
}

} // namespace

AstronomerV1::AstronomerV1(Account account, HttpClient &client, Background &background)
    : m_account(std::move(account))
    , m_client(client)
    , m_background(background)
{
    m_account.organizationId = m_account.organizationId.trimmed();
}

Capabilities AstronomerV1::capabilities() const
{
    Capabilities capabilities = AstronomerRules::capabilities();
    const bool listsOrganization = places().constFirst().isOrganization();
    capabilities.hasWorkspaceTargets = listsOrganization;
    capabilities.hasDeploymentTargets = listsOrganization;
    capabilities.kinds = {{QStringLiteral("STANDARD"), tr("Standard"), {}},
        {QStringLiteral("DIRECT_ACCESS"), tr("Direct access"),
            tr("Its rights are fixed when it is created; a role that it uses cannot be edited any more.")}};
    return capabilities;
}

TokenVerbs AstronomerV1::verbs(const Token &token) const
{
    const bool isAttached = token.scope == TokenScope::Organization && !token.place().isOrganization();
    return isAttached ? AstronomerRules::attachedVerbs() : TokenVerbs{};
}

QList<TokenPlace> AstronomerV1::places() const
{
    return AstronomerRules::places(m_account);
}

QList<int> AstronomerV1::pageSizes() const
{
    return {1000, 100, 20};
}

JobOf<TokenPage> *AstronomerV1::listTokens(QObject *owner, const TokenPlace &place, const PageRequest &page)
{
    if (const auto problem = AstronomerRules::organizationProblem(m_account))
        return AnswerJob::refused<TokenPage>(owner, *problem);
    HttpRequest request =
        v1Request(HttpRequest::Method::Get, AstronomerV1Json::tokensPath(m_account.organizationId));
    request.query = AstronomerV1Json::tokensQuery(place, page);
    return readTokenPage(owner, m_client, request, m_background, page,
        [account = m_account, place](const HttpAnswer &answer, const PageRequest &asked) {
            return AstronomerJson::readTokens(answer, account, place, asked, QLatin1String("tokens"));
        });
}

JobOf<Token> *AstronomerV1::getToken(QObject *owner, const TokenKey &key)
{
    if (const auto problem = AstronomerRules::tokenProblem(m_account, key))
        return AnswerJob::refused<Token>(owner, *problem);
    const auto request = v1Request(
        HttpRequest::Method::Get, AstronomerV1Json::tokenPath(m_account.organizationId, key.tokenId));
    return AnswerJob::readAtOnce<Token>(
        owner, m_client, request, [account = m_account, place = key.place()](HttpAnswer &&answer) {
            return AstronomerJson::readToken(answer, account, place);
        });
}

JobOf<IssuedToken> *AstronomerV1::createToken(QObject *owner, const TokenDraft &draft)
{
    if (const auto problem = AstronomerRules::draftProblem(m_account, draft, capabilities()))
        return AnswerJob::refused<IssuedToken>(owner, *problem);
    HttpRequest request =
        v1Request(HttpRequest::Method::Post, AstronomerV1Json::tokensPath(m_account.organizationId));
    request.json = AstronomerV1Json::createBody(draft, m_account.organizationId);
    Token expected;
    expected.name = draft.name;
    return AnswerJob::readAtOnce<IssuedToken>(
        owner, m_client, request, [account = m_account, place = draft.place, expected](HttpAnswer &&answer) {
            return AstronomerJson::readIssued(std::move(answer), account, place, expected);
        });
}

JobOf<Token> *AstronomerV1::updateToken(QObject *owner, const TokenKey &key, const TokenChange &change)
{
    auto problem = AstronomerRules::tokenProblem(m_account, key);
    if (!problem)
        problem = PreCheck::change(change, capabilities());
    if (problem)
        return AnswerJob::refused<Token>(owner, *problem);
    auto *job = new JobOf<Token>(owner);
    (new AstronomerV1Update(job, m_client, m_account, key, change))->start();
    return job;
}

JobOf<IssuedToken> *AstronomerV1::rotateToken(QObject *owner, const TokenKey &key)
{
    if (const auto problem = AstronomerRules::tokenProblem(m_account, key))
        return AnswerJob::refused<IssuedToken>(owner, *problem);
    const auto request = v1Request(
        HttpRequest::Method::Post, AstronomerV1Json::rotatePath(m_account.organizationId, key.tokenId));
    Token expected;
    expected.id = key.tokenId;
    return AnswerJob::readAtOnce<IssuedToken>(
        owner, m_client, request, [account = m_account, place = key.place(), expected](HttpAnswer &&answer) {
            return AstronomerJson::readIssued(std::move(answer), account, place, expected);
        });
}

JobOf<Nothing> *AstronomerV1::removeToken(QObject *owner, const TokenKey &key)
{
    if (const auto problem = AstronomerRules::tokenProblem(m_account, key))
        return AnswerJob::refused<Nothing>(owner, *problem);
    const QString path = AstronomerV1Json::tokenPath(m_account.organizationId, key.tokenId);
    if (key.place().isOrganization()) {
        return AnswerJob::readAtOnce<Nothing>(owner, m_client, v1Request(HttpRequest::Method::Delete, path),
            [](HttpAnswer &&) { return Result<Nothing>(Nothing{}); });
    }
    auto *job = new JobOf<Nothing>(owner);
    job->follow(m_client.send(job, v1Request(HttpRequest::Method::Get, path)))
        ->onFinished(job, [this, job, key](Result<HttpAnswer> &&current) {
            if (current)
                removeOrDetach(job, key, current.value());
            else
                job->deliver(beforeRemoval(std::move(current).error()));
        });
    return job;
}

void AstronomerV1::removeOrDetach(JobOf<Nothing> *job, const TokenKey &key, const HttpAnswer &current)
{
    const auto token = AstronomerJson::readToken(current, m_account, key.place());
    if (!token) {
        job->deliver(PreCheck::beforeSending(token.error()));
        return;
    }
    HttpRequest request = v1Request(
        HttpRequest::Method::Delete, AstronomerV1Json::tokenPath(m_account.organizationId, key.tokenId));
    if (verbs(token.value()).removalKind == RemovalKind::Detach) {
        const auto whole = AstronomerV1Json::readCurrent(current, m_account, key.place(), true);
        if (!whole) {
            job->deliver(PreCheck::beforeSending(whole.error()));
            return;
        }
        const QJsonArray rest = AstronomerV1Roles::without(whole.value().roles, key.workspaceId);
        if (rest == whole.value().roles) {
            job->deliver(Nothing{}); // it has left the workspace already
            return;
        }
        request = v1Request(
            HttpRequest::Method::Post, AstronomerV1Json::rolesPath(m_account.organizationId, key.tokenId));
        request.json = AstronomerV1Json::rolesBody(rest);
    }
    job->follow(m_client.send(job, request))->onFinished(job, [job](Result<HttpAnswer> &&answer) {
        job->deliver(nothingOf(std::move(answer)));
    });
}

JobOf<QList<RoleChoice>> *AstronomerV1::listRoles(QObject *owner, const TokenTarget &target)
{
    if (target.entityType() == EntityType::Deployment)
        return deploymentRoles(owner, target);
    QList<RoleChoice> choices = AstronomerRules::roleChoices(target);
    const auto add = [&choices](EntityType type, const QString &name, const QString &label, bool isAdmin) {
        choices.append({type, name, name, label, isAdmin});
    };
    if (target.entityType() == EntityType::Organization) {
        add(EntityType::Organization, QStringLiteral("ORGANIZATION_OBSERVE_ADMIN"),
            tr("Organization observe admin"), true);
        add(EntityType::Organization, QStringLiteral("ORGANIZATION_OBSERVE_MEMBER"),
            tr("Organization observe member"), false);
    } else {
        add(EntityType::Workspace, QStringLiteral("WORKSPACE_ACCESSOR"), tr("Workspace accessor"), false);
    }
    return finishedJob<QList<RoleChoice>>(owner, choices);
}

JobOf<QList<RoleChoice>> *AstronomerV1::deploymentRoles(QObject *owner, const TokenTarget &target)
{
    using Roles = QList<RoleChoice>;
    if (const auto problem = AstronomerRules::organizationProblem(m_account))
        return AnswerJob::refused<Roles>(owner, *problem);
    auto *listing = PagedListing<AstronomerV1Json::ListedRole>::start(owner, m_client, m_background,
        AstronomerV1Json::organizationRolesPath(m_account.organizationId),
        &AstronomerV1Json::deploymentRolesQuery, &AstronomerV1Json::readRoles);
    return convertedJob<Roles>(
        owner, listing, [target](Result<QList<AstronomerV1Json::ListedRole>> &&roles) -> Result<Roles> {
            if (roles)
                return AstronomerV1Json::deploymentChoices(roles.value(), target.workspaceId);
            const Error::Kind kind = roles.error().kind;
            if (kind != Error::Kind::Forbidden && kind != Error::Kind::NotFound)
                return std::move(roles).error();
            Roles builtIn = AstronomerV1Json::deploymentChoices({}, {});
            builtIn.first().description =
                tr("The only role that is known here: this login may not read the organization's own roles.");
            return builtIn;
        });
}

JobOf<QList<Workspace>> *AstronomerV1::listWorkspaces(QObject *owner)
{
    if (const auto problem = AstronomerRules::organizationProblem(m_account))
        return AnswerJob::refused<QList<Workspace>>(owner, *problem);
    return PagedListing<Workspace>::start(owner, m_client, m_background,
        AstronomerJson::workspacesPath(m_account.organizationId), &AstronomerV1Json::pageQuery,
        &AstronomerJson::readWorkspaces);
}

JobOf<QList<Deployment>> *AstronomerV1::listDeployments(QObject *owner)
{
    if (const auto problem = AstronomerRules::organizationProblem(m_account))
        return AnswerJob::refused<QList<Deployment>>(owner, *problem);
    return PagedListing<Deployment>::start(
        owner, m_client, m_background, AstronomerJson::deploymentsPath(m_account.organizationId),
        [account = m_account](const PageRequest &page) {
            return AstronomerJson::inWorkspaces(AstronomerV1Json::pageQuery(page), account);
        },
        &AstronomerJson::readDeployments);
}

JobOf<QList<Organization>> *AstronomerV1::listOrganizations(QObject *owner)
{
    return PagedListing<Organization>::start(owner, m_client, m_background,
        AstronomerJson::organizationsPath(), &AstronomerV1Json::pageQuery,
        &AstronomerJson::readOrganizationPage);
}
