// SPDX-License-Identifier: MIT
#include "providers/qoveryjson.h"

#include "net/pathsegment.h"
#include "providers/jsonreader.h"
#include "providers/textpool.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace QoveryJson {

namespace {

using JsonReader::Request;

const QLatin1String keyId("id");
const QLatin1String keyName("name");
const QLatin1String keyResults("results");
const QLatin1String keyPolicy("opa_policy");

QList<TokenRole> readTokenRoles(const QJsonObject &object, const Account &account, TextPool &pool)
{
    TokenRole role;
    role.entityType = EntityType::Organization;
    role.roleId = JsonReader::text(object, QLatin1String("role_id"), pool);
    role.role = JsonReader::text(object, QLatin1String("role_name"), pool);
    if (role.role.isEmpty() && role.roleId.isEmpty())
        role.role = JsonReader::text(object, QLatin1String("scope"), pool);
    if (role.role.isEmpty() && role.roleId.isEmpty())
        return {};
    role.entityId = account.organizationId;
    return pool.shared(QList<TokenRole>{role});
}

/// What a policy token tells beside.
void readPolicyFacts(const QJsonObject &object, TextPool &pool, Token &token)
{
    token.list = TokenList::Policy;
    token.kind = pool.shared(QStringLiteral("POLICY"));
    token.createdBy = JsonReader::text(object, QLatin1String("creator_name"), pool);
    token.expiresAt = JsonReader::moment(object, QLatin1String("expires_at"), Moment::absent());
}

Token readToken(const QJsonObject &object, const Account &account, TextPool &pool, TokenList list)
{
    Token token;
    token.accountId = account.id;
    token.id = JsonReader::text(object, keyId);
    token.name = JsonReader::text(object, keyName);
    token.description = JsonReader::text(object, QLatin1String("description"));
    token.roles = readTokenRoles(object, account, pool);
    token.createdAt = JsonReader::moment(object, QLatin1String("created_at"), Moment());
    token.updatedAt = JsonReader::moment(object, QLatin1String("updated_at"), Moment::absent());
    token.scope = TokenScope::Organization;
    if (list == TokenList::Policy)
        readPolicyFacts(object, pool, token);
    return token;
}

bool isAdministrative(const QString &roleName)
{
    const QString folded = roleName.trimmed().toLower();
    return folded == QLatin1String("owner") || folded == QLatin1String("admin");
}

/// Qovery writes its built-in roles in lower case; roles that people made keep their own spelling.
QString roleLabel(const QString &name)
{
    static constexpr QLatin1String builtIn[]{QLatin1String("owner"), QLatin1String("admin"),
        QLatin1String("devops"), QLatin1String("billing"), QLatin1String("viewer")};
    if (std::find(std::begin(builtIn), std::end(builtIn), name) == std::end(builtIn))
        return name;
    return name.left(1).toUpper() + name.mid(1);
}

} // namespace

QString organizationsPath()
{
    return QStringLiteral("/organization");
}

QString tokensPath(const QString &organizationId)
{
    return QStringLiteral("/organization/%1/apiToken").arg(pathSegment(organizationId));
}

QString tokenPath(const QString &organizationId, const QString &tokenId)
{
    return tokensPath(organizationId) + QLatin1Char('/') + pathSegment(tokenId);
}

QString policyTokensPath(const QString &organizationId)
{
    return QStringLiteral("/organization/%1/policyApiToken").arg(pathSegment(organizationId));
}

QString policyTokenPath(const QString &organizationId, const QString &tokenId)
{
    return policyTokensPath(organizationId) + QLatin1Char('/') + pathSegment(tokenId);
}

QString rolesPath(const QString &organizationId)
{
    return QStringLiteral("/organization/%1/availableRole").arg(pathSegment(organizationId));
}

bool isUuid(const QString &text)
{
    if (text.size() != 36)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text.at(i).unicode();
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool isHex = (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
        if (isDash ? c != u'-' : !isHex)
            return false;
    }
    return true;
}

QByteArray createBody(const TokenDraft &draft)
{
    QJsonObject body;
    body.insert(keyName, draft.name);
    if (!draft.description.trimmed().isEmpty())
        body.insert(QLatin1String("description"), draft.description);
    // Deprecated today, required by the seed era; both accept it.
    body.insert(QLatin1String("scope"), QLatin1String("ADMIN"));
    if (!draft.role.id.isEmpty())
        body.insert(QLatin1String("role_id"), draft.role.id);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QByteArray createPolicyBody(const TokenDraft &draft, const QDateTime &now)
{
    QJsonObject body{{keyName, draft.name}, {keyPolicy, draft.policyText}};
    if (!draft.description.trimmed().isEmpty())
        body.insert(QLatin1String("description"), draft.description);
    if (!draft.role.id.isEmpty())
        body.insert(QLatin1String("role_id"), draft.role.id);
    if (draft.expiryDays)
        body.insert(
            QLatin1String("expires_at"), now.toUTC().addDays(*draft.expiryDays).toString(Qt::ISODateWithMs));
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

Result<TokenPage> readTokens(const HttpAnswer &answer, const Account &account, TokenList list)
{
    auto object = JsonReader::readObject(answer, Request::Read);
    if (!object)
        return std::move(object).error();
    TokenPage page;
    if (object.value().value(keyResults).isUndefined() || object.value().value(keyResults).isNull()) {
        page.total = 0;
        return page;
    }
    auto entries = JsonReader::requiredList(object.value(), keyResults, answer, Request::Read);
    if (!entries)
        return std::move(entries).error();

    TextPool pool;
    page.tokens.reserve(entries.value().size());
    for (const auto entry : std::as_const(entries.value())) {
        auto token = std::make_shared<const Token>(readToken(entry.toObject(), account, pool, list));
        if (token->id.isEmpty())
            ++page.unreadable;
        else
            page.tokens.append(std::move(token));
    }
    if (page.tokens.isEmpty() && page.unreadable > 0) {
        return JsonReader::protocolError(
            answer, Request::Read, QStringLiteral("key \"id\" is missing in every entry of \"results\""));
    }
    page.total = entries.value().size();
    return page;
}

Result<IssuedToken> readIssued(HttpAnswer &&answer, const Account &account, const TokenDraft &draft)
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
    issued.token = readToken(object ? object.value() : QJsonObject(), account, pool, draft.place.list);
    if (issued.token.id.isEmpty() && issued.secret.isEmpty())
        return JsonReader::protocolError(answer, Request::Change, QStringLiteral("key \"id\" is missing"));
    if (issued.token.name.isEmpty())
        issued.token.name = draft.name;
    return issued;
}

Result<std::optional<QString>> readPolicy(const HttpAnswer &answer, const QString &tokenId)
{
    auto object = JsonReader::readObject(answer, Request::Read);
    if (!object)
        return std::move(object).error();
    const QJsonArray entries = object.value().value(keyResults).toArray();
    for (const auto entry : entries) {
        const QJsonObject item = entry.toObject();
        if (JsonReader::text(item, keyId).compare(tokenId, Qt::CaseInsensitive) == 0)
            return std::optional<QString>(JsonReader::text(item, keyPolicy));
    }
    return std::optional<QString>();
}

Result<QList<Organization>> readOrganizations(const HttpAnswer &answer)
{
    auto object = JsonReader::readObject(answer, Request::Read);
    if (!object)
        return std::move(object).error();
    const QJsonValue results = object.value().value(keyResults);
    QList<Organization> organizations;
    if (results.isUndefined() || results.isNull())
        return organizations;
    auto entries = JsonReader::requiredList(object.value(), keyResults, answer, Request::Read);
    if (!entries)
        return std::move(entries).error();
    for (const auto entry : std::as_const(entries.value())) {
        const QJsonObject source = entry.toObject();
        Organization organization{JsonReader::text(source, keyId), JsonReader::text(source, keyName)};
        if (!organization.id.isEmpty())
            organizations.append(std::move(organization));
    }
    return organizations;
}

Result<QList<RoleChoice>> readRoles(const HttpAnswer &answer)
{
    auto object = JsonReader::readObject(answer, Request::Read);
    if (!object)
        return std::move(object).error();
    auto entries = JsonReader::requiredList(object.value(), keyResults, answer, Request::Read);
    if (!entries)
        return std::move(entries).error();
    QList<RoleChoice> roles;
    for (const auto entry : std::as_const(entries.value())) {
        const QJsonObject role = entry.toObject();
        const QString id = JsonReader::text(role, keyId);
        const QString name = JsonReader::text(role, keyName);
        if (!id.isEmpty() && !name.isEmpty())
            roles.append({EntityType::Organization, id, name, roleLabel(name), isAdministrative(name)});
    }
    std::stable_sort(roles.begin(), roles.end(), [](const RoleChoice &a, const RoleChoice &b) {
        return a.label.compare(b.label, Qt::CaseInsensitive) < 0;
    });
    return roles;
}

QList<RoleChoice> seedRoles()
{
    return {{EntityType::Organization, QString(), QStringLiteral("ADMIN"),
        QCoreApplication::translate("Qovery", "Admin"), true}};
}

} // namespace QoveryJson
