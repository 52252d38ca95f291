// SPDX-License-Identifier: MIT
#include "demo/qoveryservice.h"

#include "core/jsontext.h"
#include "core/moment.h"
#include "demo/demosecret.h"
#include "demo/demoworld.h"
#include "demo/requestbody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

namespace {

constexpr int anyLength = 1 << 20;
constexpr int longestPolicy = 65'536;

/// By the more detailed of the two documentation pages (api/qovery.md section 6).
bool mayManageTokens(const QString &role)
{
    return role == QLatin1String("owner") || role == QLatin1String("admin")
        || role == QLatin1String("devops");
}

bool isUuid(const QString &text)
{
    return text.size() == 36 && !QUuid::fromString(text).isNull();
}

QString requestId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

WireResponse jsonAnswer(int status, const QByteArray &json)
{
    WireResponse response;
    response.status = status;
    response.contentType = "application/json";
    response.addHeader("X-Request-Id", requestId().toLatin1());
    response.body = json;
    return response;
}

/// As a check of the rules reports what is wrong with them; empty when they may be kept.
QString policyDiagnostics(const QString &policy)
{
    static const QRegularExpression package(
        QStringLiteral("^\\s*package\\b"), QRegularExpression::MultilineOption);
    static const QRegularExpression allow(
        QStringLiteral("^\\s*(default\\s+)?allow\\b"), QRegularExpression::MultilineOption);
    if (policy.contains(package))
        return QStringLiteral("opa_policy: 1 error occurred: policy.rego:1: rego_parse_error: package is not "
                              "expected here");
    if (!policy.contains(allow))
        return QStringLiteral("opa_policy: the policy must define allow");
    if (policy.count(u'{') != policy.count(u'}'))
        return QStringLiteral(
            "opa_policy: 1 error occurred: policy.rego:%1: rego_parse_error: unexpected eof "
            "token")
            .arg(policy.count(u'\n') + 1);
    return {};
}

QByteArray results(const QByteArray &items)
{
    return "{\"results\":[" + items + "]}";
}

QString postedName(RequestBody &body)
{
    const QString name = body.text(QStringLiteral("name"), 1, anyLength);
    if (name.trimmed().isEmpty())
        body.complain(QStringLiteral("name must not be blank"));
    return name;
}

/// The administrator's where none is named.
std::optional<DemoRoleChoice> chosenRole(
    const DemoOrganization &organization, const QString &roleId, RequestBody &body)
{
    std::optional<DemoRoleChoice> choice;
    for (const DemoRoleChoice &role : organization.roles) {
        if (roleId.isEmpty() ? role.name == QLatin1String("admin") : role.id == roleId)
            choice = role;
    }
    if (!choice)
        body.complain(QStringLiteral("role_id names no role of this organization"));
    return choice;
}

bool isTaken(DemoTokenList &tokens, const QString &name)
{
    const QList<DemoToken *> &all = tokens.ordered();
    return std::any_of(all.cbegin(), all.cend(),
        [&name](const DemoToken *token) { return token->name.compare(name, Qt::CaseInsensitive) == 0; });
}

} // namespace

QoveryService::QoveryService(DemoWorld &world, Era era)
    : m_world(world)
    , m_era(era)
{ }

ServiceCall QoveryService::route(const WireRequest &request) const
{
    const QStringList parts = request.segments();
    ServiceCall call;
    QHash<QByteArray, QString> operations;
    if (parts.value(0) == QLatin1String("organization")) {
        call.organizationId = parts.value(1);
        call.tokenId = parts.value(3);
        const QString collection = parts.value(2);
        if (parts.size() == 1) {
            operations = {{"GET", QStringLiteral("listOrganizations")}};
        } else if (parts.size() == 3 && collection == QLatin1String("apiToken")) {
            operations = {
                {"GET", QStringLiteral("listApiTokens")}, {"POST", QStringLiteral("createApiToken")}};
        } else if (parts.size() == 4 && collection == QLatin1String("apiToken")) {
            operations = {{"DELETE", QStringLiteral("deleteApiToken")}};
        } else if (parts.size() == 4 && collection == QLatin1String("policyApiToken")
            && m_era == Era::Today) {
            operations = {{"DELETE", QStringLiteral("deletePolicyApiToken")}};
        } else if (parts.size() == 3 && m_era == Era::Today) {
            if (collection == QLatin1String("policyApiToken")) {
                operations = {{"GET", QStringLiteral("listPolicyApiTokens")},
                    {"POST", QStringLiteral("createPolicyApiToken")}};
            }
            if (collection == QLatin1String("availableRole"))
                operations = {{"GET", QStringLiteral("listAvailableRoles")}};
            else if (collection == QLatin1String("customRole"))
                operations = {{"GET", QStringLiteral("listCustomRoles")}};
        }
    }
    call.choose(operations, request.method);
    return call;
}

ServiceAnswer QoveryService::perform(const ServiceCall &call, const WireRequest &request, const Fault &)
{
    if (call.refusal == 405) {
        WireResponse response = refuse(405, QStringLiteral("this path does not take that method"));
        response.addHeader("Allow", call.allowedMethods);
        return {response};
    }
    if (call.refusal != 0)
        return {refuse(call.refusal, QStringLiteral("there is nothing at this path"))};
    const std::optional<DemoCaller> caller = authenticate(request);
    if (!caller)
        return {refuse(401, QStringLiteral("access token is missing or invalid"))};
    m_world.noteUse(*caller);
    if (call.operation == QLatin1String("listOrganizations"))
        return {listOrganizations(*caller)};

    // The service does not tell "does not exist" from "not yours".
    DemoOrganization *organization = m_world.organization(DemoService::Qovery, call.organizationId);
    const QString role = caller->roleIn(call.organizationId);
    if (organization == nullptr || role.isEmpty())
        return {refuse(403, QStringLiteral("you have no access to this organization"))};
    if (call.operation == QLatin1String("listAvailableRoles"))
        return {listRoles(*organization, false)};
    if (call.operation == QLatin1String("listCustomRoles"))
        return {listRoles(*organization, true)};
    if (call.operation == QLatin1String("listApiTokens"))
        return {listTokens(*organization, request)};

    if (call.operation.contains(QLatin1String("PolicyApiToken")))
        return performOnPolicies(*organization, *caller, call, request);

    if (!mayManageTokens(role))
        return {refuse(403, QStringLiteral("the role %1 may not manage API tokens").arg(role))};
    if (call.operation == QLatin1String("createApiToken"))
        return createToken(*organization, *caller, request);
    return deleteToken(*organization, call.tokenId);
}

std::optional<DemoCaller> QoveryService::authenticate(const WireRequest &request) const
{
    const QByteArray header = request.header("authorization");
    const qsizetype blank = header.indexOf(' ');
    if (blank < 0)
        return std::nullopt;
    const QByteArray scheme = header.left(blank);
    const QByteArray value = header.mid(blank + 1);
    const bool isBearer = m_era == Era::Seed || demosecret::looksLikeJwt(value);
    if (scheme != (isBearer ? "Bearer" : "Token"))
        return std::nullopt;
    return m_world.authenticate(DemoService::Qovery, value);
}

WireResponse QoveryService::refuse(int status, const QString &detail) const
{
    const QJsonObject body{{QStringLiteral("status"), status},
        {QStringLiteral("error"), QString::fromLatin1(reasonPhrase(status))},
        {QStringLiteral("detail"), detail}};
    return jsonAnswer(status, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

WireResponse QoveryService::tooManyRequests() const
{
    WireResponse response = jsonAnswer(429, "Too Many Requests");
    response.contentType = "text/plain";
    response.addHeader("Retry-After", "1");
    return response;
}

WireResponse QoveryService::listOrganizations(const DemoCaller &caller) const
{
    QByteArray items;
    const QList<DemoOrganization *> organizations = m_world.organizations(DemoService::Qovery);
    for (const DemoOrganization *organization : organizations) {
        if (caller.roleIn(organization->id).isEmpty())
            continue;
        QByteArray item = "{";
        appendJsonMember(item, "id", organization->id);
        appendJsonMember(item, "created_at", QString::fromLatin1(organization->createdAt.text()));
        appendJsonMember(item, "updated_at", QString::fromLatin1(organization->updatedAt.text()));
        appendJsonMember(item, "name", organization->name);
        appendJsonMember(item, "description", organization->description);
        appendJsonMember(item, "plan", organization->plan);
        appendJsonRawMember(item, "website_url", "null");
        items += (items.isEmpty() ? "" : ",") + item + '}';
    }
    return jsonAnswer(200, results(items));
}

WireResponse QoveryService::listRoles(const DemoOrganization &organization, bool isCustomOnly) const
{
    QByteArray items;
    for (const DemoRoleChoice &role : organization.roles) {
        if (isCustomOnly && !role.isCustom)
            continue;
        QByteArray item = "{";
        appendJsonMember(item, "id", role.id);
        appendJsonMember(item, "name", role.name);
        if (isCustomOnly) {
            appendJsonMember(item, "description", role.description);
            appendJsonRawMember(item, "cluster_permissions",
                R"([{"cluster_id":"0f1c6d6e-6a3a-4c0e-9a7c-3f4f5d0a1b2c","cluster_name":"eu-production",)"
                R"("permission":"ENV_CREATOR"}])");
            appendJsonRawMember(item, "project_permissions",
                R"([{"project_id":"5b8a0b7e-30d4-4a58-8f0e-2c9f6f1d7e3a","project_name":"web","is_admin":false,)"
                R"("permissions":[{"environment_type":"PRODUCTION","permission":"DEPLOYER"},)"
                R"({"environment_type":"STAGING","permission":"VIEWER"}]}])");
        }
        items += (items.isEmpty() ? "" : ",") + item + '}';
    }
    return jsonAnswer(200, results(items));
}

WireResponse QoveryService::listTokens(DemoOrganization &organization, const WireRequest &request) const
{
    QString wantedName;
    QString wantedCreator;
    if (m_era == Era::Today) {
        wantedName = request.queryValues(QStringLiteral("name")).value(0);
        wantedCreator = request.queryValues(QStringLiteral("creatorName")).value(0);
    }
    QByteArray items;
    for (const DemoToken *token : organization.tokens.ordered()) {
        const DemoSubject creator = token->createdBy ? *token->createdBy : DemoSubject();
        const QString creatorName = creator.isToken() ? creator.tokenName : creator.fullName;
        if (!token->name.contains(wantedName, Qt::CaseInsensitive)
            || !creatorName.contains(wantedCreator, Qt::CaseInsensitive))
            continue;
        if (!items.isEmpty())
            items += ',';
        items += tokenJson(*token);
    }
    return jsonAnswer(200, results(items));
}

QByteArray QoveryService::tokenJson(const DemoToken &token) const
{
    QByteArray json = "{";
    const DemoRole role = token.roles.value(0);
    const bool hasNulls = token.loose == LooseForm::NullOptionals;
    appendJsonMember(json, "id", token.id);
    appendJsonMember(json, "created_at", QString::fromLatin1(token.createdAt.text()));
    if (token.updatedAt.isSet())
        appendJsonMember(json, "updated_at", QString::fromLatin1(token.updatedAt.text()));
    else if (hasNulls)
        appendJsonRawMember(json, "updated_at", "null");
    appendJsonMember(json, "name", token.name);
    if (!token.description.isNull())
        appendJsonMember(json, "description", token.description);
    else if (hasNulls)
        appendJsonRawMember(json, "description", "null");
    if (m_era == Era::Seed) {
        appendJsonMember(json, "scope", u"ADMIN");
    } else if (!role.roleId.isEmpty()) {
        appendJsonMember(json, "role_name", role.role);
        appendJsonMember(json, "role_id", role.roleId);
    } else if (hasNulls) {
        appendJsonRawMember(json, "role_name", "null");
        appendJsonRawMember(json, "role_id", "null");
    }
    return json + '}';
}

DemoToken QoveryService::newToken(const DemoOrganization &organization, const DemoCaller &caller,
    const DemoRoleChoice &role, const QString &name) const
{
    DemoToken token;
    token.organizationId = organization.id;
    token.name = name;
    token.roles = {{organization.id, QStringLiteral("ORGANIZATION"), role.name, role.id}};
    token.createdBy = caller.subject;
    token.createdAt = DemoMoment{m_world.now(), 0, 6};
    token.startAt = token.createdAt;
    return token;
}

ServiceAnswer QoveryService::createToken(
    DemoOrganization &organization, const DemoCaller &caller, const WireRequest &request)
{
    const bool isToday = m_era == Era::Today;
    RequestBody body(request);
    body.require({QStringLiteral("name"), isToday ? QStringLiteral("role_id") : QStringLiteral("scope")});
    const QString name = postedName(body);
    const bool hasDescription = body.has(QStringLiteral("description"));
    const QString description = body.text(QStringLiteral("description"), 0, anyLength);
    if (!isToday || !body.value(QStringLiteral("scope")).isNull())
        body.word(QStringLiteral("scope"), {QStringLiteral("ADMIN")});

    QString roleId;
    if (isToday && !body.value(QStringLiteral("role_id")).isNull()) {
        roleId = body.text(QStringLiteral("role_id"), 0, anyLength);
        if (!isUuid(roleId))
            body.complain(QStringLiteral("role_id must be a UUID"));
    }
    const std::optional<DemoRoleChoice> choice = chosenRole(organization, roleId, body);
    if (!body.error().isEmpty())
        return {refuse(400, body.error())};
    if (isTaken(organization.tokens, name))
        return {refuse(409, QStringLiteral("an API token named %1 exists already").arg(name))};

    DemoToken draft = newToken(organization, caller, *choice, name);
    draft.description = hasDescription ? description : QString();
    const DemoToken &token = m_world.addToken(draft);
    const QByteArray secret = m_world.issueSecret(token.id);
    QByteArray json = tokenJson(token);
    json.chop(1);
    appendJsonMember(json, "token", QString::fromLatin1(secret));
    return {jsonAnswer(201, json + '}'), true};
}

ServiceAnswer QoveryService::deleteToken(const DemoOrganization &organization, const QString &tokenId)
{
    const DemoToken *token = m_world.token(tokenId);
    if (token == nullptr || token->organizationId != organization.id || token->isPolicy())
        return {refuse(404, QStringLiteral("there is no such API token"))};
    m_world.removeToken(tokenId);
    WireResponse response = jsonAnswer(204, {});
    return {response, true};
}

ServiceAnswer QoveryService::performOnPolicies(DemoOrganization &organization, const DemoCaller &caller,
    const ServiceCall &call, const WireRequest &request)
{
    const QString role = caller.roleIn(organization.id);
    if (role != QLatin1String("owner") && role != QLatin1String("admin"))
        return {refuse(403, QStringLiteral("the role %1 may not manage policy API tokens").arg(role))};
    if (call.operation == QLatin1String("createPolicyApiToken"))
        return createPolicyToken(organization, caller, request);
    if (call.operation == QLatin1String("deletePolicyApiToken")) {
        const DemoToken *token = m_world.token(call.tokenId);
        if (token == nullptr || token->organizationId != organization.id || !token->isPolicy())
            return {refuse(404, QStringLiteral("there is no such policy API token"))};
        m_world.removeToken(call.tokenId);
        return {jsonAnswer(204, {}), true};
    }
    QByteArray items;
    for (const DemoToken *token : organization.policyTokens.ordered())
        items += (items.isEmpty() ? "" : ",") + policyTokenJson(*token);
    return {jsonAnswer(200, results(items))};
}

QByteArray QoveryService::policyTokenJson(const DemoToken &token) const
{
    QByteArray json = tokenJson(token);
    json.chop(1);
    appendJsonMember(json, "opa_policy", token.policyText);
    const DemoSubject creator = token.createdBy ? *token.createdBy : DemoSubject();
    appendJsonMember(json, "creator_name", creator.isToken() ? creator.tokenName : creator.fullName);
    if (token.endAt.isSet())
        appendJsonMember(json, "expires_at", QString::fromLatin1(token.endAt.text()));
    else
        appendJsonRawMember(json, "expires_at", "null");
    return json + '}';
}

ServiceAnswer QoveryService::createPolicyToken(
    DemoOrganization &organization, const DemoCaller &caller, const WireRequest &request)
{
    RequestBody body(request);
    body.require({QStringLiteral("name"), QStringLiteral("opa_policy")});
    const QString name = postedName(body);
    const QString policy = body.text(QStringLiteral("opa_policy"), 1, longestPolicy);
    const QString description = body.text(QStringLiteral("description"), 0, anyLength);
    if (const QString wrong = policyDiagnostics(policy); !wrong.isEmpty())
        body.complain(wrong);
    // No role means the administrator's.
    QString roleId;
    if (!body.value(QStringLiteral("role_id")).isNull() && body.has(QStringLiteral("role_id")))
        roleId = body.text(QStringLiteral("role_id"), 36, 36);
    const std::optional<DemoRoleChoice> choice = chosenRole(organization, roleId, body);
    QDateTime expiry;
    if (!body.value(QStringLiteral("expires_at")).isNull() && body.has(QStringLiteral("expires_at"))) {
        expiry = parseRfc3339(body.text(QStringLiteral("expires_at"), 20, 40));
        if (!expiry.isValid() || expiry.toMSecsSinceEpoch() <= m_world.now())
            body.complain(QStringLiteral("expires_at must be a date-time in the future"));
    }
    if (!body.error().isEmpty())
        return {refuse(400, body.error())};
    if (isTaken(organization.policyTokens, name))
        return {refuse(409, QStringLiteral("a policy API token named %1 exists already").arg(name))};

    DemoToken draft = newToken(organization, caller, *choice, name);
    draft.description = description;
    draft.policyText = policy;
    if (expiry.isValid())
        draft.endAt = DemoMoment{expiry.toMSecsSinceEpoch()};
    const DemoToken &token = m_world.addToken(draft);
    const QByteArray secret = m_world.issueSecret(token.id);
    QByteArray json = policyTokenJson(token);
    json.chop(1);
    appendJsonMember(json, "token", QString::fromLatin1(secret));
    appendJsonMember(json, "user_sub", QStringLiteral("policy|") + token.id);
    return {jsonAnswer(201, json + '}'), true};
}
