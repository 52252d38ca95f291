// SPDX-License-Identifier: MIT
#include "providers/qovery.h"

#include "providers/answerjob.h"
#include "providers/precheck.h"
#include "providers/qoveryjson.h"
#include "providers/qoveryroles.h"

namespace {

constexpr int longestPolicy = 65'536; // characters

QString policyKindKey()
{
    return QStringLiteral("POLICY");
}

/// What the service looks for; both are parts of a name.
QUrlQuery queryOf(const TokenQuery &wanted)
{
    QUrlQuery query;
    if (!wanted.name.isEmpty())
        query.addQueryItem(QStringLiteral("name"), wanted.name);
    if (!wanted.creator.isEmpty())
        query.addQueryItem(QStringLiteral("creatorName"), wanted.creator);
    return query;
}

HttpRequest get(const QString &path)
{
    HttpRequest request;
    request.path = path;
    return request;
}

Error notInList(const HttpAnswer &answer)
{
    Error error;
    error.kind = Error::Kind::NotFound;
    error.outcome = Error::Outcome::Refused;
    error.httpStatus = answer.status;
    error.requestId = answer.requestId;
    error.request = answer.request;
    error.technical = QStringLiteral("the token is not in the organization's list");
    error.when = QDateTime::currentDateTimeUtc();
    return error;
}

/// The token of that id in a whole list.
Result<Token> pick(const TokenPage &page, const QString &tokenId, const HttpAnswer &answer)
{
    for (const TokenPtr &token : page.tokens) {
        if (token->id.compare(tokenId, Qt::CaseInsensitive) == 0)
            return *token;
    }
    return notInList(answer);
}

} // namespace

Qovery::Qovery(Account account, HttpClient &client, Background &background)
    : m_account(std::move(account))
    , m_client(client)
    , m_background(background)
{
    m_account.organizationId = m_account.organizationId.trimmed();
}

Capabilities Qovery::capabilities() const
{
    Capabilities capabilities;
    capabilities.hasUniqueNames = true;
    capabilities.hasTokenQuery = true;
    capabilities.maxPolicyLength = longestPolicy;
    TokenKindChoice usual;
    usual.label = tr("API token");
    usual.description = tr("It may do what its role may.");
    TokenKindChoice policy;
    policy.key = policyKindKey();
    policy.label = tr("Policy token");
    policy.description = tr("It may do what both its role and a policy in Rego allow.");
    policy.list = TokenList::Policy;
    policy.hasPolicy = true;
    policy.hasExpiry = true;
    capabilities.kinds = {usual, policy};
    capabilities.tokenHint = tr("The name must be unique in the organization. Qovery tokens do not expire: "
                                "they work until they are deleted.");
    return capabilities;
}

QString Qovery::noUpdateReason()
{
    return tr("Qovery cannot change a token. Duplicate it with the new name or role, deploy the new value, "
              "then delete the old token.");
}

QString Qovery::noRotateReason()
{
    return tr("Qovery cannot rotate a token. Duplicate it, deploy the new value, then delete the old token.");
}

TokenVerbs Qovery::verbs(const Token &) const
{
    TokenVerbs verbs;
    verbs.update = Verdict::no(noUpdateReason());
    verbs.rotate = Verdict::no(noRotateReason());
    return verbs;
}

QList<TokenPlace> Qovery::places() const
{
    return {TokenPlace{}, TokenPlace{{}, TokenList::Policy}};
}

QList<int> Qovery::pageSizes() const
{
    return {0};
}

std::optional<Error> Qovery::organizationProblem() const
{
    if (QoveryJson::isUuid(m_account.organizationId))
        return {};
    return PreCheck::invalid(QStringLiteral("organizationId"), QStringLiteral("format"),
        tr("The organization ID of this account is not a UUID. Copy it from the organization's settings in "
           "Qovery."));
}

std::optional<Error> Qovery::tokenProblem(const TokenKey &key) const
{
    if (auto problem = organizationProblem())
        return problem;
    if (QoveryJson::isUuid(key.tokenId))
        return {};
    return PreCheck::invalid(
        QStringLiteral("tokenId"), QStringLiteral("format"), tr("The ID of this token is not a UUID."));
}

JobOf<TokenPage> *Qovery::listTokens(QObject *owner, const TokenPlace &place, const PageRequest &page)
{
    if (auto problem = organizationProblem())
        return AnswerJob::refused<TokenPage>(owner, *problem);
    HttpRequest request = get(listPath(place.list));
    // Only the usual list takes filters.
    if (place.list == TokenList::Usual)
        request.query = queryOf(page.query);
    auto *answer = AnswerJob::readInBackground<TokenPage>(owner, m_client, request, m_background,
        [account = m_account, list = place.list](
            const HttpAnswer &told) { return QoveryJson::readTokens(told, account, list); });
    if (place.list == TokenList::Usual)
        return answer;
    return convertedJob<TokenPage>(owner, answer, [](Result<TokenPage> &&result) -> Result<TokenPage> {
        // A service that is older than policy tokens has none.
        if (!result && result.error().httpStatus == 404) {
            TokenPage none;
            none.total = 0;
            return none;
        }
        return std::move(result);
    });
}

JobOf<Token> *Qovery::getToken(QObject *owner, const TokenKey &key)
{
    if (auto problem = tokenProblem(key))
        return AnswerJob::refused<Token>(owner, *problem);
    return AnswerJob::readInBackground<Token>(owner, m_client, get(listPath(key.list)), m_background,
        [account = m_account, tokenId = key.tokenId, list = key.list](
            const HttpAnswer &answer) -> Result<Token> {
            auto page = QoveryJson::readTokens(answer, account, list);
            if (!page)
                return std::move(page).error();
            return pick(page.value(), tokenId, answer);
        });
}

QString Qovery::listPath(TokenList list) const
{
    return list == TokenList::Policy ? QoveryJson::policyTokensPath(m_account.organizationId)
                                     : QoveryJson::tokensPath(m_account.organizationId);
}

Error Qovery::policyRefusal(Error error)
{
    if (error.httpStatus == 404) {
        Error older =
            PreCheck::unsupported(tr("This server has no policy tokens: it is older than they are."));
        older.request = error.request;
        return older;
    }
    const bool isAboutPolicy = error.serverText.contains(QLatin1String("policy"), Qt::CaseInsensitive)
        || error.serverText.contains(QLatin1String("rego"), Qt::CaseInsensitive);
    if (error.httpStatus == 400 && error.fieldErrors.isEmpty() && isAboutPolicy)
        error.fieldErrors.append({QStringLiteral("policyText"), QStringLiteral("refused"), error.serverText});
    return error;
}

JobOf<IssuedToken> *Qovery::createPolicyToken(QObject *owner, const TokenDraft &draft)
{
    Capabilities ofPolicies = capabilities();
    ofPolicies.hasExpiry = true;
    if (auto problem = PreCheck::draft(draft, ofPolicies))
        return AnswerJob::refused<IssuedToken>(owner, *problem);
    if (auto problem = PreCheck::policy(draft.policyText, longestPolicy))
        return AnswerJob::refused<IssuedToken>(owner, *problem);
    HttpRequest request;
    request.method = HttpRequest::Method::Post;
    request.path = listPath(TokenList::Policy);
    request.json = QoveryJson::createPolicyBody(draft, m_client.nowUtc());
    auto *answer = AnswerJob::readAtOnce<IssuedToken>(
        owner, m_client, request, [account = m_account, draft](HttpAnswer &&told) {
            return QoveryJson::readIssued(std::move(told), account, draft);
        });
    return convertedJob<IssuedToken>(owner, answer, [](Result<IssuedToken> &&result) -> Result<IssuedToken> {
        if (result.ok())
            return std::move(result);
        return policyRefusal(std::move(result).error());
    });
}

JobOf<QString> *Qovery::readPolicy(QObject *owner, const TokenKey &key)
{
    if (auto problem = tokenProblem(key))
        return AnswerJob::refused<QString>(owner, *problem);
    if (key.list != TokenList::Policy)
        return AnswerJob::refused<QString>(owner, PreCheck::unsupported(tr("This token has no policy.")));
    return AnswerJob::readInBackground<QString>(owner, m_client, get(listPath(TokenList::Policy)),
        m_background, [tokenId = key.tokenId](const HttpAnswer &answer) -> Result<QString> {
            auto found = QoveryJson::readPolicy(answer, tokenId);
            if (!found)
                return std::move(found).error();
            if (!found.value())
                return notInList(answer);
            return *std::move(found).value();
        });
}

JobOf<IssuedToken> *Qovery::createToken(QObject *owner, const TokenDraft &draft)
{
    if (auto problem = organizationProblem())
        return AnswerJob::refused<IssuedToken>(owner, *problem);
    if (draft.place.list == TokenList::Policy)
        return createPolicyToken(owner, draft);
    if (auto problem = PreCheck::draft(draft, capabilities()))
        return AnswerJob::refused<IssuedToken>(owner, *problem);
    HttpRequest request;
    request.method = HttpRequest::Method::Post;
    request.path = QoveryJson::tokensPath(m_account.organizationId);
    request.json = QoveryJson::createBody(draft);
    return AnswerJob::readAtOnce<IssuedToken>(
        owner, m_client, request, [account = m_account, draft](HttpAnswer &&answer) {
            return QoveryJson::readIssued(std::move(answer), account, draft);
        });
}

JobOf<Token> *Qovery::updateToken(QObject *owner, const TokenKey &, const TokenChange &)
{
    return AnswerJob::refused<Token>(owner, PreCheck::unsupported(noUpdateReason()));
}

JobOf<IssuedToken> *Qovery::rotateToken(QObject *owner, const TokenKey &)
{
    return AnswerJob::refused<IssuedToken>(owner, PreCheck::unsupported(noRotateReason()));
}

JobOf<Nothing> *Qovery::removeToken(QObject *owner, const TokenKey &key)
{
    if (auto problem = tokenProblem(key))
        return AnswerJob::refused<Nothing>(owner, *problem);
    HttpRequest request;
    request.method = HttpRequest::Method::Delete;
    request.path = key.list == TokenList::Policy
        ? QoveryJson::policyTokenPath(m_account.organizationId, key.tokenId)
        : QoveryJson::tokenPath(m_account.organizationId, key.tokenId);
    request.accept = QByteArrayLiteral("*/*");
    return AnswerJob::readAtOnce<Nothing>(
        owner, m_client, request, [](HttpAnswer &&) { return Result<Nothing>(Nothing{}); });
}

JobOf<QList<RoleChoice>> *Qovery::listRoles(QObject *owner, const TokenTarget &)
{
    using Roles = QList<RoleChoice>;
    if (auto problem = organizationProblem())
        return AnswerJob::refused<Roles>(owner, *problem);
    auto *job = new JobOf<Roles>(owner);
    job->follow(m_client.send(job, get(QoveryJson::rolesPath(m_account.organizationId))))
        ->onFinished(job, [this, job](Result<HttpAnswer> &&answer) {
            if (answer.ok())
                describeRoles(job, QoveryJson::readRoles(answer.value()));
            // Only 404 is the seed era speaking; today's service answers 403 for what does not exist.
            else if (answer.error().httpStatus == 404)
                job->deliver(QoveryJson::seedRoles());
            else
                job->deliver(std::move(answer).error());
        });
    return job;
}

void Qovery::describeRoles(JobOf<QList<RoleChoice>> *job, Result<QList<RoleChoice>> &&roles)
{
    if (roles)
        QoveryRoles::describeBuiltIn(roles.value());
    if (!roles || !QoveryRoles::hasCustom(roles.value())) {
        job->deliver(std::move(roles));
        return;
    }
    job->follow(m_client.send(job, get(QoveryRoles::customRolesPath(m_account.organizationId))))
        ->onFinished(job, [job, offered = std::move(roles).value()](Result<HttpAnswer> &&answer) mutable {
            if (answer.ok())
                QoveryRoles::describeCustom(offered, answer.value());
            job->deliver(std::move(offered));
        });
}

JobOf<QList<Workspace>> *Qovery::listWorkspaces(QObject *owner)
{
    return finishedJob<QList<Workspace>>(owner, QList<Workspace>{});
}

JobOf<QList<Deployment>> *Qovery::listDeployments(QObject *owner)
{
    return finishedJob<QList<Deployment>>(owner, QList<Deployment>{});
}

JobOf<QList<Organization>> *Qovery::listOrganizations(QObject *owner)
{
    return AnswerJob::readInBackground<QList<Organization>>(
        owner, m_client, get(QoveryJson::organizationsPath()), m_background, &QoveryJson::readOrganizations);
}
