// SPDX-License-Identifier: MIT
#include "demo/astronomerservice.h"

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
#include <optional>

namespace {

using astronomeranswer::directed;
using astronomeranswer::json;
using astronomeranswer::refuse;

const QStringList &organizationRoles()
{
    static const QStringList roles{QStringLiteral("ORGANIZATION_MEMBER"),
        QStringLiteral("ORGANIZATION_BILLING_ADMIN"), QStringLiteral("ORGANIZATION_OWNER")};
    return roles;
}

const QStringList &workspaceRoles()
{
    static const QStringList roles{QStringLiteral("WORKSPACE_MEMBER"), QStringLiteral("WORKSPACE_AUTHOR"),
        QStringLiteral("WORKSPACE_OPERATOR"), QStringLiteral("WORKSPACE_OWNER")};
    return roles;
}

const TokenPager::Form tokenForm{
    "apiTokens", [](const DemoToken &token) { return QByteArray(astronomerjson::token(token)); }};

bool isOrganizationOwner(const DemoCaller &caller, const DemoOrganization &organization)
{
    return caller.roleIn(organization.id) == QLatin1String("ORGANIZATION_OWNER");
}

} // namespace

AstronomerService::AstronomerService(DemoWorld &world)
    : m_world(world)
{ }

ServiceCall AstronomerService::route(const WireRequest &request) const
{
    QStringList parts = request.segments();
    parts.removeFirst(); // v1alpha1
    ServiceCall call;
    QHash<QByteArray, QString> operations;
    if (parts == QStringList{QStringLiteral("organizations")}) {
        operations = {{"GET", QStringLiteral("listOrganizations")}};
    } else if (parts == QStringList{QStringLiteral("users"), QStringLiteral("self")}) {
        operations = {{"GET", QStringLiteral("getSelfUser")}};
    } else if (parts.value(0) == QLatin1String("organizations") && !parts.value(1).isEmpty()) {
        call.organizationId = parts.value(1);
        parts.remove(0, 2);
        QString place = QStringLiteral("Organization");
        if (parts == QStringList{QStringLiteral("workspaces")}) {
            operations = {{"GET", QStringLiteral("listWorkspaces")}};
        } else if (parts == QStringList{QStringLiteral("deployments")}) {
            operations = {{"GET", QStringLiteral("listDeployments")}};
        } else if (parts.value(0) == QLatin1String("workspaces") && !parts.value(1).isEmpty()) {
            call.workspaceId = parts.value(1);
            parts.remove(0, 2);
            place = QStringLiteral("Workspace");
        }
        const QString noun = place + QStringLiteral("ApiToken");
        call.tokenId = parts.value(1);
        const bool isToken = parts.value(0) == QLatin1String("api-tokens");
        if (isToken && parts.size() == 1) {
            operations = {
                {"GET", QStringLiteral("list") + noun + u's'}, {"POST", QStringLiteral("create") + noun}};
        } else if (isToken && parts.size() == 2 && !call.tokenId.isEmpty()) {
            operations = {{"GET", QStringLiteral("get") + noun}, {"POST", QStringLiteral("update") + noun},
                {"DELETE", QStringLiteral("delete") + noun}};
        } else if (isToken && parts.size() == 3 && parts.value(2) == QLatin1String("rotate")) {
            operations = {{"POST", QStringLiteral("rotate") + noun}};
        }
    }
    call.choose(operations, request.method);
    return call;
}

ServiceAnswer AstronomerService::perform(
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
    const bool isWorkspaceList = call.operation == QLatin1String("listWorkspaces");
    const bool isDeploymentList = call.operation == QLatin1String("listDeployments");
    if (organization == nullptr) {
        const QString text = QStringLiteral("organization not found: ") + call.organizationId;
        return {refuse(isWorkspaceList || isDeploymentList ? 403 : 404, text)};
    }
    if (isDeploymentList)
        return {listDeployments(*caller, *organization, request)};
    if (isWorkspaceList)
        return {listWorkspaces(*caller, *organization, request)};
    DemoWorkspace *workspace = nullptr;
    if (!call.workspaceId.isEmpty()) {
        workspace = m_world.workspace(call.workspaceId);
        if (workspace == nullptr || workspace->organizationId != organization->id)
            return {refuse(404, QStringLiteral("workspace not found: ") + call.workspaceId)};
    }
    return performTokenCall({call, request, fault, *caller, *organization, workspace});
}

ServiceAnswer AstronomerService::performTokenCall(const Task &task)
{
    const bool isOwner = isOrganizationOwner(task.caller, task.organization);
    const QString role =
        task.caller.roleIn(task.workspace != nullptr ? task.workspace->id : task.organization.id);
    const bool mayManage = isOwner || role == QLatin1String("WORKSPACE_OWNER");
    const bool isReading = task.request.method == "GET" || task.request.method == "HEAD";
    if (!mayManage && (role.isEmpty() || !isReading)) {
        return {refuse(403,
            isReading ? QStringLiteral("no role here")
                      : QStringLiteral("the caller's role does not allow to manage API tokens"))};
    }
    const QString &operation = task.call.operation;
    if (operation.startsWith(QLatin1String("list")))
        return {listTokens(task)};
    if (operation.startsWith(QLatin1String("create")))
        return createToken(task);

    const DemoToken *token = m_world.token(task.call.tokenId);
    if (token == nullptr || !task.list().contains(*token))
        return {refuse(404, QStringLiteral("API token not found: ") + task.call.tokenId)};
    if (operation.startsWith(QLatin1String("get")))
        return {json(astronomerjson::token(*token))};
    if (operation.startsWith(QLatin1String("delete")))
        return removeToken(task, *token);
    // An organization's token is managed where it is at home; a workspace can only let go of it.
    if (task.workspace != nullptr && token->workspaceId != task.workspace->id)
        return {refuse(403, QStringLiteral("this token belongs to the organization; manage it there"))};
    if (operation.startsWith(QLatin1String("update")))
        return updateToken(task, *token);
    return rotateToken(task, *token);
}

WireResponse AstronomerService::tooManyRequests() const
{
    return astronomeranswer::tooManyRequests();
}

WireResponse AstronomerService::listOrganizations(const DemoCaller &caller, const WireRequest &request)
{
    static const QStringList fields{QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("shortName"),
        QStringLiteral("authServiceId"), QStringLiteral("product"), QStringLiteral("supportPlan"),
        QStringLiteral("createdAt"), QStringLiteral("updatedAt")};
    PageQuery query(request, directed(fields));
    query.requireWord(QStringLiteral("product"), {QStringLiteral("HOSTED"), QStringLiteral("HYBRID")});
    query.requireWord(QStringLiteral("supportPlan"),
        {QStringLiteral("INTERNAL"), QStringLiteral("POV"), QStringLiteral("TRIAL"), QStringLiteral("BASIC"),
            QStringLiteral("STANDARD"), QStringLiteral("PREMIUM"), QStringLiteral("BUSINESS_CRITICAL")});
    if (!query.error().isEmpty())
        return refuse(400, query.error());

    QList<QJsonObject> items;
    const QString search = query.text(QStringLiteral("search"));
    const QList<DemoOrganization *> organizations = m_world.organizations(DemoService::Astronomer);
    for (const DemoOrganization *organization : organizations) {
        const auto isAbout = [organization](const DemoRole &role) {
            return role.entityId == organization->id || organization->workspaceIds.contains(role.entityId);
        };
        if (std::any_of(caller.roles.cbegin(), caller.roles.cend(), isAbout)
            && organization->name.contains(search, Qt::CaseInsensitive))
            items.append(QJsonDocument::fromJson(astronomerjson::organization(*organization)).object());
    }
    QJsonArray list;
    for (const QJsonObject &item : query.sorted(items)) {
        if (query.matches(item, QStringLiteral("product"))
            && query.matches(item, QStringLiteral("supportPlan")))
            list.append(item);
    }
    return json(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

WireResponse AstronomerService::listWorkspaces(
    const DemoCaller &caller, const DemoOrganization &organization, const WireRequest &request)
{
    static const QStringList fields{QStringLiteral("id"), QStringLiteral("name"),
        QStringLiteral("description"), QStringLiteral("organizationId"), QStringLiteral("createdAt"),
        QStringLiteral("updatedAt")};
    const PageQuery query(request, directed(fields));
    QList<QJsonObject> items;
    bool isKnownHere = !caller.roleIn(organization.id).isEmpty();
    const QStringList wantedIds = request.queryValues(QStringLiteral("workspaceIds"));
    const QString search = query.text(QStringLiteral("search"));
    for (const QString &id : organization.workspaceIds) {
        const DemoWorkspace *workspace = m_world.workspace(id);
        const bool isVisible = isOrganizationOwner(caller, organization) || !caller.roleIn(id).isEmpty();
        if (workspace == nullptr || !isVisible)
            continue;
        isKnownHere = true;
        if ((wantedIds.isEmpty() || wantedIds.contains(id))
            && workspace->name.contains(search, Qt::CaseInsensitive)) {
            const QByteArray json = astronomerjson::workspace(*workspace, organization);
            items.append(QJsonDocument::fromJson(json).object());
        }
    }
    if (!isKnownHere)
        return refuse(403, QStringLiteral("no role in this organization"));
    if (!query.error().isEmpty())
        return refuse(400, query.error());
    QJsonArray page;
    for (const QJsonObject &item : query.sorted(items).mid(query.offset(), query.limit()))
        page.append(item);
    QByteArray text = QJsonDocument(page).toJson(QJsonDocument::Compact);
    return json(astronomerjson::page(
        "workspaces", text.mid(1, text.size() - 2), query.offset(), query.limit(), items.size()));
}

WireResponse AstronomerService::listDeployments(
    const DemoCaller &caller, const DemoOrganization &organization, const WireRequest &request)
{
    const PageQuery query(request,
        directed({QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("createdAt"),
            QStringLiteral("updatedAt")}));
    const QStringList wantedIds = request.queryValues(QStringLiteral("deploymentIds"));
    const QStringList wantedPlaces = request.queryValues(QStringLiteral("workspaceIds"));
    const auto isWanted = [](const QStringList &wanted, const QString &id) {
        return wanted.isEmpty() || wanted.contains(id);
    };
    QList<QJsonObject> items;
    bool isKnownHere = !caller.roleIn(organization.id).isEmpty();
    const QList<DemoDeployment *> deployments = m_world.deployments(organization.id);
    for (const DemoDeployment *deployment : deployments) {
        const bool isVisible = isOrganizationOwner(caller, organization)
            || !caller.roleIn(deployment->workspaceId).isEmpty() || !caller.roleIn(deployment->id).isEmpty();
        if (!isVisible)
            continue;
        isKnownHere = true;
        if (isWanted(wantedIds, deployment->id) && isWanted(wantedPlaces, deployment->workspaceId)) {
            const DemoWorkspace &home = *m_world.workspace(deployment->workspaceId);
            items.append(QJsonDocument::fromJson(astronomerjson::v1Deployment(*deployment, home)).object());
        }
    }
    if (!isKnownHere)
        return refuse(403, QStringLiteral("no role in this organization"));
    if (!query.error().isEmpty())
        return refuse(400, query.error());
    QJsonArray page;
    for (const QJsonObject &item : query.sorted(items).mid(query.offset(), query.limit()))
        page.append(item);
    const QByteArray text = QJsonDocument(page).toJson(QJsonDocument::Compact);
    return json(astronomerjson::page(
        "deployments", text.mid(1, text.size() - 2), query.offset(), query.limit(), items.size()));
}

WireResponse AstronomerService::self(const DemoCaller &caller, const WireRequest &request) const
{
    const QStringList create = request.queryValues(QStringLiteral("createIfNotExist"));
    for (const QString &value : create) {
        if (value != QLatin1String("true") && value != QLatin1String("false"))
            return refuse(400, QStringLiteral("createIfNotExist must be true or false"));
    }
    // Whether the service answers this to tokens is not known (api/astronomer.md section 3).
    if (!caller.isPerson())
        return refuse(403, QStringLiteral("an API token is no user"));
    return json(astronomerjson::self(caller, DemoMoment{m_world.now() - 400 * astronomerdeed::msecsPerDay}));
}

WireResponse AstronomerService::listTokens(const Task &task)
{
    const PageQuery query(task.request, directed(DemoTokenList::sortableFields()));
    if (!query.error().isEmpty())
        return refuse(400, query.error());
    if (task.fault.kind == Fault::Kind::RefuseLimit && query.limit() > task.fault.number)
        return refuse(400, QStringLiteral("limit must be at most %1").arg(task.fault.number));
    return json(TokenPager(m_world, task.list(), task.fault, tokenForm).page(query));
}

QList<DemoRole> AstronomerService::wantedRoles(const Task &task, RequestBody &body) const
{
    const QString organizationType = QStringLiteral("ORGANIZATION");
    const QString workspaceType = QStringLiteral("WORKSPACE");
    const QString roleKey = QStringLiteral("role");
    if (task.workspace != nullptr)
        return {{task.workspace->id, workspaceType, body.word(roleKey, workspaceRoles()), {}}};
    if (!body.has(QStringLiteral("roles")))
        return {{task.organization.id, organizationType, body.word(roleKey, organizationRoles()), {}}};

    const QString organizationKey = QStringLiteral("organization");
    const QString workspaceKey = QStringLiteral("workspace");
    if (!body.value(QStringLiteral("roles")).isObject())
        body.complain(QStringLiteral("roles must be an object"));
    RequestBody wanted(body.value(QStringLiteral("roles")).toObject(), QStringLiteral("roles."));
    wanted.require({organizationKey});
    wanted.allowOnly({organizationKey, workspaceKey});
    QList<DemoRole> roles{
        {task.organization.id, organizationType, wanted.word(organizationKey, organizationRoles()), {}}};
    if (wanted.has(workspaceKey) && !wanted.value(workspaceKey).isArray())
        wanted.complain(QStringLiteral("roles.workspace must be a list"));
    const QJsonArray entries = wanted.value(workspaceKey).toArray();
    for (const QJsonValue &value : entries) {
        RequestBody entry(value.toObject(), QStringLiteral("roles.workspace[]."));
        if (!value.isObject())
            entry.complain(QStringLiteral("roles.workspace must hold objects"));
        const QString entityKey = QStringLiteral("entityId");
        entry.require({entityKey, roleKey});
        entry.allowOnly({entityKey, roleKey});
        const DemoRole role{entry.text(entityKey, 1, astronomerdeed::maxName), workspaceType,
            entry.word(roleKey, workspaceRoles()), {}};
        if (!task.organization.workspaceIds.contains(role.entityId))
            entry.complain(QStringLiteral("no such workspace in this organization: ") + role.entityId);
        if (roleOn(roles, role.entityId) != nullptr)
            entry.complain(QStringLiteral("two roles in workspace ") + role.entityId);
        roles.append(role);
        if (!entry.error().isEmpty())
            wanted.complain(entry.error());
    }
    if (!wanted.error().isEmpty())
        body.complain(wanted.error());
    return roles;
}

ServiceAnswer AstronomerService::createToken(const Task &task)
{
    RequestBody body(task.request);
    body.require({QStringLiteral("name"), QStringLiteral("role")});
    body.allowOnly({QStringLiteral("name"), QStringLiteral("role"), QStringLiteral("description"),
        QStringLiteral("tokenExpiryPeriodInDays")});
    DemoToken draft;
    draft.organizationId = task.organization.id;
    draft.workspaceId = task.workspace != nullptr ? task.workspace->id : QString();
    draft.name = body.text(QStringLiteral("name"), 1, astronomerdeed::maxName);
    draft.description = body.text(QStringLiteral("description"), 0, astronomerdeed::maxDescription);
    draft.expiryDays =
        body.integer(QStringLiteral("tokenExpiryPeriodInDays"), 1, astronomerdeed::maxExpiryDays).value_or(0);
    draft.roles = wantedRoles(task, body);
    if (!body.error().isEmpty())
        return {refuse(400, body.error())};

    const astronomerdeed::Issue issue = astronomerdeed::create(m_world, draft, task.caller.subject);
    return {json(astronomerjson::issuedToken(issue.token, issue.secret)), true};
}

ServiceAnswer AstronomerService::updateToken(const Task &task, const DemoToken &token)
{
    const QString rolesKey = task.workspace != nullptr ? QStringLiteral("role") : QStringLiteral("roles");
    const QStringList keys{QStringLiteral("name"), QStringLiteral("description"), rolesKey};
    RequestBody body(task.request);
    body.require(keys);
    body.allowOnly(keys);
    const QString name = body.text(QStringLiteral("name"), 1, astronomerdeed::maxName);
    const QString description = body.text(QStringLiteral("description"), 0, astronomerdeed::maxDescription);
    const QList<DemoRole> roles = wantedRoles(task, body);
    if (!body.error().isEmpty())
        return {refuse(400, body.error())};
    astronomerdeed::rename(m_world, token, name, description, task.caller.subject);
    astronomerdeed::setRoles(m_world, token, roles, task.caller.subject);
    return {json(astronomerjson::token(token)), true};
}

ServiceAnswer AstronomerService::rotateToken(const Task &task, const DemoToken &token)
{
    if (!task.request.body.isEmpty())
        return {refuse(400, QStringLiteral("rotate takes no body"))};
    const astronomerdeed::Issue issue = astronomerdeed::rotate(m_world, token, task.caller.subject);
    return {json(astronomerjson::issuedToken(issue.token, issue.secret)), true};
}

ServiceAnswer AstronomerService::removeToken(const Task &task, const DemoToken &token)
{
    if (!task.request.body.isEmpty())
        return {refuse(400, QStringLiteral("delete takes no body"))};
    if (task.workspace == nullptr || token.workspaceId == task.workspace->id) {
        m_world.removeToken(token.id);
    } else {
        QList<DemoRole> roles = token.roles;
        roles.removeIf([&](const DemoRole &role) { return role.entityId == task.workspace->id; });
        astronomerdeed::setRoles(m_world, token, roles, task.caller.subject);
    }
    return {astronomeranswer::noContent(), true};
}
