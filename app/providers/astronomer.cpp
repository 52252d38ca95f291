// SPDX-License-Identifier: MIT
#include "providers/astronomer.h"

#include "providers/answerjob.h"
#include "providers/astronomerjson.h"
#include "providers/astronomerrules.h"
#include "providers/astronomerupdate.h"
#include "providers/pagedlisting.h"
#include "providers/precheck.h"
#include "providers/tokenpagejob.h"

namespace {

HttpRequest requestTo(HttpRequest::Method method, const QString &path)
{
    HttpRequest request;
    request.method = method;
    request.path = path;
    return request;
}

} // namespace

Astronomer::Astronomer(Account account, HttpClient &client, Background &background)
    : m_account(std::move(account))
    , m_client(client)
    , m_background(background)
{
    m_account.organizationId = m_account.organizationId.trimmed();
}

Capabilities Astronomer::capabilities() const
{
    return AstronomerRules::capabilities();
}

TokenVerbs Astronomer::verbs(const Token &token) const
{
    TokenVerbs verbs;
    const bool isInOrganization = token.place().isOrganization();
    switch (token.scope) {
    case TokenScope::Organization:
        return isInOrganization ? verbs : AstronomerRules::attachedVerbs();
    case TokenScope::Workspace:
        if (isInOrganization) {
            verbs.update = Verdict::no(tr("This token belongs to a workspace. Change it through an account "
                                          "that lists this workspace."));
        }
        return verbs;
    case TokenScope::Deployment:
    case TokenScope::Other:
        break;
    }
    const QString reason = tr("This version knows organization and workspace tokens only. Change this token "
                              "in Astronomer's own pages.");
    verbs.update = Verdict::no(reason);
    if (!isInOrganization) {
        verbs.rotate = Verdict::no(reason);
        verbs.remove = Verdict::no(reason);
    }
    return verbs;
}

QList<TokenPlace> Astronomer::places() const
{
    return AstronomerRules::places(m_account);
}

QList<int> Astronomer::pageSizes() const
{
    return {1000, 100, 20};
}

JobOf<TokenPage> *Astronomer::listTokens(QObject *owner, const TokenPlace &place, const PageRequest &page)
{
    if (const auto problem = AstronomerRules::organizationProblem(m_account))
        return AnswerJob::refused<TokenPage>(owner, *problem);
    HttpRequest request =
        requestTo(HttpRequest::Method::Get, AstronomerJson::tokensPath(m_account.organizationId, place));
    request.query = AstronomerJson::pageQuery(page);
    return readTokenPage(owner, m_client, request, m_background, page,
        [account = m_account, place](const HttpAnswer &answer, const PageRequest &asked) {
            return AstronomerJson::readTokens(answer, account, place, asked);
        });
}

JobOf<Token> *Astronomer::getToken(QObject *owner, const TokenKey &key)
{
    if (const auto problem = AstronomerRules::tokenProblem(m_account, key))
        return AnswerJob::refused<Token>(owner, *problem);
    const auto request =
        requestTo(HttpRequest::Method::Get, AstronomerJson::tokenPath(m_account.organizationId, key));
    return AnswerJob::readAtOnce<Token>(
        owner, m_client, request, [account = m_account, place = key.place()](HttpAnswer &&answer) {
            return AstronomerJson::readToken(answer, account, place);
        });
}

JobOf<IssuedToken> *Astronomer::createToken(QObject *owner, const TokenDraft &draft)
{
    if (const auto problem = AstronomerRules::draftProblem(m_account, draft, capabilities()))
        return AnswerJob::refused<IssuedToken>(owner, *problem);

    HttpRequest request = requestTo(
        HttpRequest::Method::Post, AstronomerJson::tokensPath(m_account.organizationId, draft.place));
    request.json = AstronomerJson::createBody(draft);
    Token expected;
    expected.name = draft.name;
    return AnswerJob::readAtOnce<IssuedToken>(
        owner, m_client, request, [account = m_account, place = draft.place, expected](HttpAnswer &&answer) {
            return AstronomerJson::readIssued(std::move(answer), account, place, expected);
        });
}

JobOf<Token> *Astronomer::updateToken(QObject *owner, const TokenKey &key, const TokenChange &change)
{
    auto problem = AstronomerRules::tokenProblem(m_account, key);
    if (!problem)
        problem = PreCheck::change(change, capabilities());
    if (problem)
        return AnswerJob::refused<Token>(owner, *problem);
    auto *job = new JobOf<Token>(owner);
    const auto request =
        requestTo(HttpRequest::Method::Get, AstronomerJson::tokenPath(m_account.organizationId, key));
    job->follow(m_client.send(job, request))
        ->onFinished(job, [this, job, key, change](Result<HttpAnswer> &&current) {
            sendUpdate(job, key, change, std::move(current));
        });
    return job;
}

void Astronomer::sendUpdate(
    JobOf<Token> *job, const TokenKey &key, const TokenChange &change, Result<HttpAnswer> &&current)
{
    if (!current) {
        job->deliver(PreCheck::beforeSending(std::move(current).error()));
        return;
    }
    const auto token = AstronomerJson::readWholeToken(current.value(), m_account, key.place());
    if (!token) {
        job->deliver(PreCheck::beforeSending(token.error()));
        return;
    }
    if (const Verdict verdict = verbs(token.value()).update; !verdict.possible) {
        job->deliver(PreCheck::unsupported(verdict.reason));
        return;
    }
    const auto body = AstronomerUpdate::body(token.value(), change);
    if (!body) {
        job->deliver(body.error());
        return;
    }
    HttpRequest request =
        requestTo(HttpRequest::Method::Post, AstronomerJson::tokenPath(m_account.organizationId, key));
    request.json = body.value();
    job->follow(m_client.send(job, request))
        ->onFinished(job, [job, account = m_account, place = key.place()](Result<HttpAnswer> &&answer) {
            if (answer.ok())
                job->deliver(AstronomerJson::readUpdated(answer.value(), account, place));
            else
                job->deliver(std::move(answer).error());
        });
}

JobOf<IssuedToken> *Astronomer::rotateToken(QObject *owner, const TokenKey &key)
{
    if (const auto problem = AstronomerRules::tokenProblem(m_account, key))
        return AnswerJob::refused<IssuedToken>(owner, *problem);
    const auto request =
        requestTo(HttpRequest::Method::Post, AstronomerJson::rotatePath(m_account.organizationId, key));
    Token expected;
    expected.id = key.tokenId;
    return AnswerJob::readAtOnce<IssuedToken>(
        owner, m_client, request, [account = m_account, place = key.place(), expected](HttpAnswer &&answer) {
            return AstronomerJson::readIssued(std::move(answer), account, place, expected);
        });
}

JobOf<Nothing> *Astronomer::removeToken(QObject *owner, const TokenKey &key)
{
    if (const auto problem = AstronomerRules::tokenProblem(m_account, key))
        return AnswerJob::refused<Nothing>(owner, *problem);
    HttpRequest request =
        requestTo(HttpRequest::Method::Delete, AstronomerJson::tokenPath(m_account.organizationId, key));
    if (key.place().isOrganization())
        request.accept = QByteArrayLiteral("*/*");
    return AnswerJob::readAtOnce<Nothing>(
        owner, m_client, request, [](HttpAnswer &&) { return Result<Nothing>(Nothing{}); });
}

JobOf<QList<RoleChoice>> *Astronomer::listRoles(QObject *owner, const TokenTarget &target)
{
    return finishedJob<QList<RoleChoice>>(owner, AstronomerRules::roleChoices(target));
}

JobOf<QList<Workspace>> *Astronomer::listWorkspaces(QObject *owner)
{
    if (const auto problem = AstronomerRules::organizationProblem(m_account))
        return AnswerJob::refused<QList<Workspace>>(owner, *problem);
    return PagedListing<Workspace>::start(owner, m_client, m_background,
        AstronomerJson::workspacesPath(m_account.organizationId), &AstronomerJson::pageQuery,
        &AstronomerJson::readWorkspaces);
}

JobOf<QList<Deployment>> *Astronomer::listDeployments(QObject *owner)
{
    if (const auto problem = AstronomerRules::organizationProblem(m_account))
        return AnswerJob::refused<QList<Deployment>>(owner, *problem);
    return PagedListing<Deployment>::start(
        owner, m_client, m_background, AstronomerJson::deploymentsPath(m_account.organizationId),
        [account = m_account](const PageRequest &page) {
            return AstronomerJson::inWorkspaces(AstronomerJson::plainPageQuery(page), account);
        },
        &AstronomerJson::readDeployments);
}

JobOf<QList<Organization>> *Astronomer::listOrganizations(QObject *owner)
{
    return AnswerJob::readInBackground<QList<Organization>>(owner, m_client,
        requestTo(HttpRequest::Method::Get, AstronomerJson::organizationsPath()), m_background,
        &AstronomerJson::readOrganizations);
}
