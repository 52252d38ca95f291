// SPDX-License-Identifier: MIT
#include "demo/astronomerjson.h"

#include "core/jsontext.h"

namespace {

void appendMoment(QByteArray &json, const char *name, const DemoMoment &moment)
{
    appendJsonRawMember(json, name, '"' + moment.text() + '"');
}

/// An optional date: absent, or null where the token shows what loose servers send.
void appendOptionalMoment(QByteArray &json, const char *name, const DemoMoment &moment, LooseForm loose)
{
    if (moment.isSet())
        appendMoment(json, name, moment);
    else if (loose == LooseForm::NullOptionals)
        appendJsonRawMember(json, name, "null");
}

const QByteArray &profile(const DemoSubject &subject)
{
    if (!subject.json.isEmpty())
        return subject.json;
    QByteArray json = "{";
    appendJsonMember(json, "id", subject.id);
    if (subject.isToken()) {
        appendJsonMember(json, "subjectType", u"SERVICEKEY");
        appendJsonMember(json, "apiTokenName", subject.tokenName);
    } else {
        appendJsonMember(json, "subjectType", u"USER");
        appendJsonMember(json, "username", subject.username);
        appendJsonMember(json, "fullName", subject.fullName);
        appendJsonMember(json, "avatarUrl", u"");
    }
    subject.json = json + '}';
    return subject.json;
}

void appendSubject(
    QByteArray &json, const char *idName, const char *profileName, const DemoToken &token, bool isCreator)
{
    const DemoSubjectPointer &subject = isCreator ? token.createdBy : token.updatedBy;
    if (!(isCreator && token.loose == LooseForm::MissingRequired))
        appendJsonMember(json, idName, subject ? subject->id : QString());
    if (subject && (token.showsCreator || !isCreator))
        appendJsonRawMember(json, profileName, profile(*subject));
    else if (token.loose == LooseForm::NullOptionals)
        appendJsonRawMember(json, profileName, "null");
}

QByteArray roles(const QList<DemoRole> &roles)
{
    QByteArray json = "[";
    for (const DemoRole &role : roles) {
        if (json.size() > 1)
            json += ',';
        QByteArray item = "{";
        appendJsonMember(item, "entityId", role.entityId);
        appendJsonMember(item, "entityType", role.entityType);
        appendJsonMember(item, "role", role.role);
        if (!role.deploymentId.isEmpty())
            appendJsonMember(item, "deploymentId", role.deploymentId);
        json += item + '}';
    }
    return json + ']';
}

/// `[{entity: id, "role": role}]` of one kind of role.
QByteArray rolesOn(const QList<DemoRole> &roles, const QString &entityType, const char *entity)
{
    QByteArray list;
    for (const DemoRole &role : roles) {
        if (role.entityType != entityType)
            continue;
        QByteArray item = "{";
        appendJsonMember(item, entity, role.entityId);
        appendJsonMember(item, "role", role.role);
        if (!role.deploymentId.isEmpty())
            appendJsonMember(item, "deploymentId", role.deploymentId);
        list += (list.isEmpty() ? "" : ",") + item + '}';
    }
    return '[' + list + ']';
}

QString typeOf(const DemoToken &token)
{
    if (token.loose == LooseForm::UnknownType)
        return QStringLiteral("AGENT");
    if (!token.deploymentId.isEmpty())
        return QStringLiteral("DEPLOYMENT");
    return token.workspaceId.isEmpty() ? QStringLiteral("ORGANIZATION") : QStringLiteral("WORKSPACE");
}

/// endAt and lastUsedAt, as loose as the token is.
void appendEnds(QByteArray &json, const DemoToken &token)
{
    if (token.loose == LooseForm::UnreadableDate)
        appendJsonMember(json, "endAt", u"31/12/2026 at noon");
    else
        appendOptionalMoment(json, "endAt", token.endAt, token.loose);
    appendOptionalMoment(json, "lastUsedAt", token.lastUsedAt, token.loose);
}

QByteArray renderedForV1(const DemoToken &token)
{
    QByteArray json;
    json.reserve(800);
    json += '{';
    appendJsonMember(json, "id", token.id);
    appendJsonMember(json, "name", token.name);
    appendJsonMember(json, "description", token.description);
    appendJsonMember(json, "scope", typeOf(token));
    if (token.loose != LooseForm::MissingRequired)
        appendJsonMember(json, "kind", token.kind);
    appendJsonMember(json, "shortToken", token.shortToken);
    if (token.expiryDays > 0)
        appendJsonRawMember(json, "expiryPeriodInDays", QByteArray::number(token.expiryDays));
    appendMoment(json, "startAt", token.startAt);
    appendEnds(json, token);
    appendOptionalMoment(json, "lastRotatedAt", token.lastRotatedAt, token.loose);
    appendMoment(json, "createdAt", token.createdAt);
    appendMoment(json, "updatedAt", token.updatedAt);
    if (token.createdBy && token.showsCreator)
        appendJsonRawMember(json, "createdBy", profile(*token.createdBy));
    if (token.updatedBy)
        appendJsonRawMember(json, "updatedBy", profile(*token.updatedBy));
    return json + '}';
}

QByteArray rendered(const DemoToken &token)
{
    QByteArray json;
    json.reserve(1000);
    json += '{';
    appendJsonMember(json, "id", token.id);
    appendJsonMember(json, "name", token.name);
    appendJsonMember(json, "description", token.description);
    appendJsonMember(json, "type", typeOf(token));
    appendJsonMember(json, "shortToken", token.shortToken);
    appendJsonRawMember(json, "roles", roles(token.roles));
    if (token.loose != LooseForm::MissingRequired)
        appendJsonRawMember(json, "expiryPeriodInDays", QByteArray::number(token.expiryDays));
    appendMoment(json, "startAt", token.startAt);
    appendEnds(json, token);
    appendMoment(json, "createdAt", token.createdAt);
    appendSubject(json, "createdById", "createdBy", token, true);
    appendMoment(json, "updatedAt", token.updatedAt);
    appendSubject(json, "updatedById", "updatedBy", token, false);
    return json + '}';
}

QByteArray withSecret(QByteArray json, const QByteArray &secret)
{
    json.chop(1);
    appendJsonMember(json, "token", QString::fromLatin1(secret));
    return json + '}';
}

/// What both generations tell of a person; the object is still open.
QByteArray selfFacts(const DemoCaller &caller)
{
    QByteArray json = "{";
    appendJsonMember(json, "id", caller.subject->id);
    appendJsonMember(json, "username", caller.subject->username);
    appendJsonMember(json, "fullName", caller.subject->fullName);
    appendJsonMember(json, "avatarUrl", u"");
    appendJsonMember(json, "status", u"ACTIVE");
    return json;
}

/// A role with its scope; the object is still open.
QByteArray selfRole(const DemoRole &role)
{
    QByteArray scope = "{";
    appendJsonMember(scope, "entityId", role.entityId);
    appendJsonMember(scope, "type", role.entityType);
    QByteArray item = "{";
    appendJsonMember(item, "role", role.role);
    appendJsonRawMember(item, "scope", scope + '}');
    return item;
}

QByteArray selfEnd(QByteArray json, const QByteArray &roles, const DemoMoment &since)
{
    appendJsonRawMember(json, "roles", '[' + roles + ']');
    appendMoment(json, "createdAt", since);
    appendMoment(json, "updatedAt", since);
    return json + '}';
}

} // namespace

const QByteArray &astronomerjson::token(const DemoToken &token)
{
    if (token.json.isEmpty())
        token.json = rendered(token);
    return token.json;
}

QByteArray astronomerjson::issuedToken(const DemoToken &issued, const QByteArray &secret)
{
    return withSecret(token(issued), secret);
}

QByteArray astronomerjson::v1ListedToken(const DemoToken &token)
{
    if (token.v1Json.isEmpty())
        token.v1Json = renderedForV1(token);
    return token.v1Json;
}

QByteArray astronomerjson::v1Token(const DemoToken &token)
{
    QByteArray json = v1ListedToken(token);
    json.chop(1);
    appendJsonRawMember(json, "roles", roles(token.roles));
    return json + '}';
}

QByteArray astronomerjson::v1IssuedToken(const DemoToken &token, const QByteArray &secret)
{
    return withSecret(v1Token(token), secret);
}

QByteArray astronomerjson::v1SubjectRoles(const DemoToken &token)
{
    QByteArray json = "{";
    if (const DemoRole *role = roleOn(token.roles, token.organizationId))
        appendJsonMember(json, "organizationRole", role->role);
    appendJsonRawMember(
        json, "workspaceRoles", rolesOn(token.roles, QStringLiteral("WORKSPACE"), "workspaceId"));
    appendJsonRawMember(
        json, "deploymentRoles", rolesOn(token.roles, QStringLiteral("DEPLOYMENT"), "deploymentId"));
    appendJsonRawMember(json, "dagRoles", rolesOn(token.roles, QStringLiteral("DAG"), "dagId"));
    return json + '}';
}

QByteArray astronomerjson::v1Organization(const DemoOrganization &organization)
{
    QByteArray founder = "{";
    appendJsonMember(founder, "id", organization.id);
    founder += '}';
    QByteArray plan = "{";
    appendJsonMember(plan, "astronomerProduct", u"ASTRO");
    appendJsonMember(plan, "organizationId", organization.id);
    appendJsonMember(plan, "productPlanId", organization.shortName);
    appendJsonMember(plan, "productPlanName", organization.plan);
    QByteArray json = "{";
    appendJsonMember(json, "id", organization.id);
    appendJsonMember(json, "name", organization.name);
    appendJsonMember(json, "product", u"HOSTED");
    appendJsonMember(json, "status", u"ACTIVE");
    appendJsonRawMember(json, "productPlans", '[' + plan + "}]");
    for (const char *flag : {"allowEnhancedSupportAccess", "hasAllowedIpAddressRanges",
             "isBlockedEnableAiFeatures", "isScimEnabled", "shouldEnforceDedicatedClusters"})
        appendJsonRawMember(json, flag, "false");
    appendMoment(json, "createdAt", organization.createdAt);
    appendMoment(json, "updatedAt", organization.updatedAt);
    appendJsonRawMember(json, "createdBy", founder);
    appendJsonRawMember(json, "updatedBy", founder);
    return json + '}';
}

QByteArray astronomerjson::v1Workspace(const DemoWorkspace &workspace, const DemoOrganization &home)
{
    QByteArray json = "{";
    appendJsonMember(json, "id", workspace.id);
    appendJsonMember(json, "name", workspace.name);
    appendJsonMember(json, "description", workspace.description);
    appendJsonMember(json, "organizationId", home.id);
    appendJsonMember(json, "organizationName", home.name);
    appendJsonRawMember(json, "cicdEnforcedDefault", "false");
    appendMoment(json, "createdAt", workspace.createdAt);
    appendMoment(json, "updatedAt", workspace.updatedAt);
    return json + '}';
}

QByteArray astronomerjson::v1Deployment(const DemoDeployment &deployment, const DemoWorkspace &home)
{
    QByteArray json = "{";
    appendJsonMember(json, "id", deployment.id);
    appendJsonMember(json, "name", deployment.name);
    appendJsonMember(json, "organizationId", deployment.organizationId);
    appendJsonMember(json, "workspaceId", home.id);
    appendJsonMember(json, "workspaceName", home.name);
    appendJsonMember(json, "status", u"HEALTHY");
    appendJsonMember(json, "type", u"STANDARD");
    appendMoment(json, "createdAt", deployment.createdAt);
    appendMoment(json, "updatedAt", deployment.updatedAt);
    return json + '}';
}

QByteArray astronomerjson::v1Role(const DemoRoleChoice &role, const DemoOrganization &home)
{
    QByteArray founder = "{";
    appendJsonMember(founder, "id", home.id);
    founder += '}';
    QByteArray places;
    for (const QString &id : role.restrictedWorkspaceIds) {
        places += places.isEmpty() ? "" : ",";
        appendJsonText(places, id);
    }
    QByteArray json = "{";
    appendJsonMember(json, "id", role.id);
    appendJsonMember(json, "name", role.name);
    if (!role.description.isEmpty())
        appendJsonMember(json, "description", role.description);
    appendJsonMember(json, "scopeType", u"DEPLOYMENT");
    appendJsonRawMember(json, "restrictedWorkspaceIds", '[' + places + ']');
    appendMoment(json, "createdAt", home.createdAt);
    appendMoment(json, "updatedAt", home.updatedAt);
    appendJsonRawMember(json, "createdBy", founder);
    appendJsonRawMember(json, "updatedBy", founder);
    return json + '}';
}

QByteArray astronomerjson::v1Self(const DemoCaller &caller, const DemoMoment &since)
{
    QByteArray roles;
    for (const DemoRole &role : caller.roles)
        roles += (roles.isEmpty() ? "" : ",") + selfRole(role) + '}';
    QByteArray json = selfFacts(caller);
    appendJsonRawMember(json, "isIdpManaged", "false");
    return selfEnd(json, roles, since);
}

QByteArray astronomerjson::organization(const DemoOrganization &organization)
{
    QByteArray json = "{";
    appendJsonMember(json, "id", organization.id);
    appendJsonMember(json, "name", organization.name);
    appendJsonMember(json, "shortName", organization.shortName);
    appendJsonMember(json, "authServiceId", QStringLiteral("org_") + organization.shortName);
    appendJsonRawMember(json, "isScimEnabled", "false");
    appendJsonMember(json, "supportPlan", organization.plan);
    appendJsonMember(json, "product", u"HOSTED");
    appendJsonMember(json, "status", u"ACTIVE");
    appendMoment(json, "createdAt", organization.createdAt);
    appendMoment(json, "updatedAt", organization.updatedAt);
    return json + '}';
}

QByteArray astronomerjson::workspace(const DemoWorkspace &workspace, const DemoOrganization &home)
{
    QByteArray json = "{";
    appendJsonMember(json, "id", workspace.id);
    appendJsonMember(json, "name", workspace.name);
    appendJsonMember(json, "description", workspace.description);
    appendJsonMember(json, "organizationId", home.id);
    appendJsonMember(json, "organizationName", home.name);
    appendJsonMember(json, "organizationShortName", home.shortName);
    appendJsonRawMember(json, "apiKeyOnlyDeploymentsDefault", "false");
    appendMoment(json, "createdAt", workspace.createdAt);
    appendMoment(json, "updatedAt", workspace.updatedAt);
    return json + '}';
}

QByteArray astronomerjson::self(const DemoCaller &caller, const DemoMoment &since)
{
    QByteArray subject = "{";
    appendJsonMember(subject, "entityId", caller.subject->id);
    appendJsonMember(subject, "type", u"USER");
    QByteArray roles;
    for (const DemoRole &role : caller.roles) {
        QByteArray item = selfRole(role);
        appendJsonRawMember(item, "subject", subject + '}');
        roles += (roles.isEmpty() ? "" : ",") + item + '}';
    }
    return selfEnd(selfFacts(caller), roles, since);
}

QByteArray astronomerjson::page(
    const char *key, const QByteArray &items, qint64 offset, qint64 limit, qint64 total)
{
    QByteArray json = "{";
    json.reserve(items.size() + 100);
    appendJsonRawMember(json, key, '[' + items + ']');
    appendJsonRawMember(json, "limit", QByteArray::number(limit));
    appendJsonRawMember(json, "offset", QByteArray::number(offset));
    appendJsonRawMember(json, "totalCount", QByteArray::number(total));
    return json + '}';
}
