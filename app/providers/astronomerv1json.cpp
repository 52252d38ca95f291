// SPDX-License-Identifier: MIT
#include "providers/astronomerv1json.h"

#include "net/pathsegment.h"
#include "providers/astronomerjson.h"
#include "providers/jsonreader.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace AstronomerV1Json {

namespace {

const QLatin1String nameKey("name");
const QLatin1String descriptionKey("description");
const QLatin1String rolesKey("roles");

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

QByteArray createBody(const TokenDraft &draft, const QString &organizationId)
{
    const bool isOrganization = draft.place.isOrganization();
    QJsonObject body = AstronomerJson::createObject(draft);
    body.insert(
        QLatin1String("scope"), isOrganization ? QLatin1String("ORGANIZATION") : QLatin1String("WORKSPACE"));
    body.insert(QLatin1String("entityId"), isOrganization ? organizationId : draft.place.workspaceId);
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
