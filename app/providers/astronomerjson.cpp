// SPDX-License-Identifier: MIT
#include "providers/astronomerjson.h"

#include "net/pathsegment.h"
#include "providers/jsondom.h"
#include "providers/jsonreader.h"
#include "providers/textpool.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>

namespace AstronomerJson {

namespace {

using JsonReader::Request;

const QLatin1String keyId("id");
const QLatin1String keyName("name");
const QLatin1String keyDescription("description");
const QLatin1String keyRoles("roles");
const QLatin1String keyEntityId("entityId");
const QLatin1String keyEntityType("entityType");
const QLatin1String keyRole("role");

/// Cut to what an int holds; a negative number says nothing.
int asInt(qint64 number)
{
    return static_cast<int>(std::clamp<qint64>(number, 0, std::numeric_limits<int>::max()));
}

TokenScope scopeOf(const QString &type)
{
    if (type == QLatin1String("ORGANIZATION"))
        return TokenScope::Organization;
    if (type == QLatin1String("WORKSPACE"))
        return TokenScope::Workspace;
    if (type == QLatin1String("DEPLOYMENT"))
        return TokenScope::Deployment;
    return TokenScope::Other;
}

EntityType entityTypeOf(const QString &type)
{
    if (type == QLatin1String("ORGANIZATION"))
        return EntityType::Organization;
    if (type == QLatin1String("WORKSPACE"))
        return EntityType::Workspace;
    if (type == QLatin1String("DEPLOYMENT"))
        return EntityType::Deployment;
    return EntityType::Other;
}

// A list is read by simdjson, a single answer by Qt, which never sees a secret: see JsonDom. What follows
// reads both.

QJsonObject objectOf(const QJsonValue &value)
{
    return value.toObject();
}

DomObject objectOf(simdjson::dom::element element)
{
    return DomObject(element);
}

QJsonObject objectAt(const QJsonObject &object, QLatin1String key)
{
    return object.value(key).toObject();
}

DomObject objectAt(const DomObject &object, QLatin1String key)
{
    return JsonReader::objectAt(object, key);
}

std::optional<QJsonArray> listAt(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isArray() ? std::optional(value.toArray()) : std::nullopt;
}

std::optional<simdjson::dom::array> listAt(const DomObject &object, QLatin1String key)
{
    return JsonReader::listAt(object, key);
}

template <class List>
QList<TokenRole> rolesOf(const List &entries, TextPool &pool)
{
    QList<TokenRole> roles;
    roles.reserve(static_cast<qsizetype>(entries.size()));
    for (const auto entry : entries) {
        const auto source = objectOf(entry);
        TokenRole role;
        role.entityId = JsonReader::text(source, keyEntityId, pool);
        const QString type = JsonReader::text(source, keyEntityType, pool);
        role.entityType = entityTypeOf(type);
        if (role.entityType == EntityType::Other)
            role.entityTypeText = type;
        role.role = JsonReader::text(source, keyRole, pool);
        if (!role.role.isEmpty())
            roles.append(role);
    }
    return pool.shared(roles);
}

/// The name of who did it: a person or a token; the bare id when the profile is missing, as it is when a
/// token did it.
template <class Object>
QString subjectName(const Object &object, QLatin1String profileKey, QLatin1String idKey, TextPool &pool)
{
    const Object profile = objectAt(object, profileKey);
    for (const QLatin1String key : {QLatin1String("fullName"), QLatin1String("apiTokenName"),
             QLatin1String("username"), QLatin1String("id")}) {
        const QString name = JsonReader::text(profile, key, pool);
        if (!name.trimmed().isEmpty())
            return name;
    }
    return JsonReader::text(object, idKey, pool);
}

template <class Object>
Token tokenOf(const Object &object, const Account &account, const TokenPlace &place, TextPool &pool)
{
    Token token;
    token.accountId = account.id;
    token.workspaceId = place.workspaceId;
    // In the order in which the service writes: see DomObject.
    token.id = JsonReader::text(object, keyId);
    token.name = JsonReader::text(object, keyName);
    token.description = JsonReader::text(object, keyDescription);
    // The older generation says type, the newer one scope.
    QString type = JsonReader::text(object, QLatin1String("type"), pool);
    if (type.isEmpty())
        type = JsonReader::text(object, QLatin1String("scope"), pool);
    token.scope = scopeOf(type);
    if (token.scope == TokenScope::Other)
        token.scopeText = type;
    token.shortToken = JsonReader::text(object, QLatin1String("shortToken"));
    const auto roles = listAt(object, keyRoles);
    if (roles)
        token.roles = rolesOf(*roles, pool);
    token.areRolesTold = roles && (roles->size() == 0 || !token.roles.isEmpty());
    const qint64 days = JsonReader::wholeNumber(object, QLatin1String("expiryPeriodInDays"), 0);
    token.expiryPeriodDays = asInt(days);
    token.startsAt = JsonReader::moment(object, QLatin1String("startAt"), Moment());
    token.expiresAt = JsonReader::moment(object, QLatin1String("endAt"), Moment::absent());
    token.lastUsedAt = JsonReader::moment(object, QLatin1String("lastUsedAt"), Moment::absent());
    token.createdAt = JsonReader::moment(object, QLatin1String("createdAt"), Moment());
    token.createdBy = subjectName(object, QLatin1String("createdBy"), QLatin1String("createdById"), pool);
    token.updatedAt = JsonReader::moment(object, QLatin1String("updatedAt"), Moment());
    token.updatedBy = subjectName(object, QLatin1String("updatedBy"), QLatin1String("updatedById"), pool);
    // Newer services only.
    token.kind = JsonReader::text(object, QLatin1String("kind"), pool);
    token.lastRotatedAt = JsonReader::moment(object, QLatin1String("lastRotatedAt"), Moment());
    return token;
}

template <class Object>
qint64 totalOf(const Object &root)
{
    return qMax<qint64>(-1, JsonReader::wholeNumber(root, QLatin1String("totalCount"), -1));
}

template <class Object, class List>
TokenPage pageOf(const Object &root, const List &entries, const Account &account, const TokenPlace &place,
    const PageRequest &asked)
{
    TextPool pool;
    TokenPage page;
    page.tokens.reserve(static_cast<qsizetype>(entries.size()));
    for (const auto entry : entries) {
        auto token = std::make_shared<const Token>(tokenOf(objectOf(entry), account, place, pool));
        if (token->id.isEmpty())
            ++page.unreadable;
        else
            page.tokens.append(std::move(token));
    }
    page.total = totalOf(root);
    page.offset = JsonReader::wholeNumber(root, QLatin1String("offset"), asked.offset);
    page.limit = asInt(JsonReader::wholeNumber(root, QLatin1String("limit"), 0));
    return page;
}

Result<Token> readOne(
    const HttpAnswer &answer, Request request, const Account &account, const TokenPlace &place)
{
    auto object = JsonReader::readObject(answer, request);
    if (!object)
        return std::move(object).error();
    TextPool pool;
    Token token = tokenOf(object.value(), account, place, pool);
    if (token.id.isEmpty())
        return JsonReader::protocolError(answer, request, QStringLiteral("key \"id\" is missing"));
    return token;
}

/// The first key that a full replacement needs and that is not whole; empty when all are.
QString unreadableForReplacement(const QJsonObject &object)
{
    if (JsonReader::text(object, keyName).isEmpty())
        return keyName;
    const QJsonValue description = object.value(keyDescription);
    if (!description.isString() && !description.isNull() && !description.isUndefined())
        return keyDescription;
    if (!object.value(keyRoles).isArray())
        return keyRoles;
    const QJsonArray roles = object.value(keyRoles).toArray();
    for (const auto entry : roles) {
        const QJsonObject role = entry.toObject();
        for (const QLatin1String key : {keyEntityId, keyEntityType, keyRole}) {
            if (JsonReader::text(role, key).isEmpty())
                return QStringLiteral("roles.%1").arg(key);
        }
    }
    return {};
}

} // namespace

QString tokensPath(const QString &organizationId, const TokenPlace &place)
{
    const QString organization = QStringLiteral("/organizations/") + pathSegment(organizationId);
    if (place.isOrganization())
        return organization + QStringLiteral("/api-tokens");
    return organization + QStringLiteral("/workspaces/") + pathSegment(place.workspaceId)
        + QStringLiteral("/api-tokens");
}

QString tokenPath(const QString &organizationId, const TokenKey &key)
{
    return tokensPath(organizationId, key.place()) + QLatin1Char('/') + pathSegment(key.tokenId);
}

QString rotatePath(const QString &organizationId, const TokenKey &key)
{
    return tokenPath(organizationId, key) + QStringLiteral("/rotate");
}

QString workspacesPath(const QString &organizationId)
{
    return QStringLiteral("/organizations/") + pathSegment(organizationId) + QStringLiteral("/workspaces");
}

QUrlQuery pageQuery(const PageRequest &page)
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("offset"), QString::number(page.offset));
    if (page.limit > 0)
        query.addQueryItem(QStringLiteral("limit"), QString::number(page.limit));
    query.addQueryItem(QStringLiteral("sorts"), QStringLiteral("createdAt:asc"));
    query.addQueryItem(QStringLiteral("sorts"), QStringLiteral("id:asc"));
    return query;
}

QJsonObject createObject(const TokenDraft &draft)
{
    QJsonObject body;
    body.insert(keyName, draft.name);
    if (!draft.description.trimmed().isEmpty())
        body.insert(keyDescription, draft.description);
    body.insert(keyRole, draft.role.id.isEmpty() ? draft.role.name : draft.role.id);
    if (draft.expiryDays)
        body.insert(QLatin1String("tokenExpiryPeriodInDays"), *draft.expiryDays);
    return body;
}

QByteArray createBody(const TokenDraft &draft)
{
    return QJsonDocument(createObject(draft)).toJson(QJsonDocument::Compact);
}

Token tokenFrom(const QJsonObject &object, const Account &account, const TokenPlace &place)
{
    TextPool pool;
    return tokenOf(object, account, place, pool);
}

QList<TokenRole> rolesFrom(const QJsonArray &roles)
{
    TextPool pool;
    return rolesOf(roles, pool);
}

Result<TokenPage> readTokens(const HttpAnswer &answer, const Account &account, const TokenPlace &place,
    const PageRequest &asked, QLatin1String key)
{
    JsonDom dom;
    if (JsonReader::isJsonContentType(answer.contentType) && dom.read(answer.body)) {
        const auto entries = listAt(dom.root(), key);
        if (entries) {
            if (asked.whenSized)
                asked.whenSized({static_cast<qint64>(entries->size()), totalOf(dom.root())});
            TokenPage page = pageOf(dom.root(), *entries, account, place, asked);
            if (page.unreadable == 0)
                return page;
        }
    }
    // Once more by the reader that knows what to say of a page that is not as it should be.
    auto object = JsonReader::readObject(answer, Request::Read);
    if (!object)
        return std::move(object).error();
    auto entries = JsonReader::requiredList(object.value(), key, answer, Request::Read);
    if (!entries)
        return std::move(entries).error();
    TokenPage page = pageOf(object.value(), entries.value(), account, place, asked);
    if (page.tokens.isEmpty() && page.unreadable > 0) {
        return JsonReader::protocolError(
            answer, Request::Read, QStringLiteral("key \"id\" is missing in every entry of \"%1\"").arg(key));
    }
    return page;
}

Result<Token> readToken(const HttpAnswer &answer, const Account &account, const TokenPlace &place)
{
    return readOne(answer, Request::Read, account, place);
}

Result<Token> readUpdated(const HttpAnswer &answer, const Account &account, const TokenPlace &place)
{
    return readOne(answer, Request::Change, account, place);
}

Result<Token> readWholeToken(const HttpAnswer &answer, const Account &account, const TokenPlace &place)
{
    auto object = JsonReader::readObject(answer, Request::Read);
    if (!object)
        return std::move(object).error();
    const QString key = unreadableForReplacement(object.value());
    if (!key.isEmpty()) {
        return JsonReader::protocolError(answer, Request::Read,
            QStringLiteral("key \"%1\" cannot be read, and an update must send it back").arg(key));
    }
    return readOne(answer, Request::Read, account, place);
}

Result<IssuedToken> readIssued(
    HttpAnswer &&answer, const Account &account, const TokenPlace &place, const Token &expected)
{
    IssuedToken issued;
    issued.secret = JsonReader::takeSecret(answer.body, QByteArrayLiteral("token"));
    if (!issued.secret.isEmpty())
        answer.contentType.clear();
    auto object = JsonReader::readObject(answer, Request::Change);
    wipe(answer.body);
    // Whatever else is unreadable: a value that arrived is kept.
    if (!object && issued.secret.isEmpty())
        return std::move(object).error();
    TextPool pool;
    issued.token = tokenOf(object ? object.value() : QJsonObject(), account, place, pool);
    if (issued.token.id.isEmpty())
        issued.token.id = expected.id;
    if (issued.token.name.isEmpty())
        issued.token.name = expected.name;
    if (issued.token.id.isEmpty() && issued.secret.isEmpty())
        return JsonReader::protocolError(answer, Request::Change, QStringLiteral("key \"id\" is missing"));
    return issued;
}

namespace {

/// What has an id and a name; entries without an id are left out.
template <class T>
QList<T> namedEntries(const QJsonArray &entries)
{
    QList<T> named;
    for (const auto entry : entries) {
        const QJsonObject source = entry.toObject();
        T one;
        one.id = JsonReader::text(source, keyId);
        one.name = JsonReader::text(source, keyName);
        if constexpr (std::is_same_v<T, Deployment>)
            one.workspaceId = JsonReader::text(source, QLatin1String("workspaceId"));
        if (!one.id.isEmpty())
            named.append(one);
    }
    return named;
}

template <class T>
Result<ListedPage<T>> readNamedPage(const HttpAnswer &answer, QLatin1String key)
{
    auto object = JsonReader::readObject(answer, Request::Read);
    if (!object)
        return std::move(object).error();
    auto entries = JsonReader::requiredList(object.value(), key, answer, Request::Read);
    if (!entries)
        return std::move(entries).error();
    ListedPage<T> page;
    page.entries = namedEntries<T>(entries.value());
    page.received = entries.value().size();
    page.total = qMax<qint64>(-1, JsonReader::wholeNumber(object.value(), QLatin1String("totalCount"), -1));
    return page;
}

} // namespace

Result<ListedPage<Workspace>> readWorkspaces(const HttpAnswer &answer)
{
    return readNamedPage<Workspace>(answer, QLatin1String("workspaces"));
}

QUrlQuery plainPageQuery(const PageRequest &page)
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("offset"), QString::number(page.offset));
    if (page.limit > 0)
        query.addQueryItem(QStringLiteral("limit"), QString::number(page.limit));
    return query;
}

QString deploymentsPath(const QString &organizationId)
{
    return QStringLiteral("/organizations/") + pathSegment(organizationId) + QStringLiteral("/deployments");
}

QUrlQuery inWorkspaces(QUrlQuery query, const Account &account)
{
    for (const QString &id : account.workspaceIds) {
        if (!id.trimmed().isEmpty())
            query.addQueryItem(QStringLiteral("workspaceIds"), id.trimmed());
    }
    return query;
}

Result<ListedPage<Deployment>> readDeployments(const HttpAnswer &answer)
{
    return readNamedPage<Deployment>(answer, QLatin1String("deployments"));
}

QString organizationsPath()
{
    return QStringLiteral("/organizations");
}

Result<QList<Organization>> readOrganizations(const HttpAnswer &answer)
{
    auto entries = JsonReader::readList(answer, Request::Read);
    if (!entries)
        return std::move(entries).error();
    return namedEntries<Organization>(entries.value());
}

Result<ListedPage<Organization>> readOrganizationPage(const HttpAnswer &answer)
{
    return readNamedPage<Organization>(answer, QLatin1String("organizations"));
}

} // namespace AstronomerJson
