// SPDX-License-Identifier: MIT
#include "demo/astronomerv1service.h"

#include "demo/astronomeranswer.h"
#include "demo/astronomerdeed.h"
#include "demo/astronomerjson.h"
#include "demo/demoworld.h"
#include "demo/pagequery.h"
#include "demo/requestbody.h"
#include "demo/tokenpager.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

using astronomeranswer::directed;
using astronomeranswer::json;
using astronomeranswer::refuse;

const QString organizationScope = QStringLiteral("ORGANIZATION");
const QString workspaceScope = QStringLiteral("WORKSPACE");
const QString deploymentScope = QStringLiteral("DEPLOYMENT");
const QString dagScope = QStringLiteral("DAG");
const QString dagTagScope = QStringLiteral("DAG_TAG");

const TokenPager::Form v1Form{"tokens", &astronomerjson::v1ListedToken};

const QStringList &kinds()
{
    static const QStringList words{QStringLiteral("STANDARD"), QStringLiteral("DIRECT_ACCESS")};
    return words;
}

/// The built-in roles of that scope.
QStringList rolesFor(const QString &scope)
{
    if (scope == organizationScope) {
        return {QStringLiteral("ORGANIZATION_OWNER"), QStringLiteral("ORGANIZATION_BILLING_ADMIN"),
            QStringLiteral("ORGANIZATION_MEMBER"), QStringLiteral("ORGANIZATION_OBSERVE_ADMIN"),
            QStringLiteral("ORGANIZATION_OBSERVE_MEMBER")};
    }
    if (scope == workspaceScope) {
        return {QStringLiteral("WORKSPACE_OWNER"), QStringLiteral("WORKSPACE_OPERATOR"),
            QStringLiteral("WORKSPACE_AUTHOR"), QStringLiteral("WORKSPACE_MEMBER"),
            QStringLiteral("WORKSPACE_ACCESSOR")};
    }
    if (scope == deploymentScope)
        return {QStringLiteral("DEPLOYMENT_ADMIN")};
    if (scope == dagScope || scope == dagTagScope)
        return {QStringLiteral("DAG_VIEWER"), QStringLiteral("DAG_AUTHOR")};
    return {};
}

QString scopeOf(const DemoToken &token)
{
    if (!token.deploymentId.isEmpty())
        return deploymentScope;
    return token.workspaceId.isEmpty() ? organizationScope : workspaceScope;
}

/// The built-in roles as the list of roles tells them.
QJsonArray defaultRoles(const QStringList &scopes)
{
    QJsonArray roles;
    for (const QString &scope : scopes) {
        for (const QString &name : rolesFor(scope)) {
            const QString right = scope.toLower() + QStringLiteral(".get");
            roles.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("scopeType"), scope},
                {QStringLiteral("description"), QStringLiteral("Built-in role of the kind ") + scope},
                {QStringLiteral("permissions"), QJsonArray{right}}});
        }
    }
    return roles;
}

/// 400 with the field that is wrong.
WireResponse refuseBody(const RequestBody &body)
{
    WireResponse response = refuse(400, body.error());
    if (body.field().isEmpty())
        return response;
    QJsonObject object = QJsonDocument::fromJson(response.body).object();
    const QJsonObject complaint{{QStringLiteral("code"), QStringLiteral("invalid")},
        {QStringLiteral("field"), body.field()}, {QStringLiteral("message"), body.error()}};
    object.insert(QStringLiteral("fieldErrors"), QJsonArray{complaint});
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

/// One page of a short list.
WireResponse pageOf(const char *key, const PageQuery &query, const QList<QJsonObject> &items)
{
    if (!query.error().isEmpty())
        return refuse(400, query.error());
    QJsonArray page;
    for (const QJsonObject &item : query.sorted(items).mid(query.offset(), query.limit()))
        page.append(item);
    const QByteArray text = QJsonDocument(page).toJson(QJsonDocument::Compact);
    return json(
        astronomerjson::page(key, text.mid(1, text.size() - 2), query.offset(), query.limit(), items.size()));
}

QStringList placeSorts()
{
    return directed({QStringLiteral("name"), QStringLiteral("createdAt"), QStringLiteral("updatedAt")});
}

/// The list is asked for those of these values, or for all.
bool isAskedFor(const WireRequest &request, const char *key, const QString &value)
{
    const QStringList wanted = request.queryValues(QLatin1String(key));
    return wanted.isEmpty() || wanted.contains(value);
}

bool holdsRole(const DemoToken &token, const QString &type, const QStringList &entityIds)
{
    return std::any_of(token.roles.cbegin(), token.roles.cend(),
        [&](const DemoRole &role) { return role.entityType == type && entityIds.contains(role.entityId); });
}

/// The filters of the list beside its place.
bool isWanted(const DemoToken &token, const PageQuery &query, const WireRequest &request)
{
    const QString kind = query.text(QStringLiteral("kind"));
    const QString dagId = query.text(QStringLiteral("dagId"));
    const QStringList dagTags = request.queryValues(QStringLiteral("dagTags"));
    if (query.text(QStringLiteral("includeOnlyOrganizationTokens")) == QLatin1String("true")
        && scopeOf(token) != organizationScope)
        return false;
    return (kind.isEmpty() || token.kind == kind) && (dagId.isEmpty() || holdsRole(token, dagScope, {dagId}))
        && (dagTags.isEmpty() || holdsRole(token, dagTagScope, dagTags));
}

bool hasFilter(const WireRequest &request)
{
    static const QStringList keys{QStringLiteral("kind"), QStringLiteral("dagId"), QStringLiteral("dagTags"),
        QStringLiteral("includeOnlyOrganizationTokens")};
    return std::any_of(keys.cbegin(), keys.cend(),
        [&request](const QString &key) { return !request.queryValues(key).isEmpty(); });
}

} // namespace

AstronomerV1Service::AstronomerV1Service(DemoWorld &world)
    : m_world(world)
{ }

ServiceCall AstronomerV1Service::route(const WireRequest &request) const
{
    QStringList parts = request.segments();
    parts.removeFirst(); // v1
    ServiceCall call;
    QHash<QByteArray, QString> operations;
    const bool isInOrganization =
        parts.value(0) == QLatin1String("organizations") && !parts.value(1).isEmpty();
    const QString noun = parts.value(2);
    if (parts == QStringList{QStringLiteral("organizations")}) {
        operations = {{"GET", QStringLiteral("listOrganizations")}};
    } else if (parts == QStringList{QStringLiteral("users"), QStringLiteral("self")}) {
        operations = {{"GET", QStringLiteral("getSelfUser")}};
    } else if (isInOrganization) {
        call.organizationId = parts.at(1);
        call.tokenId = parts.value(3);
        const bool isTokens = noun == QLatin1String("tokens");
        const bool isToken = isTokens && !call.tokenId.isEmpty();
        const QString part = parts.value(4);
        if (parts.size() == 3 && noun == QLatin1String("workspaces")) {
            operations = {{"GET", QStringLiteral("listWorkspaces")}};
        } else if (parts.size() == 3 && noun == QLatin1String("deployments")) {
            operations = {{"GET", QStringLiteral("listDeployments")}};
        } else if (parts.size() == 3 && noun == QLatin1String("roles")) {
            operations = {{"GET", QStringLiteral("listRoles")}};
        } else if (parts.size() == 3 && isTokens) {
            operations = {{"GET", QStringLiteral("listTokens")}, {"POST", QStringLiteral("createToken")}};
        } else if (parts.size() == 4 && isToken) {
            operations = {{"GET", QStringLiteral("getToken")}, {"POST", QStringLiteral("updateToken")},
                {"DELETE", QStringLiteral("deleteToken")}};
        } else if (parts.size() == 5 && isToken && part == QLatin1String("roles")) {
            operations = {{"POST", QStringLiteral("updateTokenRoles")}};
        } else if (parts.size() == 5 && isToken && part == QLatin1String("rotate")) {
            operations = {{"POST", QStringLiteral("rotateToken")}};
        }
    }
    call.choose(operations, request.method);
    return call;
}

ServiceAnswer AstronomerV1Service::perform(
    const ServiceCall &call, const WireRequest &request, const Fault &fault)
{
    if (call.refusal != 0)
        return {astronomeranswer::refuseCall(call)};
    const QByteArray authorization = request.header("authorization");
    std::optional<DemoCaller> caller;
    if (authorization.startsWith("Bearer "))
        caller = m_world.authenticate(DemoService::Astronomer, authorization.mid(7));
    if (!caller)
        return {refuse(401, QStringLiteral("missing, unknown or expired token"))};
    m_world.noteUse(*caller);
    if (call.operation == QLatin1String("listOrganizations"))
        return {listOrganizations(*caller, request)};
    if (call.operation == QLatin1String("getSelfUser"))
        return {self(*caller, request)};

    DemoOrganization *organization = m_world.organization(DemoService::Astronomer, call.organizationId);
    // The older generation also took the short name; here an organization has none.
    if (organization == nullptr || organization->id != call.organizationId) {
        const bool isPicker = call.operation == QLatin1String("listWorkspaces")
            || call.operation == QLatin1String("listDeployments");
        return {
            refuse(isPicker ? 403 : 404, QStringLiteral("organization not found: ") + call.organizationId)};
    }
    const Task task{call, request, fault, *caller, *organization};
    if (call.operation == QLatin1String("listWorkspaces"))
        return {listWorkspaces(task)};
    if (call.operation == QLatin1String("listDeployments"))
        return {listDeployments(task)};
    if (call.operation == QLatin1String("listRoles"))
        return {listRoles(task)};
    if (call.operation == QLatin1String("listTokens"))
        return {listTokens(task)};
    if (call.operation == QLatin1String("createToken"))
        return createToken(task);
    return performTokenCall(task);
}

WireResponse AstronomerV1Service::tooManyRequests() const
{
    return astronomeranswer::tooManyRequests();
}

bool AstronomerV1Service::hasPlace(const Task &task, const QString &scope, const QString &placeId)
{
    if (scope == organizationScope)
        return placeId == task.organization.id;
    if (scope == workspaceScope)
        return task.organization.workspaceIds.contains(placeId);
    const DemoDeployment *deployment = m_world.deployment(placeId);
    return deployment != nullptr && deployment->organizationId == task.organization.id;
}

bool AstronomerV1Service::mayManage(const Task &task, const QString &placeId)
{
    const DemoDeployment *deployment = m_world.deployment(placeId);
    const QString workspaceId = deployment != nullptr ? deployment->workspaceId : placeId;
    return task.isOwner() || task.caller.roleIn(workspaceId) == QLatin1String("WORKSPACE_OWNER");
}

bool AstronomerV1Service::mayRead(const Task &task, const QString &placeId)
{
    const DemoDeployment *deployment = m_world.deployment(placeId);
    return mayManage(task, placeId) || !task.caller.roleIn(placeId).isEmpty()
        || (deployment != nullptr && !task.caller.roleIn(deployment->workspaceId).isEmpty());
}

bool AstronomerV1Service::mayRead(const Task &task, const DemoToken &token)
{
    if (!task.caller.roleIn(task.organization.id).isEmpty() || mayRead(task, token.homeId()))
        return true;
    return std::any_of(token.roles.cbegin(), token.roles.cend(), [&](const DemoRole &role) {
        return role.entityType != organizationScope && mayRead(task, role.entityId);
    });
}

bool AstronomerV1Service::mayExchange(
    const Task &task, const QList<DemoRole> &before, const QList<DemoRole> &after)
{
    const auto isForeign = [&](const QList<DemoRole> &others) {
        return [&task, &others, this](const DemoRole &role) {
            const QString place = role.deploymentId.isEmpty() ? role.entityId : role.deploymentId;
            return !others.contains(role) && !mayManage(task, place);
        };
    };
    return std::none_of(before.cbegin(), before.cend(), isForeign(after))
        && std::none_of(after.cbegin(), after.cend(), isForeign(before));
}

WireResponse AstronomerV1Service::listOrganizations(const DemoCaller &caller, const WireRequest &request)
{
    PageQuery query(request, placeSorts());
    query.requireWord(QStringLiteral("product"), {QStringLiteral("HOSTED"), QStringLiteral("HYBRID")});
    query.requireWord(QStringLiteral("astronomerProduct"), {QStringLiteral("ASTRO")});
    query.requireWord(QStringLiteral("productPlan"),
        {QStringLiteral("TRIAL"), QStringLiteral("BASIC"), QStringLiteral("STANDARD"),
            QStringLiteral("PREMIUM"), QStringLiteral("BUSINESS_CRITICAL")});
    QList<QJsonObject> items;
    const QList<DemoOrganization *> organizations = m_world.organizations(DemoService::Astronomer);
    for (const DemoOrganization *organization : organizations) {
        const auto isAbout = [organization](const DemoRole &role) {
            return role.entityId == organization->id || organization->workspaceIds.contains(role.entityId);
        };
        const QJsonObject item =
            QJsonDocument::fromJson(astronomerjson::v1Organization(*organization)).object();
        if (std::any_of(caller.roles.cbegin(), caller.roles.cend(), isAbout)
            && isAskedFor(request, "productPlan", organization->plan)
            && query.matches(item, QStringLiteral("product")))
            items.append(item);
    }
    return pageOf("organizations", query, items);
}

WireResponse AstronomerV1Service::listWorkspaces(const Task &task)
{
    QList<QJsonObject> items;
    bool isKnownHere = !task.caller.roleIn(task.organization.id).isEmpty();
    for (const QString &id : std::as_const(task.organization.workspaceIds)) {
        const DemoWorkspace *workspace = m_world.workspace(id);
        if (workspace == nullptr || !mayRead(task, id))
            continue;
        isKnownHere = true;
        if (isAskedFor(task.request, "workspaceIds", id)
            && isAskedFor(task.request, "names", workspace->name)) {
            const QByteArray text = astronomerjson::v1Workspace(*workspace, task.organization);
            items.append(QJsonDocument::fromJson(text).object());
        }
    }
    if (!isKnownHere)
        return refuse(403, QStringLiteral("no role in this organization"));
    return pageOf("workspaces", PageQuery(task.request, placeSorts()), items);
}

WireResponse AstronomerV1Service::listDeployments(const Task &task)
{
    QList<QJsonObject> items;
    bool isKnownHere = !task.caller.roleIn(task.organization.id).isEmpty();
    const QList<DemoDeployment *> deployments = m_world.deployments(task.organization.id);
    for (const DemoDeployment *deployment : deployments) {
        if (!mayRead(task, deployment->id))
            continue;
        isKnownHere = true;
        if (isAskedFor(task.request, "deploymentIds", deployment->id)
            && isAskedFor(task.request, "workspaceIds", deployment->workspaceId)
            && isAskedFor(task.request, "names", deployment->name)) {
            const DemoWorkspace &home = *m_world.workspace(deployment->workspaceId);
            items.append(QJsonDocument::fromJson(astronomerjson::v1Deployment(*deployment, home)).object());
        }
    }
    if (!isKnownHere)
        return refuse(403, QStringLiteral("no role in this organization"));
    return pageOf("deployments", PageQuery(task.request, placeSorts()), items);
}

WireResponse AstronomerV1Service::listRoles(const Task &task)
{
    const QString defaultsKey = QStringLiteral("includeDefaultRoles");
    const QString scopesKey = QStringLiteral("scopeTypes");
    const QStringList every{deploymentScope, workspaceScope, organizationScope, dagScope};
    PageQuery query(task.request,
        directed({QStringLiteral("name"), QStringLiteral("scopeType"), QStringLiteral("description"),
            QStringLiteral("createdAt"), QStringLiteral("updatedAt")}));
    query.requireWord(defaultsKey, {QStringLiteral("true"), QStringLiteral("false")});
    query.requireWord(scopesKey, every);
    // Who may read them is not documented; a role in the organization is the least that makes sense.
    if (task.caller.roleIn(task.organization.id).isEmpty())
        return refuse(403, QStringLiteral("no role in this organization"));
    QList<QJsonObject> items;
    if (isAskedFor(task.request, "scopeTypes", deploymentScope)) {
        for (const DemoRoleChoice &role : std::as_const(task.organization.roles)) {
            const QByteArray text = astronomerjson::v1Role(role, task.organization);
            items.append(QJsonDocument::fromJson(text).object());
        }
    }
    WireResponse page = pageOf("roles", query, items);
    if (page.status != 200 || query.text(defaultsKey) != QLatin1String("true"))
        return page;
    const QStringList asked = task.request.queryValues(scopesKey);
    QJsonObject whole = QJsonDocument::fromJson(page.body).object();
    whole.insert(QStringLiteral("defaultRoles"), defaultRoles(asked.isEmpty() ? every : asked));
    return json(QJsonDocument(whole).toJson(QJsonDocument::Compact));
}

WireResponse AstronomerV1Service::self(const DemoCaller &caller, const WireRequest &request) const
{
    PageQuery query(request, {});
    query.requireWord(QStringLiteral("createIfNotExist"), {QStringLiteral("true"), QStringLiteral("false")});
    if (!query.error().isEmpty())
        return refuse(400, query.error());
    // Whether the service answers this to tokens is not known (api/astronomer.md section 3); the document has
    // no 403 for it.
    if (!caller.isPerson())
        return refuse(401, QStringLiteral("an API token is no user"));
    return json(
        astronomerjson::v1Self(caller, DemoMoment{m_world.now() - 400 * astronomerdeed::msecsPerDay}));
}

QString AstronomerV1Service::roleWord(
    const Task &task, RequestBody &body, const QString &scope, const QString &placeId)
{
    QStringList known = rolesFor(scope);
    const DemoDeployment *deployment = scope == deploymentScope ? m_world.deployment(placeId) : nullptr;
    if (deployment != nullptr) {
        for (const DemoRoleChoice &role : std::as_const(task.organization.roles)) {
            if (role.restrictedWorkspaceIds.isEmpty()
                || role.restrictedWorkspaceIds.contains(deployment->workspaceId))
                known.append(role.name);
        }
    }
    return body.word(QStringLiteral("role"), known);
}

WireResponse AstronomerV1Service::listTokens(const Task &task)
{
    PageQuery query(task.request,
        directed({QStringLiteral("name"), QStringLiteral("description"), QStringLiteral("createdAt"),
            QStringLiteral("updatedAt"), QStringLiteral("tokenStartAt")}));
    query.requireWord(QStringLiteral("kind"), kinds());
    query.requireWord(
        QStringLiteral("includeOnlyOrganizationTokens"), {QStringLiteral("true"), QStringLiteral("false")});
    if (!query.error().isEmpty())
        return refuse(400, query.error());
    if (task.fault.kind == Fault::Kind::RefuseLimit && query.limit() > task.fault.number)
        return refuse(400, QStringLiteral("limit must be at most %1").arg(task.fault.number));

    const QString workspaceId = query.text(QStringLiteral("workspaceId"));
    const QString deploymentId = query.text(QStringLiteral("deploymentId"));
    QString placeId = task.organization.id;
    if (!workspaceId.isEmpty() && !hasPlace(task, workspaceScope, placeId = workspaceId))
        return refuse(404, QStringLiteral("workspace not found: ") + workspaceId);
    if (!deploymentId.isEmpty() && !hasPlace(task, deploymentScope, placeId = deploymentId))
        return refuse(404, QStringLiteral("deployment not found: ") + deploymentId);
    if (!mayRead(task, placeId))
        return refuse(403, QStringLiteral("no role here"));

    const bool isOrganization = placeId == task.organization.id;
    DemoTokenList &list = isOrganization ? task.organization.allTokens : *m_world.tokens(placeId);
    if (!hasFilter(task.request))
        return json(TokenPager(m_world, list, task.fault, v1Form).page(query));
    DemoTokenList chosen;
    for (DemoToken *token : list.ordered()) {
        if (isWanted(*token, query, task.request))
            chosen.insert(token);
    }
    return json(TokenPager(m_world, chosen, task.fault, v1Form).page(query));
}

ServiceAnswer AstronomerV1Service::createToken(const Task &task)
{
    const QString nameKey = QStringLiteral("name");
    const QString scopeKey = QStringLiteral("scope");
    const QString entityKey = QStringLiteral("entityId");
    const QString kindKey = QStringLiteral("kind");
    RequestBody body(task.request);
    body.require({nameKey, QStringLiteral("role"), scopeKey});
    body.allowOnly({nameKey, QStringLiteral("role"), scopeKey, entityKey, kindKey,
        QStringLiteral("description"), QStringLiteral("tokenExpiryPeriodInDays")});
    DemoToken draft;
    draft.organizationId = task.organization.id;
    draft.name = body.text(nameKey, 1, astronomerdeed::maxName);
    draft.description = body.text(QStringLiteral("description"), 0, astronomerdeed::maxDescription);
    draft.expiryDays =
        body.integer(QStringLiteral("tokenExpiryPeriodInDays"), 1, astronomerdeed::maxExpiryDays).value_or(0);
    if (body.has(kindKey))
        draft.kind = body.word(kindKey, kinds());
    const QString scope = body.word(scopeKey, {organizationScope, workspaceScope, deploymentScope});
    QString placeId = body.text(entityKey, 1, astronomerdeed::maxName);
    if (placeId.isEmpty() && scope == organizationScope)
        placeId = task.organization.id;
    const QString role = roleWord(task, body, scope, placeId);
    if (body.error().isEmpty() && !hasPlace(task, scope, placeId))
        body.complain(QStringLiteral("entityId must name where the token belongs to"), entityKey);
    if (!body.error().isEmpty())
        return {refuseBody(body)};
    if (!mayManage(task, placeId))
        return {refuse(403, QStringLiteral("the caller's role does not allow to manage API tokens"))};
    if (scope == workspaceScope)
        draft.workspaceId = placeId;
    if (scope == deploymentScope)
        draft.deploymentId = placeId;
    draft.roles = {{placeId, scope, role, {}}};
    const astronomerdeed::Issue issue = astronomerdeed::create(m_world, draft, task.caller.subject);
    return {json(astronomerjson::v1IssuedToken(issue.token, issue.secret)), true};
}

ServiceAnswer AstronomerV1Service::performTokenCall(const Task &task)
{
    const DemoToken *token = m_world.token(task.call.tokenId);
    if (token == nullptr || token->organizationId != task.organization.id)
        return {refuse(404, QStringLiteral("API token not found: ") + task.call.tokenId)};
    const QString &operation = task.call.operation;
    if (!mayRead(task, *token))
        return {refuse(403, QStringLiteral("no role here"))};
    if (operation == QLatin1String("getToken"))
        return {json(astronomerjson::v1Token(*token))};
    if (operation == QLatin1String("updateTokenRoles"))
        return updateRoles(task, *token);
    if (!mayManage(task, token->homeId()))
        return {refuse(403, QStringLiteral("the caller's role does not allow to manage API tokens"))};
    if (operation == QLatin1String("updateToken"))
        return updateToken(task, *token);
    if (!task.request.body.isEmpty())
        return {refuse(400, QStringLiteral("this operation takes no body"))};
    return operation == QLatin1String("rotateToken") ? issueAgain(task, *token) : removeToken(*token);
}

ServiceAnswer AstronomerV1Service::updateToken(const Task &task, const DemoToken &token)
{
    const QString nameKey = QStringLiteral("name");
    const QString descriptionKey = QStringLiteral("description");
    RequestBody body(task.request);
    body.require({nameKey});
    body.allowOnly({nameKey, descriptionKey});
    const QString name = body.text(nameKey, 1, astronomerdeed::maxName);
    const QString description = body.has(descriptionKey)
        ? body.text(descriptionKey, 0, astronomerdeed::maxDescription)
        : token.description;
    if (!body.error().isEmpty())
        return {refuseBody(body)};
    astronomerdeed::rename(m_world, token, name, description, task.caller.subject);
    return {json(astronomerjson::v1Token(token)), true};
}

DemoRole AstronomerV1Service::readRole(const Task &task, const QJsonObject &object, RequestBody &body)
{
    const QString entityKey = QStringLiteral("entityId");
    const QString typeKey = QStringLiteral("entityType");
    const QString deploymentKey = QStringLiteral("deploymentId");
    const QString path = QStringLiteral("roles[].");
    RequestBody entry(object, path);
    entry.require({entityKey, typeKey, QStringLiteral("role")});
    entry.allowOnly({entityKey, typeKey, QStringLiteral("role"), deploymentKey});
    DemoRole role;
    role.entityId = entry.text(entityKey, 1, astronomerdeed::maxName);
    role.entityType =
        entry.word(typeKey, {organizationScope, workspaceScope, deploymentScope, dagScope, dagTagScope});
    role.role = roleWord(task, entry, role.entityType, role.entityId);
    role.deploymentId = entry.text(deploymentKey, 1, astronomerdeed::maxName);
    const bool isDag = role.entityType == dagScope || role.entityType == dagTagScope;
    if (isDag && !hasPlace(task, deploymentScope, role.deploymentId))
        entry.complain(QStringLiteral("a DAG's role names its deployment"), path + deploymentKey);
    if (!isDag && !hasPlace(task, role.entityType, role.entityId))
        entry.complain(QStringLiteral("not in this organization: ") + role.entityId, path + entityKey);
    if (!entry.error().isEmpty())
        body.complain(entry.error(), entry.field());
    return role;
}

QList<DemoRole> AstronomerV1Service::readRoles(const Task &task, const DemoToken &token, RequestBody &body)
{
    const QString key = QStringLiteral("roles");
    body.require({key});
    body.allowOnly({key});
    const QJsonArray entries = body.value(key).toArray();
    if (entries.isEmpty())
        body.complain(QStringLiteral("roles must be a list with at least one role"), key);
    QList<DemoRole> roles;
    for (const QJsonValue &value : entries) {
        const DemoRole role = readRole(task, value.toObject(), body);
        const bool isTwice = std::any_of(roles.cbegin(), roles.cend(), [&role](const DemoRole &other) {
            return other.entityId == role.entityId && other.entityType == role.entityType
                && other.deploymentId == role.deploymentId;
        });
        if (isTwice)
            body.complain(QStringLiteral("two roles on ") + role.entityId, key);
        roles.append(role);
    }
    // What a token may hold goes by what it belongs to.
    static const QStringList ranks{organizationScope, workspaceScope, deploymentScope, dagScope, dagTagScope};
    const QString scope = scopeOf(token);
    int ofItsOwn = 0;
    for (const DemoRole &role : std::as_const(roles)) {
        if (role.entityType == scope && role.entityId == token.homeId())
            ++ofItsOwn;
        else if (ranks.indexOf(role.entityType) <= ranks.indexOf(scope))
            body.complain(
                QStringLiteral("a %1 token cannot hold a role on %2").arg(scope, role.entityId), key);
    }
    if (ofItsOwn != 1)
        body.complain(QStringLiteral("a token has one role where it belongs to"), key);
    return roles;
}

ServiceAnswer AstronomerV1Service::updateRoles(const Task &task, const DemoToken &token)
{
    RequestBody body(task.request);
    const QList<DemoRole> roles = readRoles(task, token, body);
    if (!body.error().isEmpty())
        return {refuseBody(body)};
    if (!mayManage(task, token.homeId()) && !mayExchange(task, token.roles, roles))
        return {refuse(403, QStringLiteral("the caller's role does not allow to change these roles"))};
    astronomerdeed::setRoles(m_world, token, roles, task.caller.subject);
    return {json(astronomerjson::v1SubjectRoles(token)), true};
}

ServiceAnswer AstronomerV1Service::issueAgain(const Task &task, const DemoToken &token)
{
    const astronomerdeed::Issue issue = astronomerdeed::rotate(m_world, token, task.caller.subject);
    return {json(astronomerjson::v1IssuedToken(issue.token, issue.secret)), true};
}

ServiceAnswer AstronomerV1Service::removeToken(const DemoToken &token)
{
    m_world.removeToken(token.id);
    return {astronomeranswer::noContent(), true};
}
