// SPDX-License-Identifier: MIT
#include "providers/astronomerv1json.h"

#include "net/pathsegment.h"
#include "providers/astronomerjson.h"
#include "providers/jsonreader.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace AstronomerV1Json {

namespace {

const QLatin1String nameKey("name");
const QLatin1String descriptionKey("description");
const QLatin1String rolesKey("roles");

const QString deploymentScope = QStringLiteral("DEPLOYMENT");

/// Without a name when it is not for deployments.
ListedRole listedRole(const QJsonObject &object)
{
    ListedRole role;
    if (JsonReader::text(object, QLatin1String("scopeType")) != deploymentScope)
        return role;
    role.name = JsonReader::text(object, nameKey);
    role.id = JsonReader::text(object, QLatin1String("id"));
    if (role.id.isEmpty())
        role.id = role.name;
    role.description = JsonReader::text(object, descriptionKey);
    const QJsonArray places = object.value(QLatin1String("restrictedWorkspaceIds")).toArray();
    for (const auto place : places) {
        if (place.isString())
            role.workspaceIds.append(place.toString());
    }
    return role;
}

Error unreadable(const HttpAnswer &answer, QLatin1String key)
{
    return JsonReader::protocolError(answer, JsonReader::Request::Read,
        QStringLiteral("key \"%1\" cannot be read, and an update must send it back").arg(key));
}

} // namespace

QString tokensPath(const QString &organizationId)
{
    return QStringLiteral("/organizations/") + pathSegment(organizationId) + QStringLiteral("/tokens");
}

QString tokenPath(const QString &organizationId, const QString &tokenId)
{
    return tokensPath(organizationId) + u'/' + pathSegment(tokenId);
}

QString rolesPath(const QString &organizationId, const QString &tokenId)
{
    return tokenPath(organizationId, tokenId) + QStringLiteral("/roles");
}

QString rotatePath(const QString &organizationId, const QString &tokenId)
{
    return tokenPath(organizationId, tokenId) + QStringLiteral("/rotate");
}

QUrlQuery pageQuery(const PageRequest &page)
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("offset"), QString::number(page.offset));
    if (page.limit > 0)
        query.addQueryItem(QStringLiteral("limit"), QString::number(page.limit));
    query.addQueryItem(QStringLiteral("sorts"), QStringLiteral("createdAt:asc"));
    query.addQueryItem(QStringLiteral("sorts"), QStringLiteral("name:asc"));
    return query;
}

QUrlQuery tokensQuery(const TokenPlace &place, const PageRequest &page)
{
    QUrlQuery query = pageQuery(page);
    if (!place.isOrganization())
        query.addQueryItem(QStringLiteral("workspaceId"), place.workspaceId);
    return query;
}

QString organizationRolesPath(const QString &organizationId)
{
    return QStringLiteral("/organizations/") + pathSegment(organizationId) + QStringLiteral("/roles");
}

QUrlQuery deploymentRolesQuery(const PageRequest &page)
{
    QUrlQuery query = pageQuery(page);
    query.addQueryItem(QStringLiteral("includeDefaultRoles"), QStringLiteral("true"));
    query.addQueryItem(QStringLiteral("scopeTypes"), deploymentScope);
    return query;
}

Result<ListedPage<ListedRole>> readRoles(const HttpAnswer &answer)
{
    auto object = JsonReader::readObject(answer, JsonReader::Request::Read);
    if (!object)
        return std::move(object).error();
    const auto own = JsonReader::requiredList(object.value(), rolesKey, answer, JsonReader::Request::Read);
    if (!own)
        return own.error();
    ListedPage<ListedRole> page;
    const auto take = [&page](const QJsonArray &entries) {
        for (const auto entry : entries) {
            const ListedRole role = listedRole(entry.toObject());
            if (!role.name.isEmpty())
                page.entries.append(role);
        }
    };
    take(object.value().value(QLatin1String("defaultRoles")).toArray());
    take(own.value());
    page.received = own.value().size();
    page.total = qMax<qint64>(-1, JsonReader::wholeNumber(object.value(), QLatin1String("totalCount"), -1));
    return page;
}

QList<RoleChoice> deploymentChoices(const QList<ListedRole> &roles, const QString &workspaceId)
{
    const QString administrator = QStringLiteral("DEPLOYMENT_ADMIN");
    QList<RoleChoice> choices{{EntityType::Deployment, administrator, administrator,
        QCoreApplication::translate("Astronomer", "Deployment admin"), true}};
    for (const ListedRole &role : roles) {
        if (role.name == administrator)
            choices.first().description = role.description;
        else if (role.workspaceIds.isEmpty() || role.workspaceIds.contains(workspaceId, Qt::CaseInsensitive))
            choices.append(
                {EntityType::Deployment, role.name, role.name, role.name, false, role.description});
    }
    return choices;
}

QByteArray createBody(const TokenDraft &draft, const QString &organizationId)
{
    QJsonObject body = AstronomerJson::createObject(draft);
    const TokenTarget target = draft.target();
    const auto belongsTo = [&body](QLatin1String scope, const QString &id) {
        body.insert(QLatin1String("scope"), scope);
        body.insert(QLatin1String("entityId"), id);
    };
    if (target.entityType() == EntityType::Deployment)
        belongsTo(QLatin1String("DEPLOYMENT"), target.deploymentId);
    else if (target.entityType() == EntityType::Workspace)
        belongsTo(QLatin1String("WORKSPACE"), target.workspaceId);
    else
        belongsTo(QLatin1String("ORGANIZATION"), organizationId);
    if (!draft.kind.isEmpty())
        body.insert(QLatin1String("kind"), draft.kind);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QByteArray textsBody(const QString &name, const QString &description)
{
    return QJsonDocument(QJsonObject{{nameKey, name}, {descriptionKey, description}})
        .toJson(QJsonDocument::Compact);
}

QByteArray rolesBody(const QJsonArray &roles)
{
    return QJsonDocument(QJsonObject{{rolesKey, roles}}).toJson(QJsonDocument::Compact);
}

Result<Current> readCurrent(
    const HttpAnswer &answer, const Account &account, const TokenPlace &place, bool needsRoles)
{
    auto object = JsonReader::readObject(answer, JsonReader::Request::Read);
    if (!object)
        return std::move(object).error();
    const QJsonValue description = object.value().value(descriptionKey);
    if (JsonReader::text(object.value(), nameKey).isEmpty())
        return unreadable(answer, nameKey);
    if (!description.isString() && !description.isNull() && !description.isUndefined())
        return unreadable(answer, descriptionKey);
    if (needsRoles && !object.value().value(rolesKey).isArray())
        return unreadable(answer, rolesKey);
    return Current{
        AstronomerJson::tokenFrom(object.value(), account, place), object.value().value(rolesKey).toArray()};
}

} // namespace AstronomerV1Json
